// Owns baselines: known findings that are not reported, identified by fingerprints that survive moved lines.
import { readFileSync } from 'node:fs'
import { dirname, relative, resolve, sep } from 'node:path'
import { causeOf, hasCode } from '../../host/node/cause.ts'
import { membersOf } from '../../text/unknown.ts'
import { Complaint, ExitCode } from '../exit-code.ts'
import { writeWhole } from '../writing.ts'
import type { FileResult, FindingRecord } from './result.ts'

const formatVersion = 1

/** The number of known findings, by file and fingerprint. */
type Counts = ReadonlyMap<string, ReadonlyMap<string, number>>

/** Filters known findings out of results, and counts known and vanished ones. */
export interface Baseline {
  /** The result without known findings. */
  withoutKnown(this: void, result: FileResult): FileResult
  readonly known: () => number
  /** The number of known findings of the checked files that no longer occur. */
  readonly vanished: () => number
}

/** Reads a baseline; undefined gives an empty one. Throws a Complaint (66) for a file that is missing or not a baseline. */
export function baselineIn(path: string | undefined): Baseline {
  const counts: Counts = path === undefined ? new Map() : countsIn(path)
  let known = 0
  let gone = 0
  return {
    withoutKnown(result) {
      const left = new Map(path === undefined ? [] : counts.get(nameIn(path, result.name)))
      if (left.size === 0) return result
      const findings = result.findings.filter(({ code, fingerprint = '' }) => {
        const key = keyOf(code, fingerprint)
        const more = left.get(key) ?? 0
        if (more === 0) return true
        left.set(key, more - 1)
        known++
        return false
      })
      for (const more of left.values()) gone += more
      return { ...result, findings }
    },
    known: () => known,
    vanished: () => gone,
  }
}

/** Writes the findings of results as a baseline. Throws a Complaint (73) if it cannot be written. */
export function writeBaseline(path: string, results: readonly FileResult[]): void {
  const files = results
    .filter(({ findings }) => findings.length > 0)
    .map(({ name, findings }) => [nameIn(path, name), countedIn(findings)] as const)
    .sort(([a], [b]) => (a < b ? -1 : 1))
  const text = `${JSON.stringify({ version: formatVersion, files: Object.fromEntries(files) }, undefined, 2)}\n`
  writeWhole(path, Buffer.from(text))
}

function countedIn(findings: readonly FindingRecord[]): object {
  const counts = new Map<string, number>()
  for (const { code, fingerprint = '' } of findings) counts.set(keyOf(code, fingerprint), (counts.get(keyOf(code, fingerprint)) ?? 0) + 1)
  return Object.fromEntries([...counts].sort(([a], [b]) => (a < b ? -1 : 1)))
}

const keyOf = (code: string, fingerprint: string): string => `${code} ${fingerprint}`

/** The name of a script in the baseline: its path relative to the baseline's folder, with slashes. */
const nameIn = (path: string, name: string): string =>
  name === '<stdin>'
    ? name
    : relative(dirname(resolve(path)), resolve(name))
        .split(sep)
        .join('/')

function countsIn(path: string): Counts {
  const wrong = (why: string): Complaint =>
    new Complaint(ExitCode.noInput, `${path} ${why}`, `create it again: offbox check --baseline ${path} --write-baseline`)
  let text: string
  try {
    text = readFileSync(path, 'utf8')
  } catch (error) {
    if (!hasCode(error)) throw error
    throw new Complaint(
      ExitCode.noInput,
      `cannot read the baseline ${path}: ${causeOf(error)}`,
      `create it: offbox check --baseline ${path} --write-baseline`,
    )
  }
  const files = membersOf(membersOf(parsed(text, wrong))['files'])
  if (membersOf(parsed(text, wrong))['version'] !== formatVersion) throw wrong('is not a baseline of this format')
  return new Map(
    Object.entries(files).map(([name, counts]) => [
      name,
      new Map(Object.entries(membersOf(counts)).map(([key, count]) => [key, typeof count === 'number' ? count : 0])),
    ]),
  )
}

function parsed(text: string, wrong: (why: string) => Complaint): unknown {
  try {
    return JSON.parse(text)
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error
    throw wrong('is not JSON')
  }
}
