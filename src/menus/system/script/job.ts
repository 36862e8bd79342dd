// Owns /system/script/job: the running scripts.
import type { CommandCall } from '../../../device/call.ts'
import { get } from '../../../device/commands/get.ts'
import type { Router } from '../../../device/router.ts'
import { shown, text } from '../../../schema/property.ts'
import { notModelled } from '../../../schema/refusal.ts'
import type { Rows } from '../../../schema/menu.ts'
import { Id, nil, Time, type Value } from '../../../value/value.ts'
import { menu } from '../../declaration.ts'
import { moment } from '../../time-property.ts'

/**
 * `/system/script/job`. One script runs at a time: the listed ones wait for the last one, or were started by `:execute` and have not run
 * yet. So a script that counts itself (`where script=[:jobname]`) finds one row, and one that waits until a job is gone continues.
 */
export const job = menu({
  path: '/system/script/job',
  kind: 'fixed',
  unexported: true,
  about: 'scripts that are running',
  properties: {
    owner: { type: shown(), readOnly: true, default: 'admin' },
    script: { type: shown(), readOnly: true },
    type: { type: shown(), readOnly: true, default: 'command' },
    started: moment('started'),
    comment: { type: text() },
  },
  commands: { get: { about: 'a value of a job, or all values by name; nothing for a missing job', run: read } },
  columns: [{ property: 'owner' }, { property: 'script' }, { property: 'type' }, { property: 'started' }],
  refresh: follow,
  removing(row, { jobs }) {
    const job = [...jobs].find((one) => one === row.attachment)
    if (job === undefined) return
    if (jobs.cancel(job)) return
    throw notModelled('/system/script/job/remove', 'a script that runs, or waits for this one, cannot be ended')
  },
  examples: [
    {
      title: 'a script finds itself',
      transcript: `[admin@MikroTik] > /system/script/add name=one source=":put [:len [/system/script/job/find script=one]]"
[admin@MikroTik] > /system/script/run one
1
`,
    },
  ],
})

/**
 * Returns a property of a job; for a missing job nothing, unlike other menus, where that is a failure. *Inferred*: a published library of
 * 7.x (MTM) waits until the type of a job's `type` is nil.
 */
function read(call: CommandCall): Value {
  const asked = call.given.get('number')
  return asked instanceof Id && call.store.byId(asked.id) === undefined ? nil : get(call)
}

function follow(rows: Rows, { jobs }: Router): void {
  const running = new Set<unknown>(jobs)
  for (const row of rows.items) if (!running.delete(row.attachment)) rows.remove(row)
  for (const started of jobs) {
    if (!running.has(started)) continue
    const row = rows.add(new Map([['started', new Time(started.started)]]), { id: started.id })
    if (started.script !== '') rows.set(row, 'script', started.script)
    rows.attach(row, started)
  }
}
