// Owns one-line findings as compilers print them: `file:line:column: severity: text [code]`, for editors and grep.
import { visibleLine } from '../../text/visible.ts'
import { severityWords, type Format } from './format.ts'

/** Columns count characters; an unreadable file is an error in line 1. */
export function onelineFormat(): Format {
  return {
    start: () => '',
    file: ({ name, findings, problem }) =>
      problem === undefined
        ? findings
            .map(({ severity, code, message, shortMessage = message, help, range: { startLine, startColumn } }) => {
              const text = visibleLine(help === undefined ? shortMessage : `${shortMessage}; ${help}`)
              return `${visibleLine(name)}:${startLine}:${startColumn}: ${severityWords[severity]}: ${text} [${code}]\n`
            })
            .join('')
        : `${visibleLine(name)}:1:1: error: ${visibleLine(problem.message)} [unreadable]\n`,
    end: () => '',
  }
}
