// Owns `offbox quote`: quotes texts as RouterOS source, for script generators in any language.
import { toBytes } from '../text/bytes.ts'
import { quote } from '../value/show.ts'
import { ExitCode } from './exit-code.ts'
import { readBounded } from './input.ts'
import { outputTo } from './output.ts'
import { declareVerb } from './verb.ts'

/** The verb `quote`: prints each argument as a RouterOS string that contains exactly its bytes. */
export const verb = declareVerb({
  name: 'quote',
  about: 'print a text as a quoted RouterOS string, with special characters escaped',
  options: {},
  arguments: [{ name: '[text...]', about: 'texts, each printed on its own line (default: standard input as one text)' }],
  examples: [['offbox quote \'costs $5 "net"\'', 'prints "costs \\$5 \\"net\\""']],
  exits: {},
  never: ['interrupted'],
  run: quoteTexts,
})

/** Prints each text, quoted. */
function quoteTexts(texts: readonly string[]): ExitCode {
  const given = texts.length > 0 ? texts.map(toBytes) : [readBounded(0, '<stdin>').toString('latin1')]
  const output = outputTo(false)
  for (const text of given) output.write(`${quote(text)}\n`)
  output.flush()
  return ExitCode.ok
}
