// Owns /log: the lines in memory, and commands that write one.
import type { CommandCall } from '../device/call.ts'
import { required } from '../device/call.ts'
import type { Router } from '../device/router.ts'
import { shown, text } from '../schema/property.ts'
import type { MenuCommand, Rows } from '../schema/menu.ts'
import { formatDate, formatDateTime, type DateStyle } from '../value/date.ts'
import { show } from '../value/show.ts'
import { nil, Time, type Value } from '../value/value.ts'
import { menu } from './declaration.ts'

/** `/log info message=...`: writes a line with the topics `script` and its own. */
const write = (topic: string): MenuCommand<CommandCall> => ({
  about: `writes a line with the topics script,${topic}`,
  run(call) {
    call.device.log(`script,${topic}`, show(required(call, 'message')))
    return nil
  },
})

/** `/log`: one row for each line in memory, at most 1000. Its commands `info`, `warning`, `error` and `debug` write a line. */
export const log = menu({
  path: '/log',
  kind: 'fixed',
  unexported: true,
  numberless: true,
  listing: 'lines',
  about: 'the last thousand lines of the log',
  properties: {
    time: { type: shown(), readOnly: true, value: (row, device) => stamp(device, row.values.get('at')) },
    topics: { type: text({ quoted: false }), readOnly: true },
    message: { type: text({ quoted: true }), readOnly: true },
    buffer: { type: shown(), readOnly: true, value: () => 'memory' },
  },
  hidden: ['buffer'],
  refresh: updateRows,
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
function updateRows(rows: Rows, device: Router): void {
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
 * Formats a line's time as devices do (fixtures/evidence.md): since 7.19 with the whole date, before that without the year for lines of
 * this year, and without the date for lines of today. That `get` returns what `print` shows is inferred.
 */
function stamp(device: Router, at: Value | undefined): string {
  const time = at instanceof Time ? at.ns : 0n
  const whole = formatDateTime(device.local(time), device.dates)
  if (device.isRelease('7.19..')) return whole
  const today = formatDate(device.local(device.host.clock.now()), device.dates)
  if (whole.startsWith(today)) return whole.slice(-8)
  return withoutYear(whole, today, device.dates) ?? whole
}

/** `09-15 09:54:33`, `sep/15 09:54:33`; undefined for another year than that of `today`. */
function withoutYear(whole: string, today: string, style: DateStyle): string | undefined {
  const [start, end] = style === 'iso' ? [0, 5] : [6, 11]
  return whole.slice(start, end) === today.slice(start, end) ? `${whole.slice(0, start)}${whole.slice(end)}` : undefined
}
