// Owns /log: the lines in memory, and commands that write one.
import type { CommandCall } from '../device/call.ts'
import { required } from '../device/call.ts'
import type { Router } from '../device/router.ts'
import { shown, text } from '../schema/property.ts'
import type { Command, Row, Rows } from '../schema/menu.ts'
import { formatDate, formatDateTime } from '../value/date.ts'
import { show } from '../value/show.ts'
import { nil, Time, type Value } from '../value/value.ts'
import { menu } from './declaration.ts'

/** `/log info message=...`: writes a line with the topics `script` and its own. */
const write = (topic: string): Command<CommandCall> => ({
  about: `writes a line with the topics script,${topic}`,
  run(call) {
    call.device.log(`script,${topic}`, show(required(call, 'message')))
    return nil
  },
})

export const log = menu({
  path: '/log',
  kind: 'fixed',
  unexported: true,
  numberless: true,
  listing: 'lines',
  about: 'the last thousand lines of the log',
  properties: {
    time: { type: shown(), readOnly: true, value: (row, device) => stamp(device, row.values.get('at')), print: printedTime },
    topics: { type: text({ quoted: false }), readOnly: true },
    message: { type: text({ quoted: true }), readOnly: true },
    buffer: { type: shown(), readOnly: true, value: () => 'memory' },
  },
  hidden: ['buffer'],
  refresh: follow,
  commands: { debug: write('debug'), info: write('info'), warning: write('warning'), error: write('error') },
  examples: [
    {
      title: 'a line',
      transcript: `[admin@MikroTik] > /log/info "all is well"
[admin@MikroTik] > /log/print
 2024-11-20 12:00:00 script,info all is well
`,
    },
  ],
})

/** Updates the rows. Lines are only added at the end and removed at the start, so those in between are skipped. */
function follow(rows: Rows, device: Router): void {
  const lines = device.logged.inMemory
  const first = lines[0]?.id ?? Infinity
  for (const row of rows.items) {
    if (row.id >= first) break
    rows.remove(row)
  }
  for (const line of lines.slice(lines.length - Math.max(0, (lines.at(-1)?.id ?? 0) - (rows.items.at(-1)?.id ?? 0))))
    rows.add(
      new Map<string, Value>([
        ['at', new Time(line.time)],
        ['topics', line.topics],
        ['message', line.message],
      ]),
    )
}

/**
 * Returns what `print` shows: since 7.19 (*inferred*, fixtures/evidence.md) the date also for lines of today, before that what `get`
 * returns.
 */
function printedTime(row: Row, device: Router): readonly string[] {
  const at = row.values.get('at')
  if (at instanceof Time && device.isRelease('7.19..')) return [formatDateTime(device.local(at.ns), device.dates)]
  return [stamp(device, at)]
}

/** Formats a line's time: for lines of today without the date, as devices do. */
function stamp(device: Router, at: Value | undefined): string {
  const time = at instanceof Time ? at.ns : 0n
  const whole = formatDateTime(device.local(time), device.dates)
  const today = formatDate(device.local(device.host.clock.now()), device.dates)
  return whole.startsWith(today) ? whole.slice(-8) : whole
}
