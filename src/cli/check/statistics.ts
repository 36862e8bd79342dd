// Owns the statistics of codes, reported instead of the findings.
import { rules } from '../../resolve/check/rules/list.ts'
import type { Format } from './format.ts'
import { summary } from './human.ts'

/** A line per code, the most frequent first: `12  undeclared-variable  an undeclared variable`; then the summary. */
export function statisticsFormat(): Format {
  const counts = new Map<string, number>()
  return {
    start: () => '',
    file({ findings }) {
      for (const { code } of findings) counts.set(code, (counts.get(code) ?? 0) + 1)
      return ''
    },
    end(totals) {
      const rows = [...counts].sort(([a, m], [b, n]) => n - m || (a < b ? -1 : 1))
      const digits = String(rows[0]?.[1] ?? 0).length
      const width = Math.max(0, ...rows.map(([code]) => code.length))
      const about = (code: string): string => rules.find((rule) => rule.code === code)?.about ?? ''
      const lines = rows.map(([code, count]) => `${String(count).padStart(digits)}  ${code.padEnd(width)}  ${about(code)}\n`)
      return lines.join('') + (lines.length === 0 ? '' : '\n') + summary(totals)
    },
  }
}
