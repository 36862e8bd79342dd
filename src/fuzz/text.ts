// Owns how text stands between quotes in generated scripts.
import { exportValue } from '../print/quote.ts'
import { printStyle } from '../print/style.ts'
import { toBytes } from '../text/bytes.ts'

const style = printStyle('7.24')

/** A text as an export writes it: bare where it can be, else in quotes with its escapes. */
export const written = (text: string): string => exportValue(toBytes(text), style)

/** A text in quotes, whatever it holds: bare `10` is a number to an expression, `"10"` is text. */
export const quoted = (text: string): string => {
  const exported = written(text)
  return exported.startsWith('"') ? exported : `"${exported}"`
}
