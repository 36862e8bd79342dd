// Owns JUnit's XML of a check: a test suite a file, a test case a finding, one that passes where there is none.
import { words, type Format } from './format.ts'
import type { FileResult, Finding } from './result.ts'

// Characters that XML 1.0 does not have at all, escaped or not.
const unfit = /[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]|[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/g
const signs: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&apos;', '\n': '&#10;', '\t': '&#9;' }
/** Text as XML and HTML hold it. */
export const escaped = (text: string): string => text.replace(unfit, '?').replace(/[&<>"'\n\t]/g, (sign) => signs[sign] ?? sign)

/** Errors, late errors and warnings are failures; hints are the output of a case that passes. */
export function junit(): Format {
  return {
    start: () => '<?xml version="1.0" encoding="UTF-8"?>\n<testsuites name="offbox check">\n',
    file: suite,
    end: () => '</testsuites>\n',
  }
}

function suite({ name, findings, problem }: FileResult): string {
  const failures = findings.filter(({ severity }) => severity !== 'hint')
  const cases = problem !== undefined || findings.length === 0 ? 1 : findings.length
  const open = `  <testsuite name="${escaped(name)}" tests="${cases}" failures="${failures.length}" errors="${problem === undefined ? 0 : 1}">\n`
  const body =
    problem !== undefined
      ? `    <testcase name="read" classname="${escaped(name)}"><error message="${escaped(problem.message)}"/></testcase>\n`
      : findings.length === 0
        ? `    <testcase name="check" classname="${escaped(name)}"/>\n`
        : findings.map((finding) => testCase(name, finding)).join('')
  return `${open}${body}  </testsuite>\n`
}

function testCase(name: string, { severity, code, message, help, line, column }: Finding): string {
  const title = `${code} ${line}:${column}`
  const text = `${name}:${line}:${column}: ${words[severity]}: ${message}${help === undefined ? '' : ` (${help})`}`
  const inside =
    severity === 'hint'
      ? `<system-out>${escaped(text)}</system-out>`
      : `<failure type="${escaped(code)}" message="${escaped(message)}">${escaped(text)}</failure>`
  return `    <testcase name="${escaped(title)}" classname="${escaped(name)}">${inside}</testcase>\n`
}
