// Owns an export as data.
import type { ExportLine, ExportSection } from '../../print/export.ts'
import { fromBytes, toBytes } from '../../text/bytes.ts'
import { visibleJson } from '../../text/visible.ts'

/**
 * `{"version": 1, "release", "model"?, "sections": [{"menu", "rows": [{"command", "row"?, "settings"}]}]}` (bytes). `row` is what follows
 * the command (`[ find default-name=ether1 ]`); each setting is a text, true for a flag, null for an unset property (`!name`).
 */
export function exportJson(sections: readonly ExportSection[], release: string, model: string | undefined): string {
  const data = {
    version: 1,
    release,
    ...(model === undefined ? {} : { model }),
    sections: sections.map(({ path, lines }) => ({ menu: path, rows: lines.map(rowOf) })),
  }
  return toBytes(visibleJson(`${JSON.stringify(data, undefined, 2)}\n`))
}

function rowOf({ verb, selector, values }: ExportLine): object {
  let group = ''
  const settings = values.map(([name, value]): [string, string | true | null] => {
    // `.width` repeats the prefix of the previous name.
    const whole = name.startsWith('.') ? group + name : name
    if (whole.includes('.') && value !== undefined) group = whole.slice(0, whole.lastIndexOf('.'))
    return [whole, value === undefined ? null : value === true ? true : fromBytes(value)]
  })
  return { command: verb, ...(selector === undefined ? {} : { row: fromBytes(selector) }), settings: Object.fromEntries(settings) }
}
