// Owns the JSON output of a check: one object, with one line per file, written as they arrive.
import { jsonItems, type Format } from './format.ts'

/** `{"version": 1, "files": [{name, release, findings: [...]}], "summary": {...}}`. */
export function jsonFormat(): Format {
  const item = jsonItems()
  return {
    start: () => '{"version":1,"files":[',
    file: (result) => item({ ...result, findings: result.findings.map(({ shortMessage: _, ...finding }) => finding) }),
    end: (totals) => `\n],"summary":${JSON.stringify(totals)}}\n`,
  }
}
