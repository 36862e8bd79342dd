// Owns drawing certificates: issuers, validity periods and usages. The page, reports and separate files use the same drawing.
import { dateOf, type DrawnCertificate, type CertificateNode, issuersOf, type Validity, validityOf } from './certificates.ts'
import { escapedHtml, html, Html } from './html.ts'

/** The input of a drawing: the certificates, and the current time (milliseconds since 1970). */
export interface Drawn {
  readonly certificates: readonly DrawnCertificate[]
  readonly now: number
}

const width = 760
const rowHeight = 58
const top = 50
/** The ends of the time axis. */
const left = 470
const right = width - 24

interface Line {
  readonly issued: CertificateNode
  readonly depth: number
  /** The index of its line from the top, and that of its issuer's line. */
  readonly at: number
  readonly under: number | undefined
}

function linesOf(tops: readonly CertificateNode[]): readonly Line[] {
  const lines: Line[] = []
  const visit = (issued: CertificateNode, depth: number, under: number | undefined): void => {
    const at = lines.length
    lines.push({ issued, depth, at, under })
    for (const child of issued.children) visit(child, depth + 1, at)
  }
  for (const one of tops) visit(one, 0, undefined)
  return lines
}

/** The indent is bounded, so that a chain of a hundred can be drawn, too. */
const indent = (depth: number): number => 24 + Math.min(depth, 9) * 26

const cut = (text: string, most: number): string => (text.length <= most ? text : `${text.slice(0, most - 1)}…`)

/** Colours of a self-contained drawing. Pages have them in their style sheet, as their content security policy requires. */
const style = `<style>
.drawn{font-family:ui-sans-serif,system-ui,sans-serif;--ink:#1f2933;--soft:#52606d;--line:#9aa5b1;--card:#fff;--back:#f7f9fb}
.drawn{--fine:#0b7a4b;--soon:#8f5b00;--bad:#b42318;--none:#52606d}
@media (prefers-color-scheme:dark){
.drawn{--ink:#e6edf3;--soft:#a8b3bf;--line:#5c6773;--card:#1b222b;--back:#12171d}
.drawn{--fine:#4cc38a;--soon:#e0a030;--bad:#ff8a80;--none:#a8b3bf}}
.drawn .back{fill:var(--back)}.drawn .card{fill:var(--card);stroke:var(--line)}
.drawn text{fill:var(--ink);font-size:13px}.drawn .soft{fill:var(--soft);font-size:11.5px}.drawn .name{font-weight:600;font-size:14px}
.drawn .link,.drawn .tick{stroke:var(--line);fill:none}.drawn .now{stroke:var(--bad);stroke-dasharray:3 3}
.drawn .nowtext{fill:var(--bad);font-size:11.5px}.drawn .fine{fill:var(--fine)}.drawn .soon,.drawn .early{fill:var(--soon)}
.drawn .expired,.drawn .revoked{fill:var(--bad)}.drawn .template{fill:var(--none)}
.drawn text.state{font-size:12px;font-weight:600}</style>`

/** The drawing. `alone`: self-contained, with colours. Empty if there are no certificates. */
export function certificateTree({ certificates, now }: Drawn, alone = false): Html {
  const lines = linesOf(issuersOf(certificates))
  const height = top + Math.max(lines.length, 1) * rowHeight + 12
  const axis = axisOf(certificates, now)
  const title = `${certificates.length} ${certificates.length === 1 ? 'certificate' : 'certificates'} by issuer`
  const parts = [
    `<svg xmlns="http://www.w3.org/2000/svg" class="drawn" role="img" aria-label="${title}" `,
    `viewBox="0 0 ${width} ${height}" width="${width}" height="${height}">`,
    `<title>${title}</title>`,
    alone ? style : '',
    `<rect class="back" width="${width}" height="${height}" rx="10"/>`,
    ticks(axis, height),
    ...lines.map((line) => link(line)),
    ...lines.map((line) => card(line, axis, now)),
    certificates.length === 0 ? text(24, top + 24, 'there are no certificates', 'soft') : nowLine(axis, now, height),
    '</svg>',
  ]
  return new Html(parts.join(''))
}

const number = (value: number): string => String(Math.round(value * 10) / 10)
const text = (x: number, y: number, what: string, name: string): string =>
  `<text x="${number(x)}" y="${number(y)}" class="${name}" text-anchor="start">${escapedHtml(what)}</text>`

/** The connector from an issuer to a certificate that it signed. */
function link({ depth, at, under }: Line): string {
  if (under === undefined) return ''
  const x = indent(depth - 1) + 13
  const from = top + under * rowHeight + 48
  const to = top + at * rowHeight + 24
  return `<path class="link" d="M${x} ${from}V${to - 6}Q${x} ${to} ${x + 6} ${to}H${indent(depth)}"/>`
}

function card({ issued: { certificate, kind: by }, depth, at }: Line, axis: Axis, now: number): string {
  const x = indent(depth)
  const y = top + at * rowHeight
  const standing = validityOf(certificate, now)
  const room = Math.floor((left - 44 - x) / 8)
  const role = by === 'root' ? 'root' : by === 'foreign' ? 'issuer is not here' : by === 'template' ? 'template' : ''
  const marks = [
    role,
    certificate.isAuthority ? 'authority' : '',
    certificate.hasKey ? 'has key' : '',
    certificate.isTrusted ? 'trusted' : '',
  ]
  const first =
    certificate.name + (certificate.commonName === '' || certificate.commonName === certificate.name ? '' : ` · ${certificate.commonName}`)
  const second = [certificate.key, ...marks].filter((mark) => mark !== '').join(' · ')
  return [
    `<g><title>${escapedHtml(`${first}: ${second}; ${usageText(certificate)}; ${standing.words}`)}</title>`,
    `<rect class="card" x="${x}" y="${y}" width="${left - 24 - x}" height="50" rx="6"/>`,
    `<rect class="${standing.state}" x="${x}" y="${y}" width="5" height="50" rx="2"/>`,
    text(x + 14, y + 18, cut(first, room), 'name'),
    text(x + 14, y + 32, cut(second, room + 8), 'soft'),
    text(x + 14, y + 45, cut(usageText(certificate), room + 8), 'soft'),
    bar(certificate, standing, y, axis),
    '</g>',
  ].join('')
}

/** Its usages, in the device's terms. */
const usageText = ({ usage }: DrawnCertificate): string => (usage.length === 0 ? 'no usage' : usage.join(', '))

function bar({ from, until }: DrawnCertificate, standing: Validity, y: number, axis: Axis): string {
  if (from === undefined || until === undefined) return text(left + 6, y + 29, standing.words, `state ${standing.state}`)
  const [start, end] = [axis.place(from), axis.place(until)]
  const span = `${dateOf(from)} to ${dateOf(until)}`
  return [
    text(left + 6, y + 14, standing.words, `state ${standing.state}`),
    `<rect class="${standing.state}" x="${number(start)}" y="${y + 21}" width="${number(Math.max(end - start, 3))}" height="9" rx="4"/>`,
    text(left + 6, y + 44, span, 'soft'),
  ].join('')
}

interface Axis {
  readonly from: number
  readonly until: number
  place(time: number): number
}

/** The time axis from the first to the last date, including the current time. */
function axisOf(certificates: readonly DrawnCertificate[], now: number): Axis {
  const times = certificates.flatMap(({ from, until }) => [from, until]).filter((time) => time !== undefined)
  const from = Math.min(now, ...times)
  const until = Math.max(now + 1, ...times)
  return { from, until, place: (time) => left + ((time - from) / (until - from)) * (right - left) }
}

function ticks(axis: Axis, height: number): string {
  const first = new Date(axis.from).getUTCFullYear() + 1
  const last = new Date(axis.until).getUTCFullYear()
  const step = Math.max(1, Math.ceil((last - first + 1) / 6))
  const found: string[] = []
  for (let year = first; year <= last; year += step) {
    const x = axis.place(Date.UTC(year, 0, 1))
    found.push(`<path class="tick" d="M${number(x)} ${top - 8}V${height - 10}" stroke-opacity=".35"/>`)
    if (x < right - 24) found.push(text(x + 3, top - 9, String(year), 'soft'))
  }
  return found.join('')
}

function nowLine(axis: Axis, now: number, height: number): string {
  const x = axis.place(now)
  return `<path class="now" d="M${number(x)} ${top - 30}V${height - 8}"/>${text(Math.min(x, right - 20) + 4, top - 24, 'now', 'nowtext')}`
}

/** The same as a list, for screen readers, and with details that the drawing omits. */
function certificateList({ certificates, now }: Drawn): Html {
  const item = ({ certificate: one, children, kind: by }: CertificateNode): Html => {
    const facts: readonly (readonly [string, string])[] = [
      ['common name', one.commonName],
      ['key', one.key + (one.hasKey ? ', private key here' : '')],
      ['valid', one.until === undefined ? '' : `${dateOf(one.from)} to ${dateOf(one.until)}`],
      ['usage', one.usage.join(', ')],
      ['names', one.names.join(', ')],
      ['serial number', one.serial],
      ['fingerprint', one.fingerprint],
      ['issuer', by === 'foreign' ? `not here (key ${one.akid})` : by === 'root' ? 'itself' : ''],
    ]
    const rows = facts
      .filter(([, what]) => what !== '')
      .map(
        ([name, what]) =>
          html`<dt>${name}</dt>
            <dd>${what}</dd>`,
      )
    const below =
      children.length === 0
        ? undefined
        : html`<ul>
            ${children.map(item)}
          </ul>`
    const { state, words } = validityOf(one, now)
    return html`<li>
      <details>
        <summary><b>${one.name}</b> <span class="state ${state}">${words}</span></summary>
        <dl>${rows}</dl>
      </details>
      ${below}
    </li>`
  }
  return html`<ul class="issuers">
    ${issuersOf(certificates).map(item)}
  </ul>`
}

/** The drawing with its list. */
export const certificateFigure = (drawn: Drawn): Html =>
  drawn.certificates.length === 0
    ? html`<p class="empty">There are no certificates.</p>`
    : html`<figure class="tree" tabindex="0" role="group" aria-label="Certificates by issuer">${certificateTree(drawn)}</figure>
        ${certificateList(drawn)}`
