// Owns GitLab's code quality report: an array of issues with fingerprints (the part of Code Climate's format that GitLab reads).
import type { Severity } from '../../diagnostic/diagnostic.ts'
import { fingerprintOf } from './fingerprint.ts'
import { jsonItems, relativePath, type Format } from './format.ts'
import type { FileResult, FindingRecord } from './result.ts'

const severities: Readonly<Record<Severity, string>> = { error: 'blocker', late: 'critical', warning: 'major', hint: 'info' }

/** One issue per finding. The fingerprints of repeated findings also contain a number. */
export function gitlabFormat(): Format {
  const item = jsonItems()
  const issues = ({ name, findings, problem }: FileResult): readonly object[] => {
    const path = relativePath(name)
    if (problem !== undefined)
      return [issue(path, 'unreadable', problem.message, 'blocker', fingerprintOf('unreadable', problem.message, path), 1)]
    const seen = new Map<string, number>()
    return findings.map(({ code, severity, message, help, fingerprint = '', range }: FindingRecord) => {
      const count = (seen.get(fingerprint) ?? 0) + 1
      seen.set(fingerprint, count)
      const text = help === undefined ? message : `${message}; ${help}`
      return issue(path, code, text, severities[severity], fingerprintOf(path, fingerprint, String(count)), range.startLine, range.endLine)
    })
  }
  return {
    start: () => '[',
    file: (result) => issues(result).map(item).join(''),
    end: () => '\n]\n',
  }
}

const issue = (
  path: string,
  code: string,
  description: string,
  severity: string,
  fingerprint: string,
  begin: number,
  end = begin,
): object => ({
  description,
  check_name: code,
  fingerprint,
  severity,
  location: { path, lines: { begin, end } },
})
