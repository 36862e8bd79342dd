// Owns describing a patch for people: a numbered list in the order of its commands.
import type { MenuComparison, Difference } from '../../device/diff/diff.ts'
import { settingsTextOf, valueText } from './value.ts'

/** One numbered line per command; removals first, as in the script. */
export function changesText(comparisons: readonly MenuComparison[]): string {
  const removals = comparisons.toReversed().flatMap(({ differences }) => differences.filter(({ kind }) => kind === 'removed').reverse())
  const others = comparisons.flatMap(({ differences }) => [
    ...differences.filter(({ changed }) => changed.length > 0),
    ...differences.filter(({ kind }) => kind === 'added' || kind === 'moved'),
  ])
  const all = [...removals, ...others]
  const width = String(all.length).length
  return all.map((one, at) => `${String(at + 1).padStart(width)}. ${sentence(one)}\n`).join('')
}

function sentence({ path, kind, label, settings, changed }: Difference): string {
  if (kind === 'removed') return `remove from ${path}: ${settingsTextOf(settings, label)}`
  if (kind === 'added') return `add to ${path}: ${settingsTextOf(settings, label)}`
  if (kind === 'moved') return `move in ${path}: ${label}`
  const changes = changed.map(({ name, from, to }) =>
    to === undefined
      ? `take ${name} away (it is ${valueText(from)})`
      : from === undefined
        ? `set ${name} to ${valueText(to)}`
        : `${name} from ${valueText(from)} to ${valueText(to)}`,
  )
  return `change in ${path}${label === '' ? '' : `, ${label}`}: ${changes.join(', ')}`
}
