// Owns `offbox export`: applies exports or scripts to a device and prints its configuration.
import { configure } from './configure.ts'
import type { ExitCode } from './exit-code.ts'
import { readScript } from './input.ts'
import type { DeviceFlags } from './names.ts'
import { outputTo } from './output.ts'

/** As commander gives them. */
export interface ExportFlags extends DeviceFlags {
  readonly verbose?: boolean
  readonly terse?: boolean
  readonly showSensitive?: boolean
  readonly hideSensitive?: boolean
  /** Only this menu and those below it. */
  readonly menu?: string
}

/** Prints what `/export` on the device prints. 1 where a command of a file failed; menus that offbox does not know are told and left out. */
export function exportFiles(files: readonly string[], flags: ExportFlags): ExitCode {
  const { kept, code } = configure(files.map(readScript), flags)
  const output = outputTo(1, false)
  try {
    const words = [
      flags.verbose === true ? 'verbose' : '',
      flags.terse === true ? 'terse' : '',
      flags.showSensitive === true ? 'show-sensitive' : '',
      flags.hideSensitive === true ? 'hide-sensitive' : '',
    ]
    const menu = flags.menu === undefined ? '' : flags.menu.replace(/\/+$/, '').replace(/^\/*/, '/')
    const session = kept.device.session({ write: (bytes) => output.write(bytes) })
    const { failure } = session.feed(`${menu}/export ${words.filter((word) => word !== '').join(' ')}`)
    output.flush()
    if (failure !== undefined) process.stderr.write(`error: ${session.describe(failure)}\n`)
    kept.keep()
    return code
  } finally {
    kept.close()
  }
}
