// Owns a world in memory: a clock that only advances when the device sleeps, seeded randomness, given keys and network, files in a map.
import type { KeyObject } from '../crypto.ts'
import { makeKey } from '../pki/key-make.ts'
import { FileFault, type FileInfo } from './files.ts'
import type { Host, KeySize, Network } from './host.ts'

/** What a world in memory starts with; each part has a default. */
export interface MemoryOptions {
  /** The clock's initial time in nanoseconds since 1970-01-01 UTC; 2024-01-01 00:00:00 where absent. */
  readonly now?: bigint
  readonly seed?: number
  /** Private keys by size, returned in turn and then from the start again. For a size without keys new ones are generated. */
  readonly keys?: Partial<Readonly<Record<KeySize, readonly KeyObject[]>>>
  readonly files?: Readonly<Record<string, Uint8Array>>
  /** Authorities as DER; none where absent. */
  readonly authorities?: readonly Uint8Array[]
  /** The network, such as a simulated one (`memoryNetwork`); none where absent. */
  readonly network?: Network
}

/** A host whose clock can be set. */
export interface MemoryHost extends Host {
  readonly clock: Host['clock'] & { set(now: bigint): void }
}

/** 2024-01-01 00:00:00 UTC. */
const start = 1_704_067_200_000_000_000n

/** Creates a new world, which shares nothing with others. */
export function memoryHost(options: MemoryOptions = {}): MemoryHost {
  let now = options.now ?? start
  return {
    clock: {
      now: () => now,
      sleep(ns) {
        now += ns > 0n ? ns : 0n
        return true
      },
      set(time) {
        now = time
      },
    },
    random: { bytes: seeded(options.seed ?? 1) },
    keys: { make: keysInTurn(options.keys ?? {}) },
    files: memoryFiles(options.files ?? {}, () => now),
    network: options.network,
    authorities: () => options.authorities ?? [],
  }
}

/** Mulberry32: small, fast, and the same bytes for the same seed everywhere. Not for secrets. */
function seeded(seed: number): (length: number) => Uint8Array {
  let state = seed >>> 0
  const next = (): number => {
    state = (state + 0x6d2b79f5) >>> 0
    let mixed = Math.imul(state ^ (state >>> 15), state | 1)
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)
    return ((mixed ^ (mixed >>> 14)) >>> 0) & 0xff
  }
  return (length) => Uint8Array.from({ length }, next)
}

function keysInTurn(keys: NonNullable<MemoryOptions['keys']>): (size: KeySize) => KeyObject {
  const given = new Map<KeySize, number>()
  return (size) => {
    const supplied = keys[size] ?? []
    const turn = given.get(size) ?? 0
    given.set(size, turn + 1)
    return supplied[turn % supplied.length] ?? makeKey(size)
  }
}

/** Returns files in a map. `now` returns the time of modifications, in nanoseconds since 1970. */
export function memoryFiles(initial: Readonly<Record<string, Uint8Array>>, now: () => bigint): Host['files'] {
  const files = new Map<string, { contents: Uint8Array | undefined; modified: bigint }>()
  const parents = (name: string): void => {
    for (let at = name.indexOf('/'); at !== -1; at = name.indexOf('/', at + 1)) {
      const folder = name.slice(0, at)
      if (files.get(folder)?.contents !== undefined) throw new FileFault('no-folder', name)
      if (!files.has(folder)) files.set(folder, { contents: undefined, modified: now() })
    }
  }
  const write = (name: string, contents: Uint8Array): void => {
    if (/(^|\/)\.\.?(\/|$)/.test(name)) throw new FileFault('bad-name', name, 'it leads out of the device or nowhere')
    const there = files.get(name)
    if (there !== undefined && there.contents === undefined) throw new FileFault('is-folder', name)
    parents(name)
    files.set(name, { contents, modified: now() })
  }
  for (const [name, contents] of Object.entries(initial)) write(name, contents)
  return {
    list: (): FileInfo[] =>
      [...files].map(([name, { contents, modified }]) => ({
        name,
        directory: contents === undefined,
        size: contents?.length ?? 0,
        modified,
      })),
    read: (name) => files.get(name)?.contents,
    write,
    makeDirectory(name) {
      parents(name)
      files.set(name, { contents: undefined, modified: now() })
    },
    remove: (name) => void files.delete(name),
  }
}
