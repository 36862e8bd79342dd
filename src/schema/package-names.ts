// Owns the names of RouterOS packages, and how a set of them is given.

/**
 * Every package by name, sorted. Those that bring menus are named in the notes of these (`packages`); the others bring no menu of their
 * own, or it is not known which. Source: the manual's page on packages; `advanced-tools` to `system` are packages of 6.x.
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

/** Whether a package of this name is known. */
export const isPackage = (name: string): boolean => known.has(name)

export type PackageName = (typeof packageNames)[number]

/** `all`: every extra package is there. A list names those that are. `[]` is a bare CHR, which the device verdicts are of. */
export type Packages = 'all' | readonly string[]
