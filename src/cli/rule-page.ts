// Owns the location of a code's page in the package, for terminals and editors.
import { existsSync } from 'node:fs'
import { fileURLToPath } from 'node:url'

const pages = new Map<string, string | undefined>()

/** The URL of a page; undefined if offbox runs from its sources, which have none. */
export function rulePage(code: string): string | undefined {
  if (!pages.has(code)) {
    const url = new URL(`./rules/${code}.txt`, import.meta.url)
    pages.set(code, existsSync(fileURLToPath(url)) ? url.href : undefined)
  }
  return pages.get(code)
}
