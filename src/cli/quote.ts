// Owns `offbox quote`: texts as RouterOS source, for generators in any language.
import { toBytes } from '../text/bytes.ts'
import { quote } from '../value/show.ts'
import { ExitCode } from './exit-code.ts'
import { readBounded } from './input.ts'
import { outputTo } from './output.ts'
import { declareVerb } from './verb.ts'

export const verb = declareVerb({
  name: 'quote',
  about: 'print a text as RouterOS source: in quotes, with every sign escaped that would be read otherwise',
  options: {},
  arguments: [{ name: '[text...]', about: 'texts, each on a line of its own; none: standard input, whole' }],
  examples: [['offbox quote \'costs $5 "net"\'', 'prints "costs \\$5 \\"net\\""']],
  exits: {},
  run: quoteTexts,
})

/** Prints each text between quotes. */
function quoteTexts(texts: readonly string[]): ExitCode {
  const given = texts.length > 0 ? texts.map(toBytes) : [readBounded(0, '<stdin>').toString('latin1')]
  const output = outputTo(false)
  for (const text of given) output.write(`${quote(text)}\n`)
  output.flush()
  return ExitCode.fine
}
