// Owns the quoting of text in generated scripts.
import { exportValue } from '../print/quote.ts'
import { printStyle } from '../print/style.ts'
import { toBytes } from '../text/bytes.ts'

const style = printStyle('7.24')

/** A text as an export writes it: bare if possible, else quoted with escapes. */
export const exportForm = (text: string): string => exportValue(toBytes(text), style)

/** A text that is always quoted: a bare `10` is a number in an expression, `"10"` is text. */
export const quoted = (text: string): string => {
  const exported = exportForm(text)
  return exported.startsWith('"') ? exported : `"${exported}"`
}
