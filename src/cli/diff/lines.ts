// Owns differences as lines with a sign, one a row.
import type { Comparison, Difference } from '../../device/diff/diff.ts'
import type { Colours } from '../paint.ts'
import { saidBy, shown } from './value.ts'

/** One line a row: `+` came, `-` went, `~` changed (with its properties below), `>` moved. */
export function changeLines(comparisons: readonly Comparison[], colours: Colours): string {
  return comparisons
    .map(({ menu, differences }) =>
      [menu.path.replaceAll('/', ' ').replace(' ', '/'), ...differences.flatMap((one) => linesOf(one, colours)), ''].join('\n'),
    )
    .join('')
}

function linesOf({ kind, label, settings, changed }: Difference, { error, hint, warning }: Colours): readonly string[] {
  const all = saidBy(settings, label)
  if (kind === 'added') return [hint(`  + ${all}`)]
  if (kind === 'removed') return [error(`  - ${all}`)]
  if (kind === 'moved') return [warning(`  > ${label}`)]
  const lines = changed.map(({ name, from, to }) => `${label === '' ? '  ~ ' : '      '}${name}: ${shown(from)} -> ${shown(to)}`)
  return (label === '' ? lines : [`  ~ ${label}`, ...lines]).map(warning)
}
