// Owns `offbox config`: prints the effective settings of a script, and their origin.
import { exportedBy } from '../schema/export-header.ts'
import { defaultRelease } from '../schema/release.ts'
import type { Local } from '../settings/settings.ts'
import { aboutOf, localNames, settingsSchema } from '../settings/settings.ts'
import { visible, visibleJson } from '../text/visible.ts'
import { scriptSettingsFor, placeIn, type ScriptSettings } from './config/find-settings.ts'
import { ExitCode } from './exit-code.ts'
import { readScript, statsOf } from './input.ts'
import { settingsOptions } from './shared-options.ts'
import { isTerminal, printMessage } from './output.ts'
import { coloursFor } from './paint.ts'
import { declareVerb, textOrJson, type FlagsOf, type VerbOptions } from './verb.ts'

const options = {
  ...settingsOptions,
  schema: { about: 'print the JSON schema of offbox.json instead' },
  format: textOrJson,
} as const satisfies VerbOptions

/** The verb `config`: prints the settings of a script or a folder, each with the line of `offbox.json` that sets it. */
export const verb = declareVerb({
  name: 'config',
  about: 'show the settings of a script or folder, and where they are set',
  options,
  arguments: [{ name: '[path]', about: 'a script or a folder (default: this folder)' }],
  examples: [['offbox config sites/office.rsc', 'its settings, and where they are set']],
  exits: {},
  run: config,
})

/** One effective setting. */
interface Line {
  readonly name: keyof Local
  /** Undefined if it is not set. */
  readonly value: unknown
  readonly because: readonly string[]
}

/** Prints the settings. Throws a Complaint: 66 for a missing path, 78 for an invalid settings file. */
function config(path: string | undefined, flags: FlagsOf<typeof options>): ExitCode {
  if (flags.schema === true) {
    printMessage(`${JSON.stringify(settingsSchema, undefined, 2)}\n`)
    return ExitCode.ok
  }
  const held = scriptSettingsFor(path, flags)
  const lines = localNames.map((name) => lineFor(name, held, path))
  if (flags.format === 'json') printMessage(visibleJson(`${JSON.stringify(asData(held, lines), undefined, 2)}\n`))
  else printMessage(asText(held, lines))
  return ExitCode.ok
}

function lineFor(name: keyof Local, held: ScriptSettings, path: string | undefined): Line {
  const { settings, origins, file } = held
  const value = settings[name]
  if (value !== undefined && file !== undefined) return { name, value, because: (origins[name] ?? []).map((one) => placeIn(file, one)) }
  if (name !== 'release') return { name, value: undefined, because: [] }
  const isScript = path !== undefined && statsOf(path)?.isDirectory() !== true
  const written = isScript ? exportedBy(readScript(path).text) : undefined
  return written === undefined
    ? { name, value: defaultRelease, because: ['the default, but for exports: theirs is in their header'] }
    : { name, value: written, because: ['its header'] }
}

function asText({ file }: ScriptSettings, lines: readonly Line[]): string {
  const { place, hint } = coloursFor(isTerminal('out'))
  const width = Math.max(...lines.map(({ name }) => name.length))
  const head =
    file === undefined
      ? 'no offbox.json applies here; flags of the command line take precedence\n'
      : `${place(file.path)} applies; flags of the command line take precedence\n`
  const shown = lines.map(({ name, value, because }) => {
    const text = value === undefined ? hint(`- (${aboutOf(name)})`) : `${valueText(value)}  ${hint(`# ${because.join(', ')}`)}`
    return `${name.padEnd(width)}  ${text}\n`
  })
  return visible(head) + shown.join('')
}

const valueText = (value: unknown): string => visible(typeof value === 'string' ? value : JSON.stringify(value))

const asData = ({ file }: ScriptSettings, lines: readonly Line[]): object => ({
  file: file?.path ?? null,
  settings: Object.fromEntries(
    lines.filter(({ value }) => value !== undefined).map(({ name, value, because }) => [name, { value, because }]),
  ),
})
