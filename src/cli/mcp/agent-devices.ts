// Owns an agent's devices: named devices exist for the whole session, unnamed ones for one call, and at most one is stored in a folder.
import { basename, resolve } from 'node:path'
import type { Limits } from '../../device/limits.ts'
import { Misuse } from '../../ide/mcp/given.ts'
import { isSameRelease } from '../../device/state/state.ts'
import { toBytes } from '../../text/bytes.ts'
import { Source } from '../../text/source.ts'
import { openFor } from '../configure.ts'
import { openDevice, type DeviceHooks, type OpenDevice } from '../device.ts'
import type { DeviceFlags } from '../shared-options.ts'

/** Default limits of an agent's script: ten seconds, 64 KiB of output. */
export const agentLimits: Partial<Limits> = { time: 10_000, output: 64 * 1024, memory: 512 << 20, files: 64 << 20 }

/** The maximum number of kept devices. */
const maxDevices = 16

const terminalColumns = 120

/** Simulated time: no tool call waits for a `:delay`. */
const hooks: DeviceHooks = { flush: () => undefined, width: terminalColumns, leaping: true }

/** Devices by name. */
export class AgentDevices {
  readonly flags: DeviceFlags
  /** Sorted by last use, the latest last. */
  readonly #kept = new Map<string, OpenDevice>()
  readonly #folder: string | undefined

  /** Opens the device of `--device`. Throws a Complaint if that fails. */
  constructor({ device, ...flags }: DeviceFlags) {
    this.flags = flags
    if (device === undefined) return
    this.#folder = basename(resolve(device))
    this.#kept.set(this.#folder, openDevice({ ...flags, device }, hooks))
  }

  get names(): readonly string[] {
    return [...this.#kept.keys()]
  }

  /** The device of a name, if it exists. */
  find(name: string): OpenDevice | undefined {
    return this.#kept.get(name)
  }

  /**
   * Runs `use` on the device of a name, created if necessary; without a name on a temporary device. A new device has the requested release,
   * else that of the export `text`, and the board of `text`. Throws a Misuse if the named device has another release.
   */
  with<T>(name: string | undefined, release: string | undefined, text: string, use: (openedDevice: OpenDevice) => T): T {
    if (name !== undefined && !/^[\w.-]{1,64}$/.test(name)) throw new Misuse('a device is named with letters, digits, . _ and -')
    const known = name === undefined ? undefined : this.#kept.get(name)
    if (known !== undefined && release !== undefined && !isSameRelease(known.names.release, release))
      throw new Misuse(`device ${name} has RouterOS ${known.names.release}; use another name for ${release}`)
    const openedDevice = known ?? this.open(release, text)
    try {
      return use(openedDevice)
    } finally {
      if (name === undefined) openedDevice.close()
      else this.#remember(name, openedDevice)
    }
  }

  /** Opens a new device, which the caller closes. */
  open(release: string | undefined, text: string): OpenDevice {
    return openFor([new Source(toBytes(text))], { ...this.flags, ...(release === undefined ? {} : { release }) }, hooks)
  }

  #remember(name: string, openedDevice: OpenDevice): void {
    this.#kept.delete(name)
    this.#kept.set(name, openedDevice)
    openedDevice.save()
    for (const [oldest, one] of this.#kept) {
      if (this.#kept.size <= maxDevices) break
      if (oldest === this.#folder) continue
      this.#kept.delete(oldest)
      one.close()
    }
  }

  close(): void {
    for (const openedDevice of this.#kept.values()) openedDevice.close()
    this.#kept.clear()
  }
}
