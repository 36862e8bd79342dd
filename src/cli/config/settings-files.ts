// Owns the cache of the settings files that a run of the command line has found.
import type { ReadSettings } from '../../settings/read.ts'
import type { Source } from '../../text/source.ts'

/** A file of settings. */
export interface SettingsFile {
  /** Its path, relative to the current folder. */
  readonly path: string
  /** The folder to which its paths are relative. */
  readonly folder: string
  readonly source: Source
  readonly read: ReadSettings
}

/** Files by path, so that each is read once. */
export const settingsFiles = new Map<string, SettingsFile>()
/** The settings file of each folder; undefined if there is none. */
export const nearestSettings = new Map<string, string | undefined>()

/** Clears the caches, since files may have changed. */
export function forgetSettings(): void {
  settingsFiles.clear()
  nearestSettings.clear()
}
