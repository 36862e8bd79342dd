// Owns colour: only where a terminal shows it and the user does not forbid it.
import { styleText } from 'node:util'
import { plain, type Paint } from '../diagnostic/excerpt.ts'
import { visible } from '../text/visible.ts'

/** The colours of messages. */
export interface Colours extends Paint {
  readonly error: (text: string) => string
  readonly warning: (text: string) => string
  readonly hint: (text: string) => string
}

const none: Colours = { ...plain, error: plain.place, warning: plain.place, hint: plain.place }

/** Whether colours are wanted: the user does not forbid them, and the terminal can show them. */
export function wantsColours(): boolean {
  const { NO_COLOR, TERM } = process.env
  return (NO_COLOR === undefined || NO_COLOR === '') && TERM !== 'dumb'
}

/** Colours for a stream; none where it is no terminal, where NO_COLOR is set, or where the terminal is dumb. */
export function coloursFor(isTerminal: boolean): Colours {
  if (!isTerminal || !wantsColours()) return none
  return {
    place: (text) => styleText('bold', visible(text)),
    gutter: (text) => styleText('blue', visible(text)),
    caret: (text) => styleText(['bold', 'red'], visible(text)),
    error: (text) => styleText(['bold', 'red'], visible(text)),
    warning: (text) => styleText(['bold', 'yellow'], visible(text)),
    hint: (text) => styleText('cyan', visible(text)),
  }
}
