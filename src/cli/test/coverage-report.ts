// Owns coverage reports for people and programs: a table, lcov's format, HTML pages.
import { fromBytes } from '../../text/bytes.ts'
import { escapedXml } from '../xml.ts'
import { lineCounts, type BranchCounts, type Covered } from './coverage.ts'

const share = (part: number, whole: number): string => (whole === 0 ? '-' : `${Math.floor((100 * part) / whole)} %`)
const ways = ({ branches }: Covered): readonly boolean[] => [...branches.values()].flatMap(({ yes, no }) => [yes > 0, no > 0])
const ran = (one: Covered): number => [...lineCounts(one).values()].filter((count) => count > 0).length

/** `3-5, 9`. */
export function spans(lines: readonly number[]): string {
  const found: [number, number][] = []
  for (const line of lines) {
    const last = found.at(-1)
    if (last !== undefined && last[1] === line - 1) last[1] = line
    else found.push([line, line])
  }
  return found.map(([from, to]) => (from === to ? String(from) : `${from}-${to}`)).join(', ')
}

/** Lines without an executed statement, ascending. */
export const uncoveredLines = (one: Covered): readonly number[] =>
  [...lineCounts(one)].flatMap(([line, count]) => (count === 0 ? [line] : []))
const oneWay = ({ branches }: Covered): readonly BranchCounts[] =>
  [...branches.values()].filter(({ yes, no }) => (yes === 0) !== (no === 0))

/** A table: the share of lines and branches that ran, the lines that did not, one-sided conditions. */
export function coverageText(scripts: readonly Covered[]): string {
  const rows = scripts.map((one) => {
    const taken = ways(one)
    const oneSided = oneWay(one).map(({ line, yes }) => `${line} ${yes > 0 ? 'never false' : 'never true'}`)
    const misses = [uncoveredLines(one).length === 0 ? '' : `not run: ${spans(uncoveredLines(one))}`, ...oneSided]
      .filter((text) => text !== '')
      .join('; ')
    return [one.path, share(ran(one), lineCounts(one).size), share(taken.filter(Boolean).length, taken.length), misses]
  })
  const table = [['script', 'lines', 'ways', ''], ...rows]
  const widths = [0, 1, 2].map((at) => Math.max(...table.map((row) => row[at]?.length ?? 0)))
  return table
    .map(
      (row) =>
        `${row
          .map((cell, at) => cell.padEnd(widths[at] ?? 0))
          .join('  ')
          .trimEnd()}\n`,
    )
    .join('')
}

/** The tracefile format of genhtml and coverage services. */
export function lcov(scripts: readonly Covered[]): string {
  return scripts
    .map((one) => {
      const branches = [...one.branches.values()].flatMap(({ line, yes, no }, at) => [
        `BRDA:${line},${at},0,${yes}`,
        `BRDA:${line},${at},1,${no}`,
      ])
      const lines = [...lineCounts(one)].map(([line, count]) => `DA:${line},${count}`)
      const taken = ways(one)
      return [
        'TN:',
        `SF:${one.path}`,
        ...branches,
        `BRF:${taken.length}`,
        `BRH:${taken.filter(Boolean).length}`,
        ...lines,
        `LF:${lineCounts(one).size}`,
        `LH:${ran(one)}`,
        'end_of_record',
        '',
      ].join('\n')
    })
    .join('')
}

const style =
  'body{font:14px sans-serif;margin:2em}pre{margin:0}td{padding:0 ' +
  '1em}tr.no{background:#fdd}tr.half{background:#ffd}td.n{text-align:right;color:#777}'
const page = (title: string, body: string): string =>
  `<!doctype html>\n<html lang="en"><meta charset="utf-8"><title>${escapedXml(title)}</title><style>${style}</style>\n` +
  `<h1>${escapedXml(title)}</h1>\n${body}</html>\n`

/** Pages by file name: `index.html`, and one per script. */
export function pages(scripts: readonly Covered[]): ReadonlyMap<string, string> {
  const made = new Map<string, string>()
  const rows = scripts.map((one, at) => {
    const name = `${at + 1}.html`
    made.set(name, page(one.path, `<table>\n${sourceRows(one)}</table>\n`))
    const taken = ways(one)
    const lines = share(ran(one), lineCounts(one).size)
    const both = share(taken.filter(Boolean).length, taken.length)
    return `<tr><td><a href="${name}">${escapedXml(one.path)}</a></td><td>${lines}</td><td>${both}</td></tr>\n`
  })
  made.set('index.html', page('Coverage', `<table>\n<tr><th>script</th><th>lines</th><th>ways</th></tr>\n${rows.join('')}</table>\n`))
  return made
}

function sourceRows(one: Covered): string {
  const oneSided = new Set(oneWay(one).map(({ line }) => line))
  const lines = lineCounts(one)
  const row = (line: number): string => {
    const count = lines.get(line)
    const kind = count === 0 ? ' class="no"' : oneSided.has(line) ? ' class="half"' : ''
    const numbers = `<td class="n">${line}</td><td class="n">${count ?? ''}</td>`
    return `<tr${kind}>${numbers}<td><pre>${escapedXml(fromBytes(one.source.lineText(line)))}</pre></td></tr>\n`
  }
  return Array.from({ length: one.source.lines }, (_, at) => row(at + 1)).join('')
}
