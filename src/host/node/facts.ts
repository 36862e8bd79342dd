// Owns where the facts of menus lie on disk: beside the bundle, or beside their maker in the source tree.
import { readFileSync } from 'node:fs'

declare const OFFBOX_DIST: boolean

const folder = new URL(typeof OFFBOX_DIST !== 'undefined' && OFFBOX_DIST ? './facts/' : '../../schema/facts/', import.meta.url)
const names = /^[a-z0-9-]+$/

/** Reads the facts of a menu of the top, of the root or the order of properties; undefined where there is no such file. */
export function loadFacts(name: string): string | undefined {
  if (!names.test(name)) return undefined
  try {
    return readFileSync(new URL(`${name}.json`, folder), 'utf8')
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return undefined
    throw error
  }
}
