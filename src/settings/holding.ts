// Owns what of a file of settings holds for one script: what it says for all, then what its overrides say, the last one first.
import picomatch from 'picomatch'
import { localNames, type Local, type Settings } from './settings.ts'

/** What says something: the path of names and numbers in the file. */
export type Said = readonly (string | number)[]

/** The settings of one script, and for each what of the file says it. */
export interface Holding {
  readonly settings: Local
  readonly said: Readonly<Partial<Record<keyof Local, readonly Said[]>>>
}

/** `file` is the script's path from the folder of the settings, with slashes. */
export function holdingFor(settings: Settings, file: string): Holding {
  const said: Partial<Record<keyof Local, readonly Said[]>> = {}
  const { overrides = [] } = settings
  const own = ownOf(settings)
  let whole: Local = own
  for (const name of namesIn(own)) said[name] = [[name]]
  overrides.forEach(({ files = [], ...more }, at) => {
    if (!files.some((pattern) => fits(pattern, file))) return
    for (const name of namesIn(more)) {
      const one: Said = ['overrides', at, name]
      said[name] = adds.has(name) ? [...(said[name] ?? []), one] : [one]
    }
    whole = merged(whole, more)
  })
  return { settings: whole, said }
}

/** What a file says for all scripts. */
function ownOf(settings: Settings): Local {
  // Each value is of the member that has its name in both.
  const own: object = Object.fromEntries(Object.entries(settings).filter(([name]) => isName(name)))
  return own
}

/** What an override adds to and does not replace. */
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

/** A pattern without a sign is a file, or a folder with all below it. */
function fits(pattern: string, file: string): boolean {
  const clean = pattern.replace(/^\.\//, '').replace(/\/+$/, '')
  return picomatch.isMatch(file, [clean, `${clean}/**`], { dot: true })
}
