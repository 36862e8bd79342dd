// Owns the pages of a report: the device, its certificates, firewall and scripts, and the releases that accept them.
import { numberedCode, type Marked } from './code.ts'
import { addressLists, firewallChains, type DrawnMenu } from './firewall.ts'
import { html, type Html } from './html.ts'
import { shortValue, htmlTable } from './table.ts'
import { certificateFigure, certificateTree, type Drawn } from './tree.ts'

/** A script stored on the device. */
export interface KeptScript {
  /** `/system/script backup`. */
  readonly name: string
  readonly about: string
  readonly text: string
  readonly findings: readonly Marked[]
}

/** A file from which the device was configured, its findings, and the releases that accept it. */
export interface FileReport {
  readonly name: string
  readonly text: string
  readonly findings: readonly Marked[]
  /** The releases on which it works, as ranges. */
  readonly worksOn: string
}

/** Everything that the pages of a report show. */
export interface DeviceReport {
  readonly title: string
  /** Facts about the device: `release` and `7.24`. */
  readonly facts: readonly (readonly [name: string, value: string])[]
  readonly drawn: Drawn
  readonly menus: readonly DrawnMenu[]
  readonly firewalls: readonly DrawnMenu[]
  readonly lists: readonly DrawnMenu[]
  readonly scripts: readonly KeptScript[]
  readonly files: readonly FileReport[]
}

const pages = [
  ['index.html', 'Device'],
  ['certificates.html', 'Certificates'],
  ['firewall.html', 'Firewall'],
  ['scripts.html', 'Scripts'],
  ['files.html', 'Findings'],
] as const

/** The files of a report, by name. They refer to a `style.css` beside them. */
export function pagesOf(report: DeviceReport): ReadonlyMap<string, string> {
  const bodies: readonly (readonly [string, Html])[] = [
    ['index.html', device(report)],
    [
      'certificates.html',
      html`<section>
        <h2>Certificates</h2>
        ${certificateFigure(report.drawn)}
      </section>`,
    ],
    ['firewall.html', firewallSections(report)],
    ['scripts.html', scripts(report)],
    ['files.html', files(report)],
  ]
  return new Map([
    ...bodies.map(([name, body]): [string, string] => [name, page(report.title, name, body)]),
    ['certificates.svg', `${certificateTree(report.drawn, true).text}\n`],
  ])
}

const policy = "default-src 'none'; style-src 'self'; img-src 'self'; base-uri 'none'; form-action 'none'"

function page(title: string, own: string, body: Html): string {
  const links = pages.map(([name, what]) =>
    name === own ? html`<li><a href="${name}" aria-current="page">${what}</a></li>` : html`<li><a href="${name}">${what}</a></li>`,
  )
  const heading = pages.find(([name]) => name === own)?.[1] ?? ''
  return html`<!doctype html>
    <html lang="en">
      <head>
        <meta charset="utf-8" />
        <title>${title}: ${heading}</title>
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="color-scheme" content="light dark" />
        <meta http-equiv="Content-Security-Policy" content="${policy}" />
        <link rel="stylesheet" href="style.css" />
      </head>
      <body>
        <main class="document">
          <h1>${title}</h1>
          <nav aria-label="Pages">
            <ul>
              ${links}
            </ul>
          </nav>
          ${body}
        </main>
      </body>
    </html> `.text
}

function device({ facts, menus, files: made }: DeviceReport): Html {
  const rows = facts.map(
    ([name, value]) =>
      html`<dt>${name}</dt>
        <dd>${value}</dd>`,
  )
  const works = made.map(
    ({ name, worksOn }) =>
      html`<dt>${name}</dt>
        <dd>${worksOn}</dd>`,
  )
  const filled = menus.filter((menu) => menu.rows.length > 0).map(({ path, rows: all }) => htmlTable(path, all))
  return html`<section>
      <h2>Device</h2>
      <dl>${rows}</dl>
    </section>
    ${
      works.length === 0
        ? []
        : html`<section>
            <h2>Releases that it works on</h2>
            <dl>${works}</dl>
          </section>`
    }
    <section>
      <h2>Menus</h2>
      ${filled}
    </section>`
}

const counted = ({ length }: readonly Marked[]): string =>
  length === 0 ? 'nothing found' : length === 1 ? '1 finding' : `${length} findings`

const empty = html`<p class="empty">There are none.</p>`

function firewallSections({ firewalls, lists }: DeviceReport): Html {
  const namedIn = (path: string): ReadonlySet<string> =>
    new Set(
      lists
        .filter((menu) => path.startsWith(menu.path.replace(/address-list$/, '')))
        .flatMap(({ rows }) => rows.map(({ list }) => shortValue(list))),
    )
  const chains = firewalls.filter(({ rows }) => rows.length > 0).map((menu) => firewallChains(menu, namedIn(menu.path)))
  const named = lists.filter(({ rows }) => rows.length > 0).map(addressLists)
  return html`<section>
      <h2>Chains</h2>
      ${chains.length === 0 ? empty : chains}
    </section>
    <section>
      <h2>Address lists</h2>
      ${named.length === 0 ? empty : named}
    </section>`
}

function scripts({ scripts: kept }: DeviceReport): Html {
  const drawn = kept.map(
    ({ name, about, text, findings }) =>
      html`<section>
        <h2>${name}</h2>
        <p>${about}${about === '' ? '' : '; '}${counted(findings)}</p>
        ${numberedCode(name, text, findings)}
      </section>`,
  )
  return drawn.length === 0
    ? html`<section>
        <h2>Scripts and schedulers</h2>
        ${empty}
      </section>`
    : html`${drawn}`
}

function files({ files: made }: DeviceReport): Html {
  if (made.length === 0)
    return html`<section>
      <h2>Findings</h2>
      <p class="empty">The device was not made of files.</p>
    </section>`
  return html`${made.map(
    ({ name, text, findings }) =>
      html`<section>
        <h2>${name}: ${counted(findings)}</h2>
        ${numberedCode(name, text, findings)}
      </section>`,
  )}`
}
