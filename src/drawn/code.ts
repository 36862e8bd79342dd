// Owns drawing scripts with findings below their lines.
import { html, type Html } from './html.ts'

/** A finding in a text; lines and columns count from 1. */
export interface Marked {
  readonly line: number
  readonly column: number
  readonly severity: string
  readonly code: string
  readonly message: string
  readonly help?: string
}

const wordsOf = ({ column, severity, code, message, help }: Marked): string =>
  `${' '.repeat(Math.min(column - 1, 120))}^ ${severity}: ${message} [${code}]${help === undefined ? '' : ` (${help})`}`

/** The text with numbered lines. */
export function numberedCode(label: string, text: string, findings: readonly Marked[]): Html {
  const lines = text.replace(/\r/g, '').replace(/\n$/, '').split('\n')
  const rows = lines.map((line, at) => {
    const marks = findings
      .filter((finding) => finding.line === at + 1)
      .map((finding) => html`<span class="mark">${wordsOf(finding)}</span>`)
    return html`<span class="row"><span class="number">${at + 1}</span>${line}</span>${marks}`
  })
  return html`<pre class="code" tabindex="0" role="group" aria-label="${label}">${rows}</pre>`
}
