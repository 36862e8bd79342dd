// Owns `offbox explain`: the page of a finding's code, or the list of all codes.
import { fromBytes } from '../text/bytes.ts'
import type { Rule } from '../resolve/check/rule.ts'
import { rules } from '../resolve/check/rules/list.ts'
import { didYouMean, quotedAlternatives } from '../resolve/check/similar.ts'
import { severityWords } from './check/format.ts'
import { Complaint, ExitCode } from './exit-code.ts'
import { folded } from './fold.ts'
import { declareVerb } from './verb.ts'
import { printMessage } from './output.ts'

/** The longest line of an example that is shown in full. */
const maxExampleColumns = 100

/** The verb `explain`: prints the page of a code (why it is reported, a wrong and a right example), or the list of all codes. */
export const verb = declareVerb({
  name: 'explain',
  about: 'explain the code of a finding of check, with examples',
  options: {},
  arguments: [{ name: '[code]', about: 'the code of a finding (default: list all codes)', choices: rules.map(({ code }) => code) }],
  examples: [['offbox explain undeclared-variable', 'the meaning of a code, with examples']],
  exits: {},
  never: ['noInput', 'interrupted'],
  run: explain,
})

/** Prints a page, or the list. Throws a Complaint (64) for an unknown code. */
function explain(code: string | undefined): ExitCode {
  if (code === undefined) {
    printMessage(list())
    return ExitCode.ok
  }
  const rule = rules.find((one) => one.code === code)
  if (rule === undefined) {
    const codes = rules.map((one) => one.code)
    const help = didYouMean(code, codes) ?? codesWithPrefix(code, codes) ?? 'offbox explain lists them all'
    throw new Complaint(ExitCode.usage, `no finding has the code '${code}'`, help)
  }
  printMessage(page(rule))
  return ExitCode.ok
}

/** A suggestion for a prefix of several codes, like `undefined`. */
function codesWithPrefix(code: string, codes: readonly string[]): string | undefined {
  const found = codes.filter((one) => one.startsWith(`${code}-`))
  return found.length === 0 ? undefined : `did you mean ${quotedAlternatives(found)}?`
}

function list(): string {
  const longest = Math.max(...rules.map(({ code }) => code.length))
  return rules.map(({ code, severity, about }) => `${code.padEnd(longest)}  ${severityWords[severity]}: ${about}\n`).join('')
}

/** The page of a rule. */
export function page({ code, severity, about, why, wrong, right, release }: Rule): string {
  const shown = (text: string): string =>
    fromBytes(text)
      .trimEnd()
      .split('\n')
      .map((line) => `    ${line.length > maxExampleColumns ? `${line.slice(0, maxExampleColumns)} ...` : line}`)
      .join('\n')
  const under = release === undefined ? '' : ` (RouterOS ${release})`
  const text = `${folded(about).join('\n')}\n\n${folded(why).join('\n')}`
  return `${code} (${severityWords[severity]})\n\n${text}\n\nFound in${under}:\n\n${shown(wrong)}\n\nNot in:\n\n${shown(right)}\n`
}
