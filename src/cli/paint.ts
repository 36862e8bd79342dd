// Owns colours: used only on a terminal, unless the user forbids them.
import { styleText } from 'node:util'
import { plainPaint, type Paint } from '../diagnostic/excerpt.ts'
import { visible } from '../text/visible.ts'
import { choiceOf } from './choice.ts'

/** The colours of messages. */
export interface Colours extends Paint {
  readonly error: (text: string) => string
  readonly warning: (text: string) => string
  readonly hint: (text: string) => string
  /** A text that links to a URL, if the terminal supports links. */
  readonly link: (text: string, url: string | undefined) => string
}

const none: Colours = { ...plainPaint, error: plainPaint.place, warning: plainPaint.place, hint: plainPaint.place, link: (text) => text }

const colourWords = ['auto', 'always', 'never'] as const

/** The option of every verb, accepted before or behind its name. */
export const colourOption = {
  value: '<when>',
  about: 'colours: always, never, or auto (on a terminal; respects NO_COLOR and FORCE_COLOR)',
  choices: colourWords,
  parse: (text: string) => choiceOf(text, colourWords, '--color'),
} as const

/** Applies --color to the environment, so that threads and child processes follow it, too. */
export function applyColourFlag(flag: (typeof colourWords)[number]): void {
  if (flag === 'auto') return
  delete process.env['NO_COLOR']
  delete process.env['FORCE_COLOR']
  process.env[flag === 'always' ? 'FORCE_COLOR' : 'NO_COLOR'] = '1'
}

/** Whether colours are permitted by the user and supported by the terminal. */
export function wantsColours(): boolean {
  const { NO_COLOR, TERM } = process.env
  return (NO_COLOR === undefined || NO_COLOR === '') && (TERM !== 'dumb' || forcesColours())
}

/** FORCE_COLOR, as other programs interpret it: set, and neither 0 nor false. */
function forcesColours(): boolean {
  const { FORCE_COLOR } = process.env
  return FORCE_COLOR !== undefined && FORCE_COLOR !== '0' && FORCE_COLOR !== 'false'
}

/** Whether the terminal is known to support links (OSC 8): those of VTE, kitty, iTerm2, WezTerm, Windows, Konsole, VS Code. */
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

/** Skips the check of `styleText`, which would test standard output for any stream. */
const styled = (format: Parameters<typeof styleText>[0], text: string): string => styleText(format, text, { validateStream: false })

/** Colours for a stream: none unless it is a terminal (or FORCE_COLOR is set), if NO_COLOR is set, or if the terminal is dumb. */
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
