// Owns reporting gaps: failures that a script caught and that a device would not have had.
import type { CaughtGap } from '../session-options.ts'
import { fromBytes } from '../text/bytes.ts'
import type { Colours } from './paint.ts'
import { visibleLine } from '../text/visible.ts'

/** One line per gap, `offbox does not model /tool/fetch (line 3): the script's error branch ran`; '' if there are none. */
export const gapsText = (gaps: readonly CaughtGap[], colours: Colours): string =>
  gaps.map((gap) => `${colours.warning('warning:')} ${visibleLine(gapText(gap))}\n`).join('')

function gapText({ message, cause, line }: CaughtGap): string {
  const place = line === undefined ? '' : ` (line ${line})`
  const ran = "the script's error branch ran"
  switch (cause?.kind) {
    case 'refused':
      return `offbox does not know ${fromBytes(cause.refused.about?.word ?? '')} in this release${place}: ${ran}`
    case 'not-allowed':
      return `${cause.who} had ${fromBytes(cause.what)}${place}: ${ran}`
    case 'not-modelled':
      return `offbox does not model ${fromBytes(cause.what)}${place}: ${ran}${cause.why === undefined ? '' : ` (${fromBytes(cause.why)})`}`
    default:
      return `offbox does not model ${fromBytes(message)}${place}: ${ran}`
  }
}
