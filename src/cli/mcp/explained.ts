// Owns explaining a code of `check` or a message of the router to an agent.
import { Misuse } from '../../ide/mcp/given.ts'
import { rules } from '../../resolve/check/rules/list.ts'
import { didYouMean } from '../../resolve/check/similar.ts'
import { page } from '../explain.ts'

/** The maximum number of codes listed if nothing matches. */
const maxCodes = 60

/** The parts of a message that are specific to a script: names, numbers and places. */
const scriptSpecific = /\((?:line|column)[^)]*\)|["'].*?["']|\d+/g

/** The page of a code, or of a message's code, or the codes whose pages contain the words. Throws a Misuse if nothing matches. */
export function explained(about: string): string {
  const asked = about.trim()
  const words =
    asked
      .toLowerCase()
      .replaceAll(scriptSpecific, ' ')
      .match(/[a-z]+/g) ?? []
  const code = words.join('-')
  const exact = rules.find((one) => one.code === asked) ?? rules.find((one) => one.code === code)
  if (exact !== undefined) return page(exact)
  // `failure: ...`, `expected end of command (line 1 column 5)`, `bad command name foo`: the longest code that is a prefix of the message.
  const begun = rules.filter((one) => code.startsWith(`${one.code}-`)).sort((a, b) => b.code.length - a.code.length)[0]
  if (begun !== undefined) return page(begun)
  const phrase = words.join(' ')
  const holding = phrase === '' ? [] : rules.filter((one) => plain(`${one.about} ${one.why}`).includes(phrase))
  if (holding.length === 1 && holding[0] !== undefined) return page(holding[0])
  if (holding.length > 1)
    return `codes whose pages speak of it:\n${holding
      .slice(0, maxCodes)
      .map((one) => `${one.code}: ${one.about}`)
      .join('\n')}`
  const codes = rules.map((one) => one.code)
  throw new Misuse(`'${asked}' is unknown; ${didYouMean(code, codes) ?? `codes are: ${codes.slice(0, maxCodes).join(' ')}`}`)
}

const plain = (text: string): string => (text.toLowerCase().match(/[a-z]+/g) ?? []).join(' ')
