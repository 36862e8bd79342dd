// Owns /system/history: the finished commands that can be undone or redone.
import type { Router } from '../../device/router.ts'
import { shown, text, yesNo } from '../../schema/property.ts'
import type { Rows } from '../../schema/menu.ts'
import { Time } from '../../value/value.ts'
import { menu } from '../declaration.ts'
import { moment } from '../time-property.ts'

/** `/system/history`: one row for each finished command that can be undone or redone, newest first; a row's id is that of its command. */
export const history = menu({
  path: '/system/history',
  kind: 'fixed',
  unexported: true,
  numberless: true,
  about: 'the last hundred commands that changed something; /undo undoes the last one, /redo repeats it',
  properties: {
    undoable: { type: yesNo, readOnly: true },
    redoable: { type: yesNo, readOnly: true },
    'floating-undo': { type: yesNo, readOnly: true },
    redo: { type: shown(), readOnly: true, value: (row, device) => device.history.byId(row.id)?.redo() },
    undo: { type: shown(), readOnly: true, value: (row, device) => device.history.byId(row.id)?.undo() },
    action: { type: text(), readOnly: true },
    by: { type: text(), readOnly: true },
    policy: { type: shown(), readOnly: true, default: 'write' },
    time: moment('time'),
  },
  flags: [
    { letter: 'U', property: 'undoable' },
    { letter: 'R', property: 'redoable', shares: true },
    { letter: 'F', property: 'floating-undo', shares: true },
  ],
  columns: [{ property: 'action' }, { property: 'by' }, { property: 'policy' }],
  refresh: updateRows,
  examples: [
    {
      title: 'a command, and the one that undoes it',
      transcript: `[admin@MikroTik] > /ip/pool/add name=a ranges=10.0.0.2-10.0.0.9
[admin@MikroTik] > /ip/pool/set a ranges=10.0.0.5
[admin@MikroTik] > :put [/system/history/get 1 undo]
/ip pool remove *1
[admin@MikroTik] > :put [/system/history/get 0 redo]
/ip pool set a ranges=10.0.0.5
[admin@MikroTik] > :put [/system/history/get 0 undo]
/ip pool set *1 ranges=10.0.0.2-10.0.0.9
`,
    },
    {
      title: 'undone and done again',
      transcript: `[admin@MikroTik] > /ip/pool/add name=a ranges=10.0.0.2-10.0.0.9
[admin@MikroTik] > /system/history/print
Flags: U - UNDOABLE
Columns: ACTION, BY, POLICY
  ACTION      BY     POLICY
U pool added  admin  write 
[admin@MikroTik] > /undo
[admin@MikroTik] > :put [:len [/ip/pool/find]]
0
[admin@MikroTik] > /redo
[admin@MikroTik] > :put [/ip/pool/get a ranges]
10.0.0.2-10.0.0.9
`,
    },
  ],
})

/** Updates the rows, newest first. All rows are replaced, since they have to be in that order; each has the id of its command. */
function updateRows(rows: Rows, { history: { entries } }: Router): void {
  const { items } = rows
  const same = items.length === entries.length && items.every(({ id }, at) => id === entries[at]?.id)
  if (!same) for (const row of items) rows.remove(row)
  for (const [at, { id, action, by, time, state }] of entries.entries()) {
    const row = (same ? items[at] : undefined) ?? rows.add(new Map([['time', new Time(time)]]), { id })
    const values = { action, by, undoable: state === 'undoable', redoable: state === 'redoable', 'floating-undo': state === 'floating' }
    for (const [name, value] of Object.entries(values)) if (row.values.get(name) !== value) rows.set(row, name, value)
  }
}
