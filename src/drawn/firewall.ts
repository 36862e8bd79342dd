// Owns drawing firewalls: chains as tables, with links to jump targets and address lists.
import type { PrintedRow } from './certificates.ts'
import { html, type Html } from './html.ts'
import { shortValue } from './table.ts'

/** A menu of rules or of lists, with its rows. */
export interface DrawnMenu {
  readonly path: string
  readonly rows: readonly PrintedRow[]
}

/** The anchor of a chain or list in the page. */
const anchor = (...parts: readonly string[]): string =>
  parts
    .join('-')
    .replace(/[^A-Za-z0-9]+/g, '-')
    .replace(/^-/, '')

/** Properties with their own place in the drawing. */
const apart = new Set([
  '.id',
  'chain',
  'action',
  'jump-target',
  'disabled',
  'invalid',
  'dynamic',
  'comment',
  'bytes',
  'packets',
  'log',
  'log-prefix',
])

function chainsOf(rows: readonly PrintedRow[]): ReadonlyMap<string, readonly PrintedRow[]> {
  const chains = new Map<string, PrintedRow[]>()
  for (const row of rows) {
    const name = shortValue(row['chain'])
    const chain = chains.get(name) ?? []
    chain.push(row)
    chains.set(name, chain)
  }
  return chains
}

/** The conditions of a rule, with links to existing address lists. */
function conditions(row: PrintedRow, family: string, named: ReadonlySet<string>): readonly Html[] {
  return Object.entries(row)
    .filter(([name, value]) => !apart.has(name) && shortValue(value) !== '' && value !== false)
    .map(([name, value]) =>
      /^(src|dst)-address-list$/.test(name) && named.has(shortValue(value).replace(/^!/, ''))
        ? html` ${name}=<a href="#${anchor(family, 'list', shortValue(value).replace(/^!/, ''))}">${shortValue(value)}</a>`
        : html` ${name}=${Array.isArray(value) ? value.map(shortValue).join(',') : shortValue(value)}`,
    )
}

/** The chains of a menu, in order of first use; `named` are the address lists with members. */
export function firewallChains({ path, rows }: DrawnMenu, named: ReadonlySet<string>): Html {
  const chains = chainsOf(rows)
  const family = path.split('/')[1] ?? ''
  const jumps = (name: string): readonly string[] => [
    ...new Set(rows.filter((row) => shortValue(row['jump-target']) === name).map((row) => shortValue(row['chain']))),
  ]
  const target = (name: string): Html =>
    chains.has(name) ? html`<a href="#${anchor(path, name)}">${name}</a>` : html`${name} (has no rules)`
  const drawn = [...chains].map(([name, rules]) => {
    const from = jumps(name).map((one) => html` <a href="#${anchor(path, one)}">${one}</a>`)
    const lines = rules.map((row, at) => {
      const jump = shortValue(row['jump-target'])
      const action = shortValue(row['action']) === '' ? 'accept' : shortValue(row['action'])
      return html`<tr class="${row['disabled'] === true ? 'off' : 'on'}">
        <th scope="row">${at}</th>
        <td>${action}${jump === '' ? undefined : html` to ${target(jump)}`}</td>
        <td>${conditions(row, family, named)}</td>
        <td>${shortValue(row['comment'])}</td>
      </tr>`
    })
    return html`<div id="${anchor(path, name)}">
      <table>
        <caption>
          ${path} ${name}${from.length === 0 ? undefined : html`, jumped to from${from}`}
        </caption>
        <thead>
          <tr>
            <th scope="col">#</th>
            <th scope="col">action</th>
            <th scope="col">what it is for</th>
            <th scope="col">comment</th>
          </tr>
        </thead>
        <tbody>
          ${lines}
        </tbody>
      </table>
    </div>`
  })
  return html`${drawn}`
}

/** The address lists of a menu (`/ip/firewall/address-list`), each with its members. */
export function addressLists({ path, rows }: DrawnMenu): Html {
  const family = path.split('/')[1] ?? ''
  const names = [...new Set(rows.map((row) => shortValue(row['list'])))]
  const drawn = names.map((name) => {
    const members = rows.filter((row) => shortValue(row['list']) === name)
    const lines = members.map((row) => {
      const comment = shortValue(row['comment'])
      const timeout = shortValue(row['timeout'])
      return html`<li>
        ${shortValue(row['address'])}${timeout === '' ? undefined : html` for ${timeout}`}${comment === '' ? undefined : html`: ${comment}`}
      </li>`
    })
    return html`<div id="${anchor(family, 'list', name)}">
      <h3>${name}: ${members.length}</h3>
      <ul>
        ${lines}
      </ul>
    </div>`
  })
  return html`${drawn}`
}
