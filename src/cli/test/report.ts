// Owns test reports: for people, as TAP, as JUnit XML.
import { escapedXml } from '../xml.ts'
import type { Colours } from '../paint.ts'
import type { CaseState, CaseResult } from './run-case.ts'
import { visibleLine } from '../../text/visible.ts'

/** The cases of one file. */
export interface FileVerdict {
  readonly path: string
  readonly verdicts: readonly CaseResult[]
}

const all = (files: readonly FileVerdict[]): readonly CaseResult[] => files.flatMap(({ verdicts }) => verdicts)
const missesText = (path: string, { misses }: CaseResult): readonly string[] =>
  misses.flatMap(({ file = path, line, column, message, details }) =>
    [`${file}:${line}${column === undefined ? '' : `:${column}`}: ${message}`, ...details.map((detail) => `  ${detail}`)].map(visibleLine),
  )
const count = (verdicts: readonly CaseResult[], wanted: CaseState): number => verdicts.filter(({ state }) => state === wanted).length

/** A line per case, its failures below it, a summary. */
export function humanReport(files: readonly FileVerdict[], colours: Colours): string {
  const signs: Readonly<Record<CaseState, string>> = {
    passed: colours.hint('ok  '),
    failed: colours.error('FAIL'),
    'not modelled': colours.warning('TODO'),
  }
  const lines = files.flatMap(({ path, verdicts }) => [
    colours.place(visibleLine(path)),
    ...verdicts.flatMap((one) => [
      `  ${signs[one.state]}  ${visibleLine(one.name)}`,
      ...missesText(path, one).map((line) => `        ${line}`),
    ]),
  ])
  const cases = all(files)
  const open = count(cases, 'not modelled')
  const rest = open === 0 ? '' : `, ${open} not modelled`
  return (
    `${lines.join('\n')}\n\n${cases.length} ${cases.length === 1 ? 'case' : 'cases'}: ` +
    `${count(cases, 'passed')} passed, ${count(cases, 'failed')} failed${rest}\n`
  )
}

/** The Test Anything Protocol, version 13. `not modelled` is a `TODO`: not ok, but not a failure. */
export function tapReport(files: readonly FileVerdict[]): string {
  const cases = files.flatMap(({ path, verdicts }) => verdicts.map((verdict) => ({ path, verdict })))
  const lines = cases.flatMap(({ path, verdict }, at) => [
    `${verdict.state === 'passed' ? 'ok' : 'not ok'} ${at + 1} - ` +
      `${visibleLine(path)}: ${visibleLine(verdict.name).replaceAll('#', '\\#')}` +
      (verdict.state === 'not modelled' ? ' # TODO not modelled' : ''),
    ...missesText(path, verdict).map((line) => `# ${line}`),
  ])
  return `TAP version 13\n1..${cases.length}\n${lines.map((line) => `${line}\n`).join('')}`
}

/** A suite per file. `not modelled` is skipped. */
export function junitReport(files: readonly FileVerdict[]): string {
  const seconds = (ms: number): string => (ms / 1000).toFixed(3)
  const suite = ({ path, verdicts }: FileVerdict): string => {
    const cases = verdicts.map((one) => {
      const head = `    <testcase name="${escapedXml(one.name)}" classname="${escapedXml(path)}" time="${seconds(one.milliseconds)}"`
      const message = one.misses[0]?.message ?? ''
      const why = escapedXml(missesText(path, one).join('\n'))
      switch (one.state) {
        case 'passed':
          return `${head}/>\n`
        case 'failed':
          return `${head}><failure message="${escapedXml(message)}">${why}</failure></testcase>\n`
        case 'not modelled':
          return `${head}><skipped message="${escapedXml(`not modelled: ${message}`)}">${why}</skipped></testcase>\n`
      }
    })
    return (
      `  <testsuite name="${escapedXml(path)}" tests="${verdicts.length}" failures="${count(verdicts, 'failed')}" ` +
      `skipped="${count(verdicts, 'not modelled')}">\n${cases.join('')}  </testsuite>\n`
    )
  }
  return `<?xml version="1.0" encoding="UTF-8"?>\n<testsuites name="offbox test">\n${files.map(suite).join('')}</testsuites>\n`
}
