// Owns drawing a menu's rows as a table.
import type { PrintedRow } from './certificates.ts'
import { html, type Html } from './html.ts'

/** A value as `print` would show it, shortened. */
export function shortValue(value: unknown): string {
  if (value === undefined || value === null) return ''
  if (Array.isArray(value)) return value.map(shortValue).join(', ')
  if (typeof value === 'boolean') return value ? 'yes' : 'no'
  if (value instanceof Map) return [...value].map(([key, one]) => `${String(key)}=${shortValue(one)}`).join(', ')
  if (typeof value === 'object')
    return Object.entries(value)
      .map(([key, one]) => `${key}=${shortValue(one)}`)
      .join(', ')
  if (typeof value === 'string') return value
  // Rows contain no other displayable values.
  return typeof value === 'number' || typeof value === 'bigint' ? String(value) : ''
}

/** Columns shown first, if the menu has them. */
const leading = ['name', 'chain', 'action', 'list', 'address', 'interface', 'bridge', 'src-address', 'dst-address', 'gateway']
const trailing = ['disabled', 'dynamic', 'comment']

/**
 * The columns with a value in some row, the most important ones first. `no` is none in a list, and one in a settings menu, whose row has no
 * id.
 */
export function filledColumnsOf(rows: readonly PrintedRow[]): readonly string[] {
  const all = new Set<string>()
  for (const row of rows)
    for (const [name, value] of Object.entries(row))
      if (shortValue(value) !== '' && (value !== false || row['.id'] === undefined)) all.add(name)
  all.delete('.id')
  const middle = [...all].filter((name) => !leading.includes(name) && !trailing.includes(name))
  return [...leading.filter((name) => all.has(name)), ...middle, ...trailing.filter((name) => all.has(name))]
}

/** The number of rows that a table shows. */
const maxRows = 500

/** A table with a caption. Rows beyond `maxRows` are only counted. */
export function htmlTable(caption: string, rows: readonly PrintedRow[]): Html {
  const columns = filledColumnsOf(rows)
  const head = columns.map((name) => html`<th scope="col">${name}</th>`)
  const body = rows.slice(0, maxRows).map((row, at) => {
    const cells = columns.map((name) => html`<td>${shortValue(row[name])}</td>`)
    return html`<tr class="${row['disabled'] === true ? 'off' : 'on'}">
      <th scope="row">${at}</th>
      ${cells}
    </tr>`
  })
  const more = rows.length > maxRows ? html`<p class="empty">and ${rows.length - maxRows} rows more</p>` : undefined
  return html`<div class="scroll" tabindex="0" role="group" aria-label="${caption}">
      <table>
        <caption>
          ${caption}
        </caption>
        <thead>
          <tr>
            <th scope="col">#</th>
            ${head}
          </tr>
        </thead>
        <tbody>
          ${body}
        </tbody>
      </table>
    </div>
    ${more}`
}
