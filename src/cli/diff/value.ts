// Owns the settings of a row on one line.
import type { Setting } from '../../device/export/exported.ts'

/** A value on one line. */
export const valueText = (value: string | undefined): string =>
  value === undefined ? 'nothing' : value === '' ? '""' : value.replaceAll(/\r?\n/g, '\\n')

/** The settings of a row; its label if it has none. */
export const settingsTextOf = (settings: readonly Setting[], label: string): string =>
  settings.length === 0
    ? `(${label === '' ? 'nothing' : label})`
    : settings.map(([name, value]) => (value === undefined ? `!${name}` : value === true ? name : `${name}=${valueText(value)}`)).join(' ')
