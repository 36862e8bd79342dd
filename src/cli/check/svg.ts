// Owns the report as a drawing: the report for people with its colours, as SVG.
import { terminalDrawing } from '../../drawn/terminal.ts'
import { coloursFor } from '../paint.ts'
import type { Format } from './format.ts'
import { humanFormat } from './human.ts'

/** One drawing of all files, written at the end. */
export function svgFormat(): Format {
  const inWords = humanFormat(coloursFor(true))
  let text = ''
  const add = (more: string): string => {
    text += more
    return ''
  }
  return {
    start: () => add(inWords.start()),
    file: (result) => add(inWords.file(result)),
    end(totals) {
      add(inWords.end(totals))
      return terminalDrawing(text, 'what offbox check found')
    },
  }
}
