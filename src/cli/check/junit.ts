// Owns JUnit XML output of a check: a test suite per file, a test case per finding, and a passing one if there is none.
import { escapedXml } from '../xml.ts'
import { severityWords, type Format } from './format.ts'
import { guessedNote } from './human.ts'
import type { FileResult, FindingRecord } from './result.ts'

/** Errors, late errors and warnings are failures; hints are the output of a passing case. */
export function junitFormat(): Format {
  return {
    start: () => '<?xml version="1.0" encoding="UTF-8"?>\n<testsuites name="offbox check">\n',
    file: suite,
    end: () => '</testsuites>\n',
  }
}

function suite({ name, findings, problem, guessed, release = '' }: FileResult): string {
  const failures = findings.filter(({ severity }) => severity !== 'hint')
  const cases = problem !== undefined || findings.length === 0 ? 1 : findings.length
  const open =
    `  <testsuite name="${escapedXml(name)}" tests="${cases}" failures="${failures.length}" ` +
    `errors="${problem === undefined ? 0 : 1}">\n`
  const body =
    problem !== undefined
      ? `    <testcase name="read" classname="${escapedXml(name)}"><error message="${escapedXml(problem.message)}"/></testcase>\n`
      : findings.length === 0
        ? `    <testcase name="check" classname="${escapedXml(name)}"/>\n`
        : findings.map((finding) => testCase(name, finding)).join('')
  const note = guessed === true ? `    <system-out>${escapedXml(guessedNote({ [release]: 1 }))}</system-out>\n` : ''
  return `${open}${body}${note}  </testsuite>\n`
}

function testCase(name: string, { severity, code, message, help, line, column }: FindingRecord): string {
  const title = `${code} ${line}:${column}`
  const text = `${name}:${line}:${column}: ${severityWords[severity]}: ${message}${help === undefined ? '' : ` (${help})`}`
  const inside =
    severity === 'hint'
      ? `<system-out>${escapedXml(text)}</system-out>`
      : `<failure type="${escapedXml(code)}" message="${escapedXml(message)}">${escapedXml(text)}</failure>`
  return `    <testcase name="${escapedXml(title)}" classname="${escapedXml(name)}">${inside}</testcase>\n`
}
