// Owns where the page of a code lies, which comes with the package: terminals and editors open it.
import { existsSync } from 'node:fs'
import { fileURLToPath } from 'node:url'

/** The address of a page; undefined where offbox runs from its sources, which have none. */
export function rulePage(code: string): string | undefined {
  const url = new URL(`./rules/${code}.txt`, import.meta.url)
  return existsSync(fileURLToPath(url)) ? url.href : undefined
}
