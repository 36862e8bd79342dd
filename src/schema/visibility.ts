// Owns what a device of a release with certain packages shows of the facts, and where it differs from what its own listing says.
import type { Presence } from './facts-file.ts'
import { isSince, type Release } from './release.ts'

/** `all`: every extra package is there. A list names those that are. `[]` is a bare CHR, which the device verdicts are of. */
export type Packages = 'all' | readonly string[]

/** Which extra package brings a menu and what is below it, where that is known. */
const brings: readonly (readonly [path: string, ...packages: readonly string[]])[] = [
  ['/app', 'container'],
  ['/caps-man', 'wireless'],
  ['/container', 'container'],
  ['/disk', 'rose-storage'],
  ['/dude', 'dude'],
  ['/file', 'rose-storage'],
  ['/interface/veth', 'container'],
  ['/interface/wifi', 'wifi-qcom', 'wifi-qcom-ac', 'wifi-qcom-be', 'wifi-mediatek'],
  ['/interface/wifiwave2', 'wifiwave2'],
  ['/interface/wireless', 'wireless'],
  ['/iot', 'iot'],
  ['/lora', 'lora', 'iot'],
  ['/openflow', 'openflow'],
  ['/rsync-daemon', 'rose-storage'],
  ['/system/gps', 'gps'],
  ['/tool/calea', 'calea'],
  ['/tr069-client', 'tr069-client'],
  ['/user-manager', 'user-manager'],
]

/**
 * Menus that the listing of a bare CHR names although that device takes them for unknown. The verdicts of 7.20.8, 7.22.1 and 7.23rc1 refuse
 * `/caps-man` and `/interface/wireless`; `/interface/veth` is refused from 7.22.1 on.
 */
const listedOnly: readonly { readonly path: string; readonly since?: readonly [number, number] }[] = [
  { path: '/caps-man' },
  { path: '/interface/wireless' },
  { path: '/interface/veth', since: [7, 22] },
]

/**
 * Other names of menus and commands: 7.22.1 binds `/interface wifiwave2` to `/interface/wifi`. The listings of 7.23 name `ping` under
 * `/tool` only; four scripts that say `/ping` or `:ping` have the verdict `ok` of 7.23rc1 all the same, and the current manual writes it
 * so.
 */
const aliases: ReadonlyMap<string, string> = new Map([
  ['/interface/wifiwave2', '/interface/wifi'],
  ['/ping', '/tool/ping'],
])

/**
 * Packages that bring no menu of their own, or none that is known which; those of 6.x at the end. Source: the manual's page on packages.
 */
const others: readonly string[] = [
  ...['extra-nic', 'switch-marvell', 'ups', 'zerotier'],
  ...['advanced-tools', 'dhcp', 'hotspot', 'ipv6', 'kvm', 'lcd', 'mpls', 'multicast', 'ntp', 'ppp', 'routing', 'security', 'system'],
]

/** Every package that there is, by name. */
export const packageNames: readonly string[] = [...new Set([...brings.flatMap(([, ...names]) => names), ...others])].sort()

/** The packages of which one brings the menu `path`; none where it needs none or it is not known. */
export function providersOf(path: string): readonly string[] {
  const [, ...packages] = brings.find(([start]) => path === start || path.startsWith(`${start}/`)) ?? ['']
  return packages
}

/** The path that `path` is another name of, or undefined. */
export const aliasOf = (path: string): string | undefined => aliases.get(path)

/** Decides what exists. */
export class Visibility {
  readonly release: Release
  readonly #packages: Packages
  readonly #bit: number

  /** False where nothing is known of the release itself and those of the nearest one stand in: no name and no word is refused then. */
  readonly sure: boolean

  /** `at` is the place of the facts' release among the known ones. */
  constructor(release: Release, at: number, packages: Packages, sure = true) {
    this.release = release
    this.sure = sure
    this.#packages = packages
    this.#bit = 1 << at
  }

  /** Whether something under `path` with this presence exists. What holds it has been asked before. */
  shows({ set, extra }: Presence, path: string): boolean {
    if (set !== undefined && (set & this.#bit) === 0) return false
    return !extra || this.#has(path)
  }

  /** Whether something with this presence came with a later release. */
  isToCome({ set }: Presence): boolean {
    return this.sure && set !== undefined && (set & ((this.#bit << 1) - 1)) === 0
  }

  /** As `shows` for a menu, which may be one of those that are only listed. */
  showsMenu(presence: Presence, path: string): boolean {
    const only = listedOnly.find((entry) => entry.path === path && (entry.since === undefined || isSince(this.release, ...entry.since)))
    return this.shows(only === undefined ? presence : { ...presence, extra: true }, path)
  }

  /** Whether the package that brings `path` is there; where it is not known which one does, any package will do. */
  #has(path: string): boolean {
    if (this.#packages === 'all' || this.#packages.length === 0) return this.#packages === 'all'
    const packages = providersOf(path)
    return packages.length === 0 || packages.some((name) => this.#packages.includes(name))
  }
}
