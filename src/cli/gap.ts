// Owns telling what a script went around: failures that it caught and that a device would not have had.
import type { Gap } from '../session.ts'
import { fromBytes } from '../text/bytes.ts'
import type { Colours } from './paint.ts'

/** One line for each, `offbox does not model /tool/fetch (line 3): the script's error branch ran`; '' where there is none. */
export const gapsText = (gaps: readonly Gap[], colours: Colours): string =>
  gaps.map((gap) => `${colours.warning('warning:')} ${gapText(gap)}\n`).join('')

function gapText({ message, line }: Gap): string {
  const unknown = /^bad (?:command name|parameter) (\S+)/.exec(message)?.[1]
  if (unknown !== undefined)
    return (
      `offbox knows no ${fromBytes(unknown)} in this release${line === undefined ? '' : ` (line ${line})`}: the script's ` +
      'error branch ran'
    )
  const [, who, closed] = /^(\S+) has (no network for .*)$/s.exec(fromBytes(message)) ?? []
  if (closed !== undefined) return `${who} had ${closed}${line === undefined ? '' : ` (line ${line})`}: the script's error branch ran`
  const [, what, why = ''] = /^(.*?) (?:is|are) not modelled(?: by offbox)?(: .*)?$/s.exec(fromBytes(message)) ?? [
    undefined,
    fromBytes(message),
  ]
  return (
    `offbox does not model ${what}${line === undefined ? '' : ` (line ${line})`}: the script's error branch ` +
    `ran${why.replace(/^: (.*)/s, ' ($1)')}`
  )
}
