// Owns the devices of an agent: kept by name while it works, made anew without one, and at most one of them in a folder.
import { basename, resolve } from 'node:path'
import type { Limits } from '../../device/limits.ts'
import { Misuse } from '../../ide/mcp/given.ts'
import { isSameRelease } from '../../device/state/state.ts'
import { toBytes } from '../../text/bytes.ts'
import { Source } from '../../text/source.ts'
import { openFor } from '../configure.ts'
import { openDevice, type DeviceHooks, type OpenDevice } from '../device.ts'
import type { DeviceFlags } from '../names.ts'

/** What a script of an agent may use where the user says nothing else: ten seconds, 64 KiB of output. */
export const usualLimits: Partial<Limits> = { time: 10_000, output: 64 * 1024, memory: 512 << 20, files: 64 << 20 }

/** How many devices are kept. */
const maxDevices = 16

const columns = 120

/** Time passes only where scripts wait: no tool call waits for a `:delay`. */
const around: DeviceHooks = { flush: () => undefined, width: columns, leaping: true }

/** Devices by name. */
export class Benches {
  readonly flags: DeviceFlags
  /** The one used last stands last. */
  readonly #kept = new Map<string, OpenDevice>()
  readonly #folder: string | undefined

  /** Opens the device of `--device`. Throws a Complaint where that cannot be done. */
  constructor({ device, ...flags }: DeviceFlags) {
    this.flags = flags
    if (device === undefined) return
    this.#folder = basename(resolve(device))
    this.#kept.set(this.#folder, openDevice({ ...flags, device }, around))
  }

  get names(): readonly string[] {
    return [...this.#kept.keys()]
  }

  /** The device of a name, where there is one. */
  find(name: string): OpenDevice | undefined {
    return this.#kept.get(name)
  }

  /**
   * What `use` makes of a device: the one of this name, made where there is none; without a name a new one that goes afterwards.
   * A new one is of the release that is asked for, else of the one that wrote `text`, and of the board that `text` was written on.
   * Throws a Misuse for a name of a device of another release.
   */
  with<T>(name: string | undefined, release: string | undefined, text: string, use: (kept: OpenDevice) => T): T {
    if (name !== undefined && !/^[\w.-]{1,64}$/.test(name)) throw new Misuse('a device is named with letters, digits, . _ and -')
    const known = name === undefined ? undefined : this.#kept.get(name)
    if (known !== undefined && release !== undefined && !isSameRelease(known.names.release, release))
      throw new Misuse(`device ${name} is of RouterOS ${known.names.release}; take another name for ${release}`)
    const kept = known ?? this.open(release, text)
    try {
      return use(kept)
    } finally {
      if (name === undefined) kept.close()
      else this.#keep(name, kept)
    }
  }

  /** A new device. The caller closes it. */
  open(release: string | undefined, text: string): OpenDevice {
    return openFor([new Source(toBytes(text))], { ...this.flags, ...(release === undefined ? {} : { release }) }, around)
  }

  #keep(name: string, kept: OpenDevice): void {
    this.#kept.delete(name)
    this.#kept.set(name, kept)
    kept.keep()
    for (const [oldest, one] of this.#kept) {
      if (this.#kept.size <= maxDevices) break
      if (oldest === this.#folder) continue
      this.#kept.delete(oldest)
      one.close()
    }
  }

  close(): void {
    for (const kept of this.#kept.values()) kept.close()
    this.#kept.clear()
  }
}
