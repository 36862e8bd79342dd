// Owns the settings that an export includes: a device exports no defaults, so a value in its export is not a default of that device.
import { escapeAt } from '../../../grammar/escapes.ts'
import { noted } from '../../schema/noted.ts'
import { exportLines } from './export-lines.ts'

/** The settings by menu: `add name=value`, `set name`, `set telnet !name` as in the lines of an export, with its selectors of rows. */
export type SettingLines = Readonly<Record<string, readonly string[]>>

/** The maximum length of a recorded value, in bytes; defaults are shorter. */
const maxValueLength = 120
/** The maximum number of values recorded for a property: lists of thousands reveal nothing about defaults. */
const maxValues = 64

const command = /(?:^|\s)(add|set)\b(?: +(\[[^\]]*\]|"(?:[^"\\]|\\.)*"|[\w*.@-]+(?= )))?(.*)$/s
const word = /(?:^|\s)(?:(!?)([a-z.][\w./-]*)(?=\s|$)|([a-z.][\w./-]*)=(?:"((?:[^"\\]|\\.)*)"|([^\s"]*))(?=\s|$))/gis

/** Returns the settings in the lines of an export, which may have several parts. */
export function settingLinesIn(texts: readonly string[]): SettingLines {
  const lines = new Map<string, Map<string, Set<string>>>()
  for (const { path, line } of exportLines(texts)) {
    const [, verb, row, given] = (line.startsWith('#') ? undefined : command.exec(line)) ?? []
    if (given === undefined || path === '') continue
    const start = row === undefined ? `${verb} ` : `${verb} ${row.replace(/ +/g, ' ')} `
    const names = lines.get(path) ?? new Map<string, Set<string>>()
    lines.set(path, names)
    let group = ''
    for (const [, sign = '', alone, named, quoted, plain = ''] of given.matchAll(word)) {
      const name = named?.startsWith('.') === true ? group + named : (named ?? alone ?? '')
      if (named?.startsWith('.') === false) group = named.slice(0, Math.max(0, named.lastIndexOf('.')))
      const value = quoted === undefined ? plain : unescaped(quoted)
      if (value.length > maxValueLength) continue
      const values = names.get(start + name) ?? new Set<string>()
      names.set(start + name, values)
      if (values.size < maxValues) values.add(start + (named === undefined ? `${sign}${name}` : `${name}=${value}`))
    }
  }
  return Object.fromEntries([...lines].map(([menu, names]) => [menu, [...names.values()].flatMap((values) => [...values])]))
}

const unescaped = (text: string): string => text.replace(/\\([0-9A-F]{2}|.)/gs, (escape, one: string) => escapeAt(escape, 0)?.text ?? one)

const sets = new WeakMap<readonly string[], ReadonlySet<string>>()

/** Whether the export of a board includes a setting of a menu (`add name=value`, `set telnet !name`); few menus need the text. */
export const hasSettingLine = (lines: SettingLines | undefined, path: string, what: () => string): boolean =>
  settingsOfMenu(lines, path)?.has(what()) === true

function settingsOfMenu(lines: SettingLines | undefined, path: string): ReadonlySet<string> | undefined {
  const all = lines !== undefined && Object.hasOwn(lines, path) ? lines[path] : undefined
  if (all === undefined) return undefined
  const known = sets.get(all) ?? new Set(all)
  sets.set(all, known)
  return known
}

/** Whether exports of 7.x include a property in every row; where the board's export has the menu, that decides. */
export function isAlwaysExported(lines: SettingLines | undefined, path: string, name: string): boolean {
  if (noted(path, ({ alwaysExported }) => alwaysExported)?.includes(name) !== true) return false
  const menuLines = settingsOfMenu(lines, path)
  return menuLines === undefined || [...menuLines].some((one) => one.startsWith(`add ${name}=`))
}
