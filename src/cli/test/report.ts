// Owns how the verdicts of tests are told: to people, as TAP, as JUnit's XML.
import { escaped } from '../xml.ts'
import type { Colours } from '../paint.ts'
import type { Verdict } from './play.ts'
import { visibleLine } from '../../text/visible.ts'

/** The cases of one file. */
export interface FileVerdict {
  readonly path: string
  readonly verdicts: readonly Verdict[]
}

const isRed = ({ misses }: Verdict): boolean => misses.length > 0
const all = (files: readonly FileVerdict[]): readonly Verdict[] => files.flatMap(({ verdicts }) => verdicts)
const told = (path: string, { misses }: Verdict): readonly string[] =>
  misses.flatMap(({ line, message, details }) =>
    [`${path}:${line}: ${message}`, ...details.map((detail) => `  ${detail}`)].map(visibleLine),
  )

/** A line a case, what failed below it, a summary. */
export function human(files: readonly FileVerdict[], colours: Colours): string {
  const lines = files.flatMap(({ path, verdicts }) => [
    colours.place(visibleLine(path)),
    ...verdicts.flatMap((one) => [
      `  ${isRed(one) ? colours.error('FAIL') : colours.hint('ok  ')}  ${visibleLine(one.name)}`,
      ...told(path, one).map((line) => `        ${line}`),
    ]),
  ])
  const red = all(files).filter(isRed).length
  const count = all(files).length
  return `${lines.join('\n')}\n\n${count} ${count === 1 ? 'case' : 'cases'}: ${count - red} passed, ${red} failed\n`
}

/** The Test Anything Protocol, version 13. */
export function tap(files: readonly FileVerdict[]): string {
  const cases = files.flatMap(({ path, verdicts }) => verdicts.map((verdict) => ({ path, verdict })))
  const lines = cases.flatMap(({ path, verdict }, at) => [
    `${isRed(verdict) ? 'not ok' : 'ok'} ${at + 1} - ${visibleLine(path)}: ${visibleLine(verdict.name).replaceAll('#', '\\#')}`,
    ...told(path, verdict).map((line) => `# ${line}`),
  ])
  return `TAP version 13\n1..${cases.length}\n${lines.map((line) => `${line}\n`).join('')}`
}

/** A suite a file, a case a case. */
export function junit(files: readonly FileVerdict[]): string {
  const seconds = (ms: number): string => (ms / 1000).toFixed(3)
  const suite = ({ path, verdicts }: FileVerdict): string => {
    const cases = verdicts.map((one) => {
      const head = `    <testcase name="${escaped(one.name)}" classname="${escaped(path)}" time="${seconds(one.milliseconds)}"`
      return isRed(one)
        ? `${head}><failure ` +
            `message="${escaped(one.misses[0]?.message ?? '')}">${escaped(told(path, one).join('\n'))}</failure></testcase>\n`
        : `${head}/>\n`
    })
    return (
      `  <testsuite name="${escaped(path)}" tests="${verdicts.length}" failures="${verdicts.filter(isRed).length}">\n` +
      `${cases.join('')}  </testsuite>\n`
    )
  }
  return `<?xml version="1.0" encoding="UTF-8"?>\n<testsuites name="offbox test">\n${files.map(suite).join('')}</testsuites>\n`
}
