// Owns the device behind a command: in memory, or kept in the folder that the user names.
import { Failure } from '../diagnostic/failure.ts'
import { createDevice, nodeHost, type Board, type Device, type Host } from '../index.ts'
import { keptBoard, loadState, saveState } from '../device/state.ts'
import { FolderError, openFolder } from '../host/node/folder.ts'
import { Complaint, ExitCode } from './exit-code.ts'
import { namesOf, type DeviceFlags } from './names.ts'

/** Between what a script does and what the user sees. */
export interface Around {
  /** Before the device waits: what is gathered has to be shown. */
  readonly flush: () => void
  readonly interrupted?: () => boolean
  readonly width: number
  readonly board?: Board
}

/** A device in use. `keep` writes its state into its folder (nothing without one); `close` gives the folder back. */
export interface Kept {
  readonly device: Device
  keep(): void
  close(): void
}

/** Opens the device. Throws a Complaint: 64 for a bad release, 73 for a folder that cannot be used or written. */
export function openDevice(flags: DeviceFlags, { flush, interrupted, width, board }: Around): Kept {
  const names = namesOf(flags)
  return complaining(() => {
    const folder = flags.device === undefined ? undefined : openFolder(flags.device)
    try {
      const world = nodeHost({
        ...(folder === undefined ? {} : { files: folder.files }),
        ...(interrupted === undefined ? {} : { interrupted }),
      })
      const state = folder?.load()
      const made = board ?? (state === undefined ? undefined : keptBoard(state))
      const device = createDevice({ ...names, width, host: seen(world, flush), ...(made === undefined ? {} : { board: made }) })
      if (state !== undefined) loadState(device.stores, state, device.catalog)
      return {
        device,
        keep: () => complaining(() => folder?.save(saveState(device.stores))),
        close: () => folder?.close(),
      }
    } catch (error) {
      folder?.close()
      throw error
    }
  })
}

/** A host that shows what was printed before it keeps the user waiting, and says so where a key takes long. */
function seen(host: Host, flush: () => void): Host {
  return {
    ...host,
    clock: {
      now: () => host.clock.now(),
      sleep(ns) {
        flush()
        return host.clock.sleep(ns)
      },
    },
    keys: {
      make(size, progress) {
        flush()
        if (process.stderr.isTTY !== true || !(Number(size) >= 4096)) return host.keys.make(size, progress)
        process.stderr.write(`making an RSA key of ${size} bits `)
        try {
          return host.keys.make(size, () => {
            process.stderr.write('.')
            progress?.()
          })
        } finally {
          process.stderr.write('\r\u001b[K')
        }
      },
    },
  }
}

function complaining<T>(act: () => T): T {
  try {
    return act()
  } catch (error) {
    if (error instanceof Failure) throw new Complaint(ExitCode.noInput, `the state in the folder cannot be used: ${error.message}`)
    if (error instanceof FolderError) throw new Complaint(ExitCode.cannotCreate, error.message)
    throw error
  }
}
