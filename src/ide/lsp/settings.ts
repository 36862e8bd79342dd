// Owns what an editor's settings say: the one place where options of the command line and of the editor become what texts are read as.
import type { NamesAsked } from '../../host/known.ts'
import { readRelease } from '../../schema/release.ts'
import { isPackage, packageNames, type Packages } from '../../schema/package-names.ts'

/** The settings of an editor. What is absent is as the command line said. */
export interface Settings {
  /** `7.16`; without it an export is read as the release in its header, all else as the newest. */
  readonly release?: string | undefined
  readonly packages?: Packages | undefined
  /** A board's model, for what is run. */
  readonly board?: string | undefined
  /** The path of a file that `offbox facts import` made. */
  readonly facts?: string | undefined
  /** Names of arguments that are given by place, and units, between the words. */
  readonly inlayHints?: boolean | undefined
  /** What can be run, above the first line. */
  readonly codeLenses?: boolean | undefined
}

/** Reads settings as editors send them, on their own or below `offbox`. `faults` says, for people, what makes no sense and is left out. */
export function settingsOf(sent: unknown): { readonly settings: Settings; readonly faults: readonly string[] } {
  const faults: string[] = []
  const own = membersOf(membersOf(sent)['offbox'] ?? sent)
  const text = (name: string): string | undefined => {
    const value = own[name]
    if (value === undefined || value === null || value === '') return undefined
    if (typeof value === 'string') return value
    faults.push(`${name} is no text`)
    return undefined
  }
  const flag = (name: string): boolean | undefined => {
    const value = own[name]
    return typeof value === 'boolean' ? value : undefined
  }
  const release = text('release')
  const known = release === undefined || readRelease(release) !== undefined
  if (!known) faults.push(`'${release}' is no release: they look like 7.24, 7.16.2 or 6.49`)
  const packages = packagesOf(own['packages'], faults)
  const settings: Settings = {
    release: known ? release : undefined,
    packages,
    board: text('board'),
    facts: text('facts'),
    inlayHints: flag('inlayHints'),
    codeLenses: flag('codeLenses'),
  }
  return { settings, faults }
}

/** The names that texts are read with: the editor's settings over those of the command line. `read` reads a file of facts. */
export function namesFor({ release, packages, facts }: Settings, base: NamesAsked, read: (path: string) => string | undefined): NamesAsked {
  const own = facts === undefined ? undefined : read(facts)
  const asked = packages ?? base.packages
  return { release: release ?? base.release, facts: own ?? base.facts, ...(asked === undefined ? {} : { packages: asked }) }
}

/** `all`, `none`, names with commas, or a list of names. */
function packagesOf(value: unknown, faults: string[]): Packages | undefined {
  if (value === undefined || value === null || value === '') return undefined
  if (value === 'all') return 'all'
  if (value === 'none') return []
  const names = (Array.isArray(value) ? value.map(String) : typeof value === 'string' ? value.split(',') : []).map((name) => name.trim())
  const unknown = names.find((name) => !isPackage(name))
  if (unknown === undefined) return names
  faults.push(`'${unknown}' is no package: they are ${packageNames.join(', ')}`)
  return undefined
}

const membersOf = (value: unknown): Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value) ? { ...value } : {}
