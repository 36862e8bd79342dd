// Owns which properties of a row mean something, where the value of one decides about others.
import type { Row } from '../../schema/menu.ts'
import { noted } from '../../schema/noted.ts'
import { show } from '../../value/show.ts'

/** Whether a property of a row means something; undefined for menus in which all always do. */
export function relevanceIn(path: string): ((row: Row, name: string) => boolean) | undefined {
  const found = noted(path, ({ relevance }) => relevance)
  if (found === undefined) return undefined
  const { by, parts } = found
  const ownerOf = (name: string): string | undefined =>
    Object.keys(parts).find((value) => parts[value]!.some((start) => name.startsWith(start)))
  return (row, name) => {
    const owner = ownerOf(name)
    return owner === undefined || owner === show(row.values.get(by) ?? '')
  }
}
