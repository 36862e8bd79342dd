// Owns colour: only where a terminal shows it and the user does not forbid it.
import { styleText } from 'node:util'
import { plain, type Paint } from '../diagnostic/excerpt.ts'
import { visible } from '../text/visible.ts'

/** The colours of messages. */
export interface Colours extends Paint {
  readonly error: (text: string) => string
  readonly warning: (text: string) => string
  readonly hint: (text: string) => string
  /** A text that leads to an address, where the terminal knows links. */
  readonly link: (text: string, url: string | undefined) => string
}

const none: Colours = { ...plain, error: plain.place, warning: plain.place, hint: plain.place, link: (text) => text }

export const colourWords = ['auto', 'always', 'never'] as const

/** Does what --color says: in the environment, so that threads and children hear it, too. */
export function wishColours(wish: (typeof colourWords)[number]): void {
  if (wish === 'auto') return
  delete process.env['NO_COLOR']
  delete process.env['FORCE_COLOR']
  process.env[wish === 'always' ? 'FORCE_COLOR' : 'NO_COLOR'] = '1'
}

/** Whether colours are wanted: the user does not forbid them, and the terminal can show them. */
export function wantsColours(): boolean {
  const { NO_COLOR, TERM } = process.env
  return (NO_COLOR === undefined || NO_COLOR === '') && (TERM !== 'dumb' || forcesColours())
}

/** FORCE_COLOR, as other programs have it: set, and neither 0 nor false. */
function forcesColours(): boolean {
  const { FORCE_COLOR } = process.env
  return FORCE_COLOR !== undefined && FORCE_COLOR !== '0' && FORCE_COLOR !== 'false'
}

/** Whether the terminal is one that is known to follow links (OSC 8): those of VTE, kitty, iTerm2, WezTerm, Windows, Konsole, VS Code. */
function knowsLinks(): boolean {
  const { TERM = '', TERM_PROGRAM = '', VTE_VERSION = '0', WT_SESSION, KONSOLE_VERSION } = process.env
  return (
    /^(xterm-kitty|xterm-ghostty|foot|alacritty)/.test(TERM) ||
    ['vscode', 'iTerm.app', 'WezTerm', 'ghostty'].includes(TERM_PROGRAM) ||
    Number(VTE_VERSION) >= 5000 ||
    WT_SESSION !== undefined ||
    KONSOLE_VERSION !== undefined
  )
}

/** The stream was asked already: `styleText` would ask standard output, whichever stream it is for. */
const styled = (format: Parameters<typeof styleText>[0], text: string): string => styleText(format, text, { validateStream: false })

/** Colours for a stream: none where it is no terminal (but with FORCE_COLOR), where NO_COLOR is set, or where the terminal is dumb. */
export function coloursFor(isTerminal: boolean): Colours {
  if (!(isTerminal || forcesColours()) || !wantsColours()) return none
  return {
    place: (text) => styled('bold', visible(text)),
    gutter: (text) => styled('blue', visible(text)),
    caret: (text) => styled(['bold', 'red'], visible(text)),
    error: (text) => styled(['bold', 'red'], visible(text)),
    warning: (text) => styled(['bold', 'yellow'], visible(text)),
    hint: (text) => styled('cyan', visible(text)),
    link: (text, url) =>
      url !== undefined && isTerminal && knowsLinks() ? `\u001b]8;;${url}\u001b\\${visible(text)}\u001b]8;;\u001b\\` : visible(text),
  }
}
