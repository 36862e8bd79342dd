// Owns the targets of fuzzing: scripts of files and folders, and those of a stored device, each with its suite.
import type { NamesOptions } from '../../entry-options.ts'
import { basename, dirname } from 'node:path'
import { Source } from '../../text/source.ts'
import { show } from '../../value/show.ts'
import { fromBytes } from '../../text/bytes.ts'
import type { Board } from '../../device/plain/board.ts'
import { openDevice } from '../device.ts'
import { readScript, statsOf } from '../input.ts'
import { filesBelow } from '../scripts.ts'
import type { ScriptBeside } from '../test/place.ts'

/** A script with the other scripts on its device. */
export interface Target {
  /** `path` is its name for the user. */
  readonly script: { readonly path: string; readonly source: Source }
  readonly suite: readonly ScriptBeside[]
  /** Other scripts that may run before it: all scripts of the named folder. */
  readonly around: readonly ScriptBeside[]
  /** The stored device that it is on; undefined: as the flags specify. */
  readonly device?: { readonly names: NamesOptions; readonly board: Board }
}

/**
 * A single file; or each file of a folder, with the others of its own folder as suite and all others as possible dependencies. Throws a
 * Complaint for unreadable files.
 */
export function suitesIn(path: string): readonly Target[] {
  if (path === '-' || statsOf(path)?.isDirectory() !== true) return [{ script: { path, source: readScript(path) }, suite: [], around: [] }]
  const scripts = filesBelow(path, '.rsc')
    .filter((each) => !each.endsWith('.test.rsc'))
    .map((each) => ({ path: each, source: readScript(each) }))
  const around = scripts.map((each): ScriptBeside => ({ name: basename(each.path), path: each.path, text: each.source.text }))
  return scripts.map((script) => ({ script, suite: around.filter((other) => dirname(other.path) === dirname(script.path)), around }))
}

/** The scripts of a stored device, each with the others as suite. The device is not changed. Throws a Complaint if it cannot be opened. */
export function ofDevice(folder: string, names: NamesOptions): readonly Target[] {
  const openedDevice = openDevice(
    { device: folder, release: names.release, packages: names.packages, facts: undefined },
    { flush: () => undefined, width: 80, dry: true },
  )
  try {
    const { router } = openedDevice.device
    const menu = router.declared('/system/script')
    const suite = router.store(menu).items.map((row): ScriptBeside => {
      const name = show(router.read(menu, row, 'name'))
      return { name: `${name}.rsc`, path: `/system/script ${fromBytes(name)}`, text: show(router.read(menu, row, 'source')) }
    })
    const own = { names: openedDevice.names, board: router.board }
    return suite.map(({ path, text }) => ({ script: { path, source: new Source(text, path) }, suite, around: suite, device: own }))
  } finally {
    openedDevice.close()
  }
}
