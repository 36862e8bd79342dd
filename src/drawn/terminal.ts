// Owns drawing terminal output: lines of coloured text become a self-contained SVG, for pages that show findings.
import { escapedHtml } from './html.ts'

/** In pixels: a character, a line, and the margin. */
const characterWidth = 8
const lineHeight = 19
const margin = 18

/** The minimum width in characters, so that a short text is not enlarged. */
const minColumns = 60

/** CSS classes by the numbers of Select Graphic Rendition (ECMA-48, 8.3.117) that offbox writes, and what the resetting numbers end. */
const classes: Readonly<Record<string, string>> = { 1: 'bold', 31: 'red', 33: 'yellow', 34: 'blue', 36: 'cyan' }
const ends: Readonly<Record<string, RegExp>> = { 0: /./, 22: /^bold$/, 39: /^(red|yellow|blue|cyan)$/ }

const style = `<style>
.shown{font-family:ui-monospace,SFMono-Regular,Menlo,Consolas,"DejaVu Sans Mono",monospace;font-size:13px}
.shown{--ink:#1f2933;--back:#f7f9fb;--edge:#d5dde5;--red:#b42318;--yellow:#8f5b00;--blue:#1d5fa8;--cyan:#0b6b75}
@media (prefers-color-scheme:dark){
.shown{--ink:#e6edf3;--back:#12171d;--edge:#2c3640;--red:#ff8a80;--yellow:#e0a030;--blue:#79b8ff;--cyan:#56d4dd}}
.shown rect{fill:var(--back);stroke:var(--edge)}.shown text{fill:var(--ink);white-space:pre}
.shown .bold{font-weight:600}.shown .red{fill:var(--red)}.shown .yellow{fill:var(--yellow)}
.shown .blue{fill:var(--blue)}.shown .cyan{fill:var(--cyan)}
</style>`

/** `text`: lines, with colours as escape sequences; `title`: the accessible name. Returns SVG with a final line end. */
export function terminalDrawing(text: string, title: string): string {
  const lines = text.trimEnd().split('\n').map(stretchesOf)
  const columns = Math.max(minColumns, ...lines.map((line) => line.reduce((sum, { content }) => sum + content.length, 0)))
  const width = columns * characterWidth + 2 * margin
  const height = lines.length * lineHeight + 2 * margin
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" class="shown" role="img" `,
    `viewBox="0 0 ${width} ${height}" width="${width}" height="${height}">`,
    `<title>${escapedHtml(title)}</title>`,
    style,
    `<rect x="0.5" y="0.5" width="${width - 1}" height="${height - 1}" rx="10"/>`,
    ...lines.map((line, at) => drawn(line, margin + at * lineHeight + 13)),
    '</svg>\n',
  ].join('\n')
}

interface Stretch {
  readonly content: string
  readonly names: readonly string[]
}

function stretchesOf(line: string): readonly Stretch[] {
  const stretches: Stretch[] = []
  let names: readonly string[] = []
  for (const [at, part] of line.split(/\u001b\[([\d;]*)m/).entries()) {
    if (at % 2 === 0 && part !== '') stretches.push({ content: part, names })
    if (at % 2 === 0) continue
    for (const number of part.split(';')) {
      const ended = ends[number || '0']
      const begun = classes[number]
      if (ended !== undefined) names = names.filter((name) => !ended.test(name))
      if (begun !== undefined) names = [...names, begun]
    }
  }
  return stretches
}

/** Each line has a fixed length for its number of characters, whatever the font, so that carets align. */
function drawn(line: readonly Stretch[], y: number): string {
  const length = line.reduce((sum, { content }) => sum + content.length, 0)
  if (length === 0) return ''
  const parts = line.map(({ content, names }) =>
    names.length === 0 ? escapedHtml(content) : `<tspan class="${names.join(' ')}">${escapedHtml(content)}</tspan>`,
  )
  return `<text xml:space="preserve" x="${margin}" y="${y}" textLength="${length * characterWidth}">${parts.join('')}</text>`
}
