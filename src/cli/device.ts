// Owns opening the device of a verb: in memory, or stored in the user's folder.
import type { NamesOptions } from '../entry-options.ts'
import { Failure } from '../diagnostic/failure.ts'
import { createDevice, nodeHost, type Board, type Device, type DeviceOptions } from '../index.ts'
import { logLine, replay } from '../device/state/write-log.ts'
import { isCompleteState, stateFileNames } from '../device/state/saved-device.ts'
import { isSameRelease, savedDescription, loadState, saveState, type SavedDescription } from '../device/state/state.ts'
import { FolderError, holdsDevice, openFolder, type DeviceFolder } from '../host/node/folder.ts'
import type { NodeNetwork } from '../host/node/network/network.ts'
import { overlayFiles } from '../host/overlay-files.ts'
import { defaultRelease } from '../schema/release.ts'
import { fromBytes, toBytes } from '../text/bytes.ts'
import { Source } from '../text/source.ts'
import { Complaint, ExitCode } from './exit-code.ts'
import { applyExport } from './apply.ts'
import { authoritiesOf, networkOf } from './network.ts'
import { namesOf, type DeviceFlags } from './shared-options.ts'
import { hookedHost, type HostHooks } from './hooked-host.ts'
import { writeMessage } from './output.ts'
import { fromMilliseconds } from '../text/units.ts'

/** The callbacks of a device (those of its host, interrupts, storage) and the verb's settings for it. */
export interface DeviceHooks extends HostHooks {
  readonly interrupted?: () => boolean
  readonly width: number
  readonly board?: Board
  /** The default release of a new device. */
  readonly release?: string
  /** Simulated time: it only advances in waits, and these end at once. */
  readonly leaping?: true
  /** Nothing is stored: neither state nor files. `before` of the device then returns its initial state. */
  readonly dry?: true
  /** The device is only read: its folder has to hold one. */
  readonly existing?: true
  /** Watches running scripts, and measures their costs. */
  readonly watching?: Required<Pick<DeviceOptions, 'watch' | 'usage'>>
  /** Changes are stored before a reply is sent. */
  readonly logs?: true
  /** Called with the device before it listens. */
  readonly prepare?: (device: Device, names: OpenDevice['names']) => void
}

/** An open device. `save` writes its state into its folder (no effect in memory); `close` releases the folder. */
export interface OpenDevice {
  readonly device: Device
  readonly names: NamesOptions & Required<Pick<NamesOptions, 'release' | 'packages'>>
  /** A copy of the device as it was opened with `dry`. Throws an Error for other devices. */
  before(): Device
  readonly save: () => void
  close(): void
}

/**
 * Opens the device. Throws a Complaint: 64 for an unsupported release, 66 for a folder without a device where one has to exist, 73
 * for a folder that cannot be used or written.
 */
export function openDevice(flags: DeviceFlags, hooks: DeviceHooks): OpenDevice {
  const { width, leaping, dry, watching } = hooks
  if (flags.device !== undefined && hooks.existing === true && !holdsDevice(flags.device))
    throw new Complaint(ExitCode.noInput, `there is no device in ${flags.device}`, 'offbox run --device DIR FILE... makes one')
  const network = networkOf(flags, hooks.interrupted ?? (() => false), leaping === true)
  const interrupted = sending(network, hooks.interrupted)
  return asComplaint(() => {
    const folder = flags.device === undefined ? undefined : openFolder(flags.device, { dry: dry === true })
    try {
      const world = nodeHost({
        ...(folder === undefined ? {} : { files: dry === true ? overlayFiles(folder.files, systemTime) : folder.files }),
        ...(network === undefined ? {} : { network }),
        ...(interrupted === undefined ? {} : { interrupted }),
        ...(leaping === undefined ? {} : { leaping }),
        trusted: authoritiesOf(flags),
      })
      const state = folder?.load(isCompleteState)
      const { names, board } = chosenDescription(flags, state && savedDescription(state), hooks)
      const device = createDevice({
        ...names,
        ...watching,
        width,
        limits: flags.limit ?? {},
        host: hookedHost(world, hooks),
        ...(interrupted === undefined ? {} : { interrupted }),
        ...(board === undefined ? {} : { board }),
        ...(flags.ping === undefined ? {} : { pings: flags.ping }),
        ...(flags.policy === undefined ? {} : { policy: flags.policy }),
      })
      const edited = state && loadState(device.router, state, device.catalog)
      const lines = replayLog(device, folder, edited !== undefined)
      if (edited !== undefined) reconfigure(device, edited, folder?.configurationFile() ?? '')
      let last = edited === undefined && lines === 0 ? state : undefined
      opened(device, names, hooks)
      const save = (): void => {
        if (folder !== undefined && dry !== true) folder.save((last = saveState(device.router, names.packages, last)))
      }
      if (dry !== true) saveWhileRunning(device, folder, save, hooks.logs === true)
      return {
        device,
        names,
        before: copyOf(dry === true ? device : undefined, { ...names, ...(board === undefined ? {} : { board }) }),
        save: () => asComplaint(save),
        close: closing(network, folder),
      }
    } catch (error) {
      network?.close()
      folder?.close()
      throw error
    }
  })
}

/**
 * The names and the board of a device: those that flags request, else those of a stored device (whose board cannot be changed), else the
 * defaults of the settings, of the verb, and of offbox. Throws a Complaint (64) where a stored device cannot be what is requested.
 */
function chosenDescription(
  flags: DeviceFlags,
  stored: SavedDescription | undefined,
  { release, board }: Pick<DeviceHooks, 'release' | 'board'>,
): { readonly names: OpenDevice['names']; readonly board: Board | undefined } {
  const requested = namesOf(flags)
  const defaults = flags.defaults ?? {}
  if (stored !== undefined) refuseOther(stored, requested, flags.device ?? '')
  return {
    names: {
      release: requested.release ?? stored?.release ?? defaults.release ?? release ?? defaultRelease,
      packages: requested.packages ?? stored?.packages ?? defaults.packages ?? 'all',
      ...(requested.facts === undefined ? {} : { facts: requested.facts }),
    },
    board: stored === undefined ? (flags.board ?? defaults.board ?? board) : stored.board,
  }
}

/** Sends pending replies whenever a running command polls for interrupts, some times a second. */
function sending(network: NodeNetwork | undefined, interrupted: DeviceHooks['interrupted']): DeviceHooks['interrupted'] {
  if (network === undefined || interrupted === undefined) return interrupted
  const send = network.batchResponses()
  return () => {
    send()
    return interrupted()
  }
}

/** Replays changes logged after the last saved state; returns their number. They are skipped if the user edited the state since. */
function replayLog(device: Device, folder: DeviceFolder | undefined, isEdited: boolean): number {
  const lines = folder?.appended() ?? []
  if (lines.length === 0) return 0
  const left = isEdited ? lines.length : replay(device.router, lines, device.catalog)
  if (left === 0) return lines.length
  const why = isEdited
    ? `${stateFileNames.configuration} was changed since`
    : left === 1
      ? 'the last of them was not written to its end'
      : 'they are damaged'
  writeMessage(`warning: ${left} of ${lines.length} changes after the last stored state are skipped: ${why}\n`)
  return lines.length
}

/** Saves the state after many removals, and with `logs` the changes of each request before its reply is sent. */
function saveWhileRunning(device: Device, folder: DeviceFolder | undefined, save: () => void, logs: boolean): void {
  folder?.whenCrowded(save)
  if (folder === undefined || !logs) return
  save()
  device.router.changes.whenSettled((changed) => {
    if (changed.whole) save()
    else folder.append(logLine(device.router, changed))
  })
}

const closing = (network: NodeNetwork | undefined, folder: DeviceFolder | undefined) => (): void => {
  network?.close()
  folder?.close()
}

/** Lets a device listen once all request handlers exist. */
function opened(device: Device, names: OpenDevice['names'], { prepare }: DeviceHooks): void {
  prepare?.(device, names)
  device.router.services.open()
}

/** Makes a copy of the device as it is now; throws an Error without a device. */
function copyOf(device: Device | undefined, made: NamesOptions & { readonly board?: Board }): () => Device {
  const state = device && saveState(device.router, made.packages)
  return () => {
    if (state === undefined) throw new Error('the device was not opened dry')
    const other = createDevice(made)
    loadState(other.router, state, other.catalog)
    return other
  }
}

/** The user edited `configuration.rsc`: configures the device from it, or refuses to open it. */
function reconfigure(device: Device, text: string, file: string): void {
  // The policies of this run's user do not apply to the stored configuration.
  const unbound: Device = { ...device, session: (options) => device.session({ ...options, policies: undefined }) }
  const { skipped, ended } = applyExport(unbound, new Source(toBytes(text), stateFileNames.configuration))
  const first = skipped[0] ?? ended
  if (first === undefined) return
  const place = `${file}:${first.line}`
  throw new Complaint(
    ExitCode.noInput,
    `${place}: ${fromBytes(first.what)}${'reason' in first && first.reason === 'unknown' ? ' is not known' : ''}`,
    'the file was changed, and this line cannot be applied: fix it, or remove the file to revert all changes in it',
  )
}

/**
 * A stored device keeps its release and packages: names and rows of another release differ, and those of missing packages would be lost.
 */
function refuseOther({ release, packages }: SavedDescription, asked: NamesOptions, folder: string): void {
  if (asked.release !== undefined && !isSameRelease(asked.release, release))
    throw new Complaint(
      ExitCode.usage,
      `the device in ${folder} has RouterOS ${release}, not ${asked.release}`,
      'omit --release, or use another folder: export the device and run the export there to copy its configuration',
    )
  if (asked.packages === undefined || packages === undefined || asked.packages === 'all') return
  const lost = packages === 'all' ? ['all'] : packages.filter((name) => !asked.packages?.includes(name))
  if (lost.length > 0)
    throw new Complaint(
      ExitCode.usage,
      `the device in ${folder} has packages that are not requested: ${lost.join(', ')}`,
      'omit --packages, add these packages, or use another folder',
    )
}

/** In nanoseconds since 1970. */
const systemTime = (): bigint => fromMilliseconds(Date.now())

function asComplaint<T>(act: () => T): T {
  try {
    return act()
  } catch (error) {
    if (error instanceof Failure) throw new Complaint(ExitCode.noInput, `the state in the folder cannot be used: ${error.message}`)
    if (error instanceof FolderError) throw new Complaint(ExitCode.cannotCreate, error.message)
    throw error
  }
}
