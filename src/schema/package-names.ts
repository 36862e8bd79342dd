// Owns the names of RouterOS packages, and the type of a set of them.

/**
 * The names of all packages, sorted. The notes on a menu name the packages that add it (`packages`); packages that no note names add no
 * menus, or it is not known which. Source: the manual's page on packages; `advanced-tools` to `system` are packages of 6.x.
 */
export const packageNames = [
  'advanced-tools',
  'calea',
  'container',
  'dhcp',
  'dude',
  'extra-nic',
  'gps',
  'hotspot',
  'iot',
  'ipv6',
  'kvm',
  'lcd',
  'lora',
  'mpls',
  'multicast',
  'ntp',
  'openflow',
  'ppp',
  'rose-storage',
  'routing',
  'security',
  'switch-marvell',
  'system',
  'tr069-client',
  'ups',
  'user-manager',
  'wifi-mediatek',
  'wifi-qcom',
  'wifi-qcom-ac',
  'wifi-qcom-be',
  'wifiwave2',
  'wireless',
  'zerotier',
] as const

const known: ReadonlySet<string> = new Set(packageNames)

/** Whether there is a package of this name. */
export const isPackage = (name: string): boolean => known.has(name)

/** The name of an extra package. */
export type PackageName = (typeof packageNames)[number]

/** The installed packages: `all`, or a list. `[]` is a bare CHR, the device on which the recorded verdicts were made. */
export type Packages = 'all' | readonly string[]
