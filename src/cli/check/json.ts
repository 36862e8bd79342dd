// Owns the JSON output of a check: one object, with one line per file, written as they arrive.
import type { Format } from './format.ts'

/** `{"version": 1, "files": [{name, release, findings: [...]}], "summary": {...}}`. */
export function json(): Format {
  let first = true
  return {
    start: () => '{"version":1,"files":[',
    file(result) {
      const separator = first ? '\n' : ',\n'
      first = false
      return separator + JSON.stringify(result)
    },
    end: (totals) => `\n],"summary":${JSON.stringify(totals)}}\n`,
  }
}
