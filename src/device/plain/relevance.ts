// Owns which properties of a row apply and are listed, depending on the value of another property.
import { emptyRow, type Row } from '../../schema/menu.ts'
import type { Router, DeviceMenu } from '../router.ts'
import { noted } from '../../schema/noted.ts'
import { show } from '../../value/show.ts'

/** Returns whether a property applies to a row; undefined for menus in which all always apply. */
export function relevanceIn(path: string): ((row: Row, name: string) => boolean) | undefined {
  const found = noted(path, ({ relevance }) => relevance)
  if (found === undefined) return undefined
  const { by, parts } = found
  const ownerOf = (name: string): string | undefined =>
    Object.entries(parts).find(([, starts]) => starts.some((start) => name.startsWith(start)))?.[0]
  return (row, name) => {
    const owner = ownerOf(name)
    return owner === undefined || owner === show(row.values.get(by) ?? '')
  }
}

/**
 * Returns which properties listings show: only given ones (`asWritten`), and others depending on another one's value (`shownWith`).
 * Undefined: everything.
 */
export function listedIn(path: string): DeviceMenu['lists'] {
  const written = noted(path, ({ asWritten }) => asWritten) ?? []
  const beside = noted(path, ({ shownWith }) => shownWith) ?? {}
  if (written.length === 0 && Object.keys(beside).length === 0) return undefined
  return (row, name, device: Router) => {
    if (written.includes(name)) return written.some((one) => row.values.has(one))
    const decisive = Object.hasOwn(beside, name) ? beside[name] : undefined
    if (decisive === undefined) return true
    const menu = device.declared(path)
    // A given value is shown, unless it equals the default: no export shows whether it was given.
    const given = row.values.get(name)
    const defaultValue = device.kept(menu, emptyRow(row.id), name)
    if (given !== undefined && (defaultValue === undefined || show(given) !== show(defaultValue))) return true
    const [other = '', value] = decisive.split('=')
    // A flag that is not set is off.
    return (device.shown(menu, row, other) ?? ['no']).join(',') === value
  }
}
