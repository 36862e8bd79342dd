// Owns the summary of `offbox run --dry-run`: what scripts changed on a device that is not stored.
import { compare } from '../device/diff/diff.ts'
import { unexportedChanges } from '../device/diff/unexported.ts'
import type { Router } from '../device/router.ts'
import type { FileInfo } from '../host/files.ts'
import { fromBytes } from '../text/bytes.ts'
import type { OpenDevice } from './device.ts'
import { changeLines } from './diff/lines.ts'
import { isTerminal, shownBytes } from './output.ts'
import { coloursFor, type Colours } from './paint.ts'

/** The changes of the device, of what its exports leave out, and of its files; '' if there are none. Bytes. */
export function dryRunText(
  { device: { router }, before }: Pick<OpenDevice, 'device' | 'before'>,
  filesBefore: readonly FileInfo[],
): string {
  const colours = coloursFor(isTerminal('out'))
  const former = before().router
  const files = filesText(filesBefore, router.files.list(), colours)
  return shownBytes(fromBytes(changeLines(compare(former, router), colours) + unexportedText(former, router, colours)) + files)
}

/** Users, certificates and other rows that no export has, by their names: their values may be secret. */
function unexportedText(before: Router, after: Router, { hint, error, warning }: Colours): string {
  const drawn = { added: ['+', hint], removed: ['-', error], changed: ['~', warning] } as const
  return unexportedChanges(before, after)
    .map(({ path, rows }) => {
      const lines = rows.map(({ kind, label }) => {
        const [sign, colour] = drawn[kind]
        return colour(`  ${sign} ${label}`)
      })
      return [path.replaceAll('/', ' ').replace(' ', '/'), ...lines, ''].join('\n')
    })
    .join('')
}

/** Files that were added (`+`), removed (`-`) or written (`~`), as rows of `/file`. */
function filesText(before: readonly FileInfo[], after: readonly FileInfo[], { hint, error, warning }: Colours): string {
  const byName = (files: readonly FileInfo[]): ReadonlyMap<string, FileInfo> => new Map(files.map((file) => [file.name, file]))
  const [old, now] = [byName(before), byName(after)]
  const changes = [...new Set([...old.keys(), ...now.keys()])].sort().flatMap((name): readonly string[] => {
    const was = old.get(name)
    const is = now.get(name)
    const row = `name=${fromBytes(name)}`
    if (was === undefined) return [hint(`  + ${row}`)]
    if (is === undefined) return [error(`  - ${row}`)]
    return is.directory || (was.size === is.size && was.modified === is.modified) ? [] : [warning(`  ~ ${row}`)]
  })
  return changes.length === 0 ? '' : `${['/file', ...changes].join('\n')}\n`
}
