// Owns which settings of a file apply to one script: the general ones, then the overrides, the last one first.
import picomatch from 'picomatch'
import { localNames, type Local, type Settings } from './settings.ts'

/** The origin of a setting: a path of names and numbers in the file. */
export type SettingOrigin = readonly (string | number)[]

/** The settings of one script, and the origin of each in the file. */
export interface SettingsWithOrigins {
  readonly settings: Local
  readonly origins: Readonly<Partial<Record<keyof Local, readonly SettingOrigin[]>>>
}

/** `file` is the script's path relative to the folder of the settings, with slashes. */
export function settingsWithOriginsFor(settings: Settings, file: string): SettingsWithOrigins {
  const origins: Partial<Record<keyof Local, readonly SettingOrigin[]>> = {}
  const { overrides = [] } = settings
  const own = ownOf(settings)
  let whole: Local = own
  for (const name of namesIn(own)) origins[name] = [[name]]
  overrides.forEach(({ files = [], ...more }, at) => {
    if (!files.some((pattern) => fits(pattern, file))) return
    for (const name of namesIn(more)) {
      const one: SettingOrigin = ['overrides', at, name]
      origins[name] = adds.has(name) ? [...(origins[name] ?? []), one] : [one]
    }
    whole = merged(whole, more)
  })
  return { settings: whole, origins }
}

/** The settings of a file for all scripts. */
function ownOf(settings: Settings): Local {
  // Each value has the type of the member with its name.
  const own: object = Object.fromEntries(Object.entries(settings).filter(([name]) => isName(name)))
  return own
}

/** Settings to which an override adds instead of replacing them. */
const adds: ReadonlySet<keyof Local> = new Set(['disable', 'rules', 'fmt'])

function merged(base: Local, more: Local): Local {
  const disable = [...new Set([...(base.disable ?? []), ...(more.disable ?? [])])]
  return {
    ...base,
    ...more,
    ...(disable.length === 0 ? {} : { disable }),
    ...(base.rules === undefined && more.rules === undefined ? {} : { rules: { ...base.rules, ...more.rules } }),
    ...(base.fmt === undefined && more.fmt === undefined ? {} : { fmt: { ...base.fmt, ...more.fmt } }),
  }
}

const isName = (name: string): name is keyof Local => localNames.some((one) => one === name)

const namesIn = (settings: Local): readonly (keyof Local)[] => Object.keys(settings).filter(isName)

/** A pattern without a wildcard is a file, or a folder with all its contents. */
function fits(pattern: string, file: string): boolean {
  const clean = pattern.replace(/^\.\//, '').replace(/\/+$/, '')
  return picomatch.isMatch(file, [clean, `${clean}/**`], { dot: true })
}
