// Owns differences as signed lines, one per row.
import type { MenuComparison, Difference } from '../../device/diff/diff.ts'
import type { Colours } from '../paint.ts'
import { settingsTextOf, valueText } from './value.ts'

/** One line per row: `+` added, `-` removed, `~` changed (properties follow), `>` moved. */
export function changeLines(comparisons: readonly MenuComparison[], colours: Colours): string {
  return comparisons
    .map(({ menu, differences }) =>
      [menu.path.replaceAll('/', ' ').replace(' ', '/'), ...differences.flatMap((one) => linesOf(one, colours)), ''].join('\n'),
    )
    .join('')
}

function linesOf({ kind, label, settings, changed }: Difference, { error, hint, warning }: Colours): readonly string[] {
  const all = settingsTextOf(settings, label)
  if (kind === 'added') return [hint(`  + ${all}`)]
  if (kind === 'removed') return [error(`  - ${all}`)]
  if (kind === 'moved') return [warning(`  > ${label}`)]
  const lines = changed.map(({ name, from, to }) => `${label === '' ? '  ~ ' : '      '}${name}: ${valueText(from)} -> ${valueText(to)}`)
  return (label === '' ? lines : [`  ~ ${label}`, ...lines]).map(warning)
}
