// Owns locating the files of facts on disk: in dist/ for the bundle, in src/schema/facts/ for the source tree.
import { readFileSync } from 'node:fs'

declare const OFFBOX_DIST: boolean

const folder = new URL(typeof OFFBOX_DIST !== 'undefined' && OFFBOX_DIST ? './facts/' : '../../schema/facts/', import.meta.url)
const names = /^[a-z0-9-]+$/

/** Reads a file of facts (a top menu, the root, or the order of properties); undefined where there is no such file. */
export function loadFacts(name: string): string | undefined {
  if (!names.test(name)) return undefined
  try {
    return readFileSync(new URL(`${name}.json`, folder), 'utf8')
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return undefined
    throw error
  }
}
