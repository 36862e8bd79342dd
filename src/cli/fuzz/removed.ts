// Owns rows that a script removed although it had not named them: a pattern without bounds found its word inside of another one.
import { fromBytes } from '../../text/bytes.ts'
import type { Finding } from './finding.ts'
import type { Changed } from './rows-changed.ts'
import type { Chosen } from './watcher.ts'

/** The findings of one run; files and lines of the log are chosen like that on purpose. */
export function removedByChance(chosen: readonly Chosen[], changed: readonly Changed[]): readonly Finding[] {
  return chosen.flatMap(({ menu, property, word, span }): readonly Finding[] => {
    if (menu === '/file' || menu === '/log') return []
    const inside = new RegExp(`[A-Za-z0-9]${word}|${word}[A-Za-z0-9]`)
    const row = changed.find((one) => one.menu === menu && one.deed === 'remove' && inside.test(one.valueOf(property) ?? ''))
    if (row === undefined) return []
    return [
      {
        kind: 'removes',
        message: `more is removed from ${menu} than is named: ${property}~"${fromBytes(word)}" holds inside of other words, too`,
        span,
        details: [`the row: ${fromBytes(row.holds)}`],
      },
    ]
  })
}
