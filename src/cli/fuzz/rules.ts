// Owns a script's comments for `offbox fuzz`: inputs, preconditions, expectations, prohibitions.
import { Complaint } from '../exit-code.ts'
import { directivesOf, unreadable, type Directive } from '../directive.ts'
import { fuzzCommentWords } from '../../resolve/check/comment-words.ts'
import { didYouMean } from '../../resolve/check/similar.ts'
import { fromBytes, toBytes } from '../../text/bytes.ts'
import type { Checker } from '../../resolve/check/checker.ts'
import { Source } from '../../text/source.ts'

/** The kinds of changes of a menu's rows. */
const changeKinds = ['add', 'set', 'remove', 'change'] as const
/** A kind of change to rows. */
export type ChangeKind = (typeof changeKinds)[number]

/** The kinds of findings, by importance. */
export const findingKinds = [
  'never',
  'expect',
  'error',
  'endless',
  'half-applied',
  'second-run',
  'releases',
  'nothing',
  'removes-more',
  'shadowed',
  'slow',
] as const
/** A kind of finding of `offbox fuzz`. */
export type FindingKind = (typeof findingKinds)[number]

/** `# offbox: expect EXPRESSION`. */
export interface FuzzExpectation {
  readonly expression: string
  readonly line: number
}

/** `# offbox: never remove /ip/address`: in that menu and its submenus. */
export interface Ban {
  readonly change: ChangeKind
  readonly menu: string
  readonly line: number
}

/** `# offbox: input $1 num 1..10`. */
export interface DeclaredInput {
  readonly name: string
  /** `num`, `str`, `bool`, `time`, `ip`, `ip-prefix`, `array`, or `one-of`. */
  readonly type: string
  /** For `num`. */
  readonly range: readonly [min: number, max: number] | undefined
  /** For `one-of`: values as a script writes them. */
  readonly choices: readonly string[]
  readonly line: number
}

/** All comments of a script. A comment inside or directly above a function applies only to it, as `line` determines. */
export interface FuzzDirectives {
  readonly expectations: readonly FuzzExpectation[]
  readonly bans: readonly Ban[]
  readonly inputs: readonly DeclaredInput[]
  /** Commands that have run on every device of the script. */
  readonly given: readonly string[]
  /** Kinds of findings to ignore. */
  readonly allowed: ReadonlySet<FindingKind>
}

const types = ['num', 'str', 'bool', 'time', 'ip', 'ip-prefix', 'array']

/** Parses the comments. Throws a Complaint (64) with the line of an invalid one, or of one whose expression or menu `refuses` rejects. */
export function directivesFor(source: Source, refuses: Refuses = () => undefined): FuzzDirectives {
  const rules = noRules()
  for (const directive of directivesOf(source)) takeAccepted(rules, directive, source, refuses)
  return rules
}

/** Returns what is wrong with the text of a small script; undefined if nothing is. */
export type Refuses = (script: string) => string | undefined

/**
 * Returns a function that checks a small script: it returns the help or the message of the first finding that prevents the script from
 * running.
 */
export const refusesBy =
  (checker: Checker): Refuses =>
  (script) => {
    const [one] = checker.check(new Source(script)).filter(({ severity, code }) => severity === 'error' || code === 'bad-command-name')
    return one && fromBytes(one.help ?? one.message)
  }

/**
 * Returns a Complaint (64) for each comment for `offbox fuzz` that cannot be parsed, or whose expression or menu `refuses` rejects. Other
 * comments are ignored.
 */
export function invalidDirectives(source: Source, refuses: Refuses): readonly Complaint[] {
  const rules = noRules()
  return directivesOf(source).flatMap((directive) => {
    if (!fuzzCommentWords.includes(directive.word)) return []
    try {
      takeAccepted(rules, directive, source, refuses)
      return []
    } catch (error) {
      if (error instanceof Complaint) return [error]
      throw error
    }
  })
}

const noRules = () => ({
  expectations: Array<FuzzExpectation>(),
  bans: Array<Ban>(),
  inputs: Array<DeclaredInput>(),
  given: Array<string>(),
  allowed: new Set<FindingKind>(),
})

/** Adds the rule in one comment. Throws a Complaint for an invalid one, and for one that `refuses` rejects. */
function takeAccepted(rules: ReturnType<typeof noRules>, directive: Directive, source: Source, refuses: Refuses): void {
  take(rules, directive, source)
  const { word, rest } = directive
  const ban = word === 'never' ? rules.bans.at(-1) : undefined
  const why = word === 'expect' ? refuses(`:return (${rest})`) : ban && refuses(toBytes(ban.menu))
  if (why !== undefined) throw unreadable(source, directive, `'${word} ${fromBytes(rest)}' cannot be read`, why)
}

/** Adds the rule in one comment. Throws a Complaint for an invalid one. */
function take(rules: ReturnType<typeof noRules>, found: Directive, source: Source): void {
  const directive = { ...found, rest: fromBytes(found.rest) }
  const { word, rest, line } = directive
  const wrong: Wrong = (message, hint, part) => unreadable(source, found, message, hint, part === undefined ? undefined : toBytes(part))
  if (word === 'expect') rules.expectations.push({ expression: required(directive, wrong, 'expect $result ~ "^[0-9]+\\$"'), line })
  else if (word === 'given') rules.given.push(required(directive, wrong, 'given /ip/address/add address=10.0.0.1/24 interface=ether1'))
  else if (word === 'never') rules.bans.push(ban(directive, wrong))
  else if (word === 'input') rules.inputs.push(input(directive, wrong))
  else if (word === 'allow')
    for (const name of rest.split(/[ ,]+/)) {
      const kind = findingKinds.find((one) => one === name)
      if (kind === undefined)
        throw wrong(`'${name}' is not a finding`, didYouMean(name, findingKinds) ?? `findings are ${findingKinds.join(', ')}`, name)
      rules.allowed.add(kind)
    }
  else throw wrong(`unknown comment '${word}'`, didYouMean(word, fuzzCommentWords) ?? `known are ${fuzzCommentWords.join(', ')}`, word)
}

type Wrong = (message: string, hint: string, part?: string) => Complaint

function required({ word, rest }: Directive, wrong: Wrong, example: string): string {
  if (rest === '') throw wrong(`'${word}' needs more`, `as in # offbox: ${example}`)
  return rest
}

function ban({ rest, line }: Directive, wrong: Wrong): Ban {
  const [, word, path] = /^(\w+)\s+(\/.*)$/.exec(rest) ?? []
  const change = changeKinds.find((one) => one === word)
  if (change === undefined || path === undefined)
    throw wrong(`'never ${rest}' cannot be read`, `as in # offbox: never remove /ip/address; actions are ${changeKinds.join(', ')}`)
  return { change, menu: `/${path.slice(1).trim().replaceAll(/[ /]+/g, '/')}`, line }
}

function input({ rest, line }: Directive, wrong: Wrong): DeclaredInput {
  const [, name, type = '', more = ''] = /^\$?"?([\w-]+)"?\s+(\S+)\s*(.*)$/.exec(rest) ?? []
  const example = 'as in # offbox: input $1 num 1..10, # offbox: input user str, # offbox: input mode in "on" "off"'
  if (name === undefined) throw wrong(`'input ${rest}' cannot be read`, example)
  if (type === 'in') {
    const choices = more.match(/"(?:[^"\\]|\\.)*"|[^\s,"]+/g)
    if (choices === null) throw wrong(`'input ${rest}' names no value`, example)
    return { name, type: 'one-of', range: undefined, choices, line }
  }
  if (!types.includes(type)) throw wrong(`'${type}' is not a type of input`, `types are ${types.join(', ')}; ${example}`, type)
  const range = /^(-?\d+)\.\.(-?\d+)$/.exec(more)
  return { name, type, range: range === null ? undefined : [Number(range[1]), Number(range[2])], choices: [], line }
}
