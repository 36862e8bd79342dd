// Owns where the page of a code lies, which comes with the package: terminals and editors open it.
import { existsSync } from 'node:fs'
import { fileURLToPath } from 'node:url'

const pages = new Map<string, string | undefined>()

/** The address of a page; undefined where offbox runs from its sources, which have none. */
export function rulePage(code: string): string | undefined {
  if (!pages.has(code)) {
    const url = new URL(`./rules/${code}.txt`, import.meta.url)
    pages.set(code, existsSync(fileURLToPath(url)) ? url.href : undefined)
  }
  return pages.get(code)
}
