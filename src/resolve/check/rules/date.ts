// Owns the rule about fixed positions in dates, whose format changed with 7.10.
import { isSince } from '../../../schema/release.ts'
import { withoutParentheses, descendCode } from '../../../syntax/descent.ts'
import type { Body, Invocation, Node } from '../../../syntax/tree.ts'
import type { RuleFamily, Rule } from '../rule.ts'
import { useOf } from '../use.ts'

const rule: Rule = {
  code: 'date-format',
  severity: 'warning',
  about: "a date is cut at fixed positions of another release's format",
  why: `Up to 7.9 a date is nov/20/2024 (month 0 to 3, day 4 to 6, year 7 to 11); from 7.10 on it is 2024-11-20 (year 0 to 4, month 5 to \
7, day 8 to 10). There is no error: the script continues with '-20' as the year. A script that tests the format (a ':find' or ':pick' of \
the separator, or both sets of positions) is not reported.`,
  wrong: ':local date [/system clock get date]\n:put [:pick $date 7 11]',
  right: ':local date [/system clock get date]\n:put [:pick $date 0 4]',
}

/** Properties that are dates, or start with one. */
const properties: Readonly<Record<string, readonly string[]>> = {
  '/system/clock': ['date'],
  '/file': ['creation-time', 'last-modified'],
  '/certificate': ['invalid-before', 'invalid-after'],
  '/system/scheduler': ['next-run', 'start-date'],
  '/system/resource': ['build-time'],
}

const oldParts = new Map([
  ['0 3', 'the month'],
  ['4 6', 'the day'],
  ['7 11', 'the year'],
  ['9 11', 'the year'],
])
const newParts = new Map([
  ['0 4', 'the year'],
  ['5 7', 'the month'],
  ['8 10', 'the day'],
  ['2 4', 'the year'],
])
const instead: Readonly<Record<string, { readonly old: string; readonly now: string }>> = {
  'the year': { old: '7 11', now: '0 4' },
  'the month': { old: '0 3', now: '5 7' },
  'the day': { old: '4 6', now: '8 10' },
}

/** A substring that a script picks from a date; `from` is the variable that holds the date, '' if it is read directly. */
interface Cut {
  readonly invocation: Invocation
  readonly from: string
  readonly positions: string
}

/**
 * Notes about a whole script: variables that hold dates, variables that hold anything else, picked substrings, and tests of a date's
 * format.
 */
const groups = { dates: 'dates', others: 'no dates', cuts: 'cuts of dates', looks: 'looks at dates' } as const

/** Checks substrings of dates. */
export const dateFormRules: RuleFamily = {
  rules: [rule],
  notes(body) {
    const { dates, others } = namesOfDates(body)
    const { cuts, looks } = cutsIn(body)
    return [
      ...dates.map((name) => ({ group: groups.dates, name })),
      ...others.map((name) => ({ group: groups.others, name })),
      ...cuts.map(({ from, positions }) => ({ group: groups.cuts, name: `${from} ${positions}` })),
      ...looks.map((name) => ({ group: groups.looks, name })),
    ]
  },
  body(body, { knowledge, report }, named) {
    const { cuts } = cutsIn(body)
    if (cuts.length === 0) return
    const [dates, others] = [named(groups.dates), named(groups.others)]
    const isDate = (name: string): boolean => name === '' || (dates.has(name) && !others.has(name))
    if ([...named(groups.looks)].some((name) => name === sign || isDate(name))) return
    const all = [...named(groups.cuts)].flatMap((cut) => {
      const [from = '', ...positions] = cut.split(' ')
      return isDate(from) ? [positions.join(' ')] : []
    })
    // A script that handles both formats tests which one it has.
    if (all.some((positions) => oldParts.has(positions)) && all.some((positions) => newParts.has(positions))) return
    const isNew = isSince(knowledge.catalog.release, 7, 10)
    const form = isNew ? 'from 7.10 on dates are 2024-11-20' : 'before 7.10 dates are nov/20/2024'
    for (const { invocation, from, positions } of cuts) {
      const part = isDate(from) ? (isNew ? oldParts : newParts).get(positions) : undefined
      if (part === undefined) continue
      const right = isNew ? instead[part]?.now : instead[part]?.old
      report(rule.code, invocation, {
        message: `${positions.replace(' ', ' to ')} is not ${part} of a date here: ${form}`,
        ...(right === undefined ? {} : { help: `${part} is ${right.replace(' ', ' to ')} in this release` }),
      })
    }
  },
}

/** The position of a comparison with a separator that only one of the formats has. */
const sign = '-/'

/** The substrings that a text picks at fixed positions from variables and dates, and the variables whose format it tests. */
function cutsIn(body: Body): { readonly cuts: readonly Cut[]; readonly looks: readonly string[] } {
  const fromOf = (node: Node | undefined): string | undefined => {
    const inner = node === undefined ? undefined : withoutParentheses(node)
    if (inner?.kind === 'reference') return inner.variable.name
    return inner !== undefined && isDateRead(inner) ? '' : undefined
  }
  const cuts: Cut[] = []
  const looks: string[] = []
  descendCode(body, (part) => {
    if (part.kind === 'operation' && (part.operator === '~' || part.operator === '=') && part.operands.some(isSign)) looks.push(sign)
    if (part.kind !== 'invocation' || part.command.menu.parent !== undefined) return
    const { name } = part.command
    const value = (argument: string): Node | undefined => part.given.find((given) => given.argument.name === argument)?.value
    const from = name === 'find' ? fromOf(value('in')) : name === 'pick' ? fromOf(value('counter')) : undefined
    if (from === undefined) return
    const [begin, end] = [numberOf(value('begin')), numberOf(value('end'))]
    if (begin !== undefined && end !== undefined) cuts.push({ invocation: part, from, positions: `${begin} ${end}` })
    else if (name === 'find' || (begin !== undefined && value('end') === undefined)) looks.push(from)
  })
  return { cuts, looks }
}

const numberOf = (node: Node | undefined): string | undefined =>
  node?.kind === 'literal' && /^\d+$/.test(node.text) ? node.text : undefined

/** `"-"` or `"/"`, compared with a byte of a date. */
const isSign = (node: Node): boolean => {
  const inner = withoutParentheses(node)
  return inner.kind === 'quoted' && inner.parts.length === 1 && ['-', '/'].some((sign) => sign === inner.parts[0])
}

/** Variables that hold dates, and variables that hold anything else. */
function namesOfDates(body: Body): { readonly dates: readonly string[]; readonly others: readonly string[] } {
  const dates: string[] = []
  const others: string[] = []
  descendCode(body, (part) => {
    if (part.kind !== 'invocation' || !/^(local|global|set)$/.test(part.command.name) || part.command.menu.parent !== undefined) return
    const names = part.given.find(({ argument }) => argument.name === 'name')?.value
    const value = part.given.find(({ argument }) => argument.name === 'value')?.value
    if (names?.kind !== 'names' || value === undefined) return
    for (const { name } of names.variables) (isDateRead(withoutParentheses(value)) ? dates : others).push(name)
  })
  return { dates, others }
}

/** `[/system clock get date]`, also inside a string. */
function isDateRead(node: Node): boolean {
  if (node.kind !== 'bracket') return false
  const [only, ...more] = node.body.statements
  if (only?.kind !== 'invocation' || more.length > 0) return false
  if (only.command.menu.parent === undefined && only.command.name === 'tostr') {
    const value = only.given[0]?.value
    return value !== undefined && isDateRead(withoutParentheses(value))
  }
  const use = useOf(only, false)
  const property = use?.text('value-name')
  return use?.command.name === 'get' && property !== undefined && properties[use.menu.path]?.includes(property) === true
}
