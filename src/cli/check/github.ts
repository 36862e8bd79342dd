// Owns the lines that GitHub Actions turns into annotations: `::error file=a.rsc,line=1,col=2::text`.
import type { Severity } from '../../diagnostic/diagnostic.ts'
import { relativePath, type Format } from './format.ts'
import { summary } from './human.ts'
import type { FindingRecord } from './result.ts'
import { visible } from '../../text/visible.ts'

const commands: Readonly<Record<Severity, string>> = { error: 'error', late: 'error', warning: 'warning', hint: 'notice' }

// The escapes of workflow commands, as actions/toolkit writes them.
const textOf = (text: string): string => visible(text.replaceAll('\r\n', '\n')).replaceAll('%', '%25').replaceAll('\n', '%0A')
const propertyOf = (text: string): string => textOf(text).replaceAll(':', '%3A').replaceAll(',', '%2C')

/** One line per finding, and the summary as plain text. */
export function githubFormat(): Format {
  const line = (name: string, { severity, code, message, help, within, range }: FindingRecord): string => {
    const { startLine, startColumn, endLine, endColumn } = range
    const end = endLine === startLine && endColumn > startColumn ? `,endColumn=${endColumn}` : ''
    const place = `file=${propertyOf(relativePath(name))},line=${startLine},endLine=${endLine},col=${startColumn}${end}`
    const text = `${message}${within === undefined ? '' : ` (in ${within})`}${help === undefined ? '' : `\n${help}`}`
    return `::${commands[severity]} ${place},title=${propertyOf(`offbox: ${code}`)}::${textOf(text)}\n`
  }
  return {
    start: () => '',
    file: ({ name, findings, problem }) =>
      problem === undefined
        ? findings.map((finding) => line(name, finding)).join('')
        : `::error file=${propertyOf(relativePath(name))}::${textOf(problem.message)}\n`,
    end: summary,
  }
}
