// Owns /system/script/environment: global variables as rows.
import type { Router } from '../../../device/router.ts'
import { shown, text } from '../../../schema/property.ts'
import type { Row, Rows } from '../../../schema/menu.ts'
import { show, showNested } from '../../../value/show.ts'
import type { Value } from '../../../value/value.ts'
import { menu } from '../../declaration.ts'

const nameOf = (row: Row): string => show(row.values.get('name') ?? '')

/** `/system/script/environment`: one row for each global variable with a value; removing a row removes the variable's value. */
export const environment = menu({
  path: '/system/script/environment',
  kind: 'fixed',
  unexported: true,
  about: 'global variables that have a value',
  name: 'name',
  properties: {
    name: { type: text(), readOnly: true },
    value: {
      type: shown(),
      value: (row, device) => {
        const value = device.globals.get(nameOf(row))?.value
        return value === undefined ? undefined : showNested(value)
      },
    },
    comment: { type: text() },
  },
  columns: [{ property: 'name' }, { property: 'value' }],
  refresh: updateRows,
  setting(row, change, device) {
    const value = change.values.get('value')
    if (value !== undefined) write(device, nameOf(row), value)
    change.values.delete('value')
  },
  removing: (row, device) => write(device, nameOf(row), undefined),
  examples: [
    {
      title: 'globals are rows',
      transcript: `[admin@MikroTik] > :global who world
[admin@MikroTik] > /system/script/environment/print
Columns: NAME, VALUE
# NAME  VALUE
0 who   world
`,
    },
  ],
})

function write(device: Router, name: string, value: Value | undefined): void {
  const cell = device.globals.get(name)
  if (cell === undefined) return
  const old = cell.value
  cell.value = value
  device.journal.note({
    undo: () => {
      cell.value = old
    },
  })
}

function updateRows(rows: Rows, device: Router): void {
  for (const row of rows.items) if (device.globals.get(nameOf(row))?.value === undefined) rows.remove(row)
  const names = [...device.globals.values()].filter(({ value }) => value !== undefined).map(({ name }) => name)
  for (const name of names) if (rows.byName(name) === undefined) rows.add(new Map([['name', name]]))
}
