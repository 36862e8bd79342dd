// Owns the summary of `offbox run --dry-run`: what scripts changed on a device that is not stored.
import { compare } from '../device/diff/diff.ts'
import type { FileInfo } from '../host/files.ts'
import { fromBytes } from '../text/bytes.ts'
import type { OpenDevice } from './device.ts'
import { changeLines } from './diff/lines.ts'
import { isTerminal, shownBytes } from './output.ts'
import { coloursFor, type Colours } from './paint.ts'

/** The changes of the device and its files; '' if there are none. Bytes. */
export function dryRunText(
  { device: { router }, before }: Pick<OpenDevice, 'device' | 'before'>,
  filesBefore: readonly FileInfo[],
): string {
  const colours = coloursFor(isTerminal('out'))
  const files = filesText(filesBefore, router.files.list(), colours)
  return shownBytes(fromBytes(changeLines(compare(before().router, router), colours)) + files)
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
