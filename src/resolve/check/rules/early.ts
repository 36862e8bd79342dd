// Owns the rule about variables in quoted code that are replaced when the string is evaluated, and not when the code runs.
import { parseText } from '../../../../grammar/parse.ts'
import { Refusal } from '../../../../grammar/refusal.ts'
import { holdsCode } from '../../../schema/places.ts'
import { withoutParentheses } from '../../../syntax/descent.ts'
import type { Quoted, Reference } from '../../../syntax/tree.ts'
import { Source } from '../../../text/source.ts'
import type { RuleFamily, Remark, Rule } from '../rule.ts'

const rule: Rule = {
  code: 'early-variable',
  severity: 'warning',
  about: 'a $ without \\ in quoted code: the variable is replaced when the string is made',
  why: `In quotes "$n" is replaced at once. If the code itself declares n, its value at that time is nothing: the stored code has a gap, \
and often no longer parses. \\$n leaves the variable to the code.`,
  wrong: '/system scheduler add interval=1m name=guard on-event=":local n 3; :if ($n < 5) do={ :log info x }"',
  right: '/system scheduler add interval=1m name=guard on-event=":local n 3; :if (\\$n < 5) do={ :log info x }"',
}

/** Checks code in strings for interpolated variables that the code itself declares. */
export const earlyRules: RuleFamily = {
  rules: [rule],
  concerns: (command) => [...command.arguments.keys()].some(holdsCode),
  use({ invocation }, { knowledge, report }) {
    for (const { argument, value } of invocation.given) {
      if (value?.kind !== 'quoted' || !holdsCode(argument.name)) continue
      const declared = declaredIn(value)
      const read = value.parts
        .flatMap((part) => (typeof part === 'string' ? [] : [withoutParentheses(part)]))
        .filter((part) => part.kind === 'reference')
      const replacedEarly = read.filter(({ variable: { kind, name } }) => kind === 'parameter' && declared.has(name))
      if (replacedEarly.length === 0) continue
      const left = parseText(new Source(withHoles(value)), { root: knowledge.catalog.root })
      const broken = left instanceof Refusal ? `; what is left does not parse (${left.message})` : ''
      for (const one of replacedEarly) report(rule.code, one, remarkOn(one, argument.name, broken))
    }
  },
}

const remarkOn = ({ from, variable: { name } }: Reference, argument: string, broken: string): Remark => ({
  message: `'$${name}' is filled in when ${argument} is set, not when the code runs: it is nothing then${broken}`,
  help: `write \\$${name}`,
  fixes: [{ title: `write \\$${name}`, edits: [{ from, to: from, text: '\\' }], preferred: true }],
})

/** The names that the constant parts of the code declare. */
function declaredIn({ parts }: Quoted): ReadonlySet<string> {
  const written = parts.map((part) => (typeof part === 'string' ? part : ' ')).join('')
  const found = [...written.matchAll(/:?\b(?:local|global|for|foreach)\s+"?([A-Za-z][A-Za-z0-9]*(?:,[A-Za-z][A-Za-z0-9]*)?)/g)]
  return new Set(found.flatMap(([, names = '']) => names.split(',')))
}

/** The code as it is stored if its interpolated variables have no value. */
const withHoles = ({ parts }: Quoted): string => parts.map((part) => (typeof part === 'string' ? part : '')).join('')
