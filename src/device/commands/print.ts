// Owns `print`: selects rows and a format, and prints to the terminal or into a file.
import { printDetail } from '../../print/detail.ts'
import { printSettings, printValueList } from '../../print/settings.ts'
import { printStyle } from '../../print/style.ts'
import { printRowLines } from '../../print/row-lines.ts'
import { printTable } from '../../print/table.ts'
import { printTerse } from '../../print/terse.ts'
import type { PrintedItem, PrintedValue } from '../../print/rows.ts'
import { noted } from '../../schema/noted.ts'
import type { ByName, PrintedForm } from '../../schema/notes/note-types.ts'
import { elements, pick } from '../../schema/property.ts'
import { notModelled } from '../../schema/refusal.ts'
import { ArrayValue, nil, type Value } from '../../value/value.ts'
import { show } from '../../value/show.ts'
import { isOn, givenText, type CommandCall } from '../call.ts'
import { listingColumnsOf, countedRows, orderedNames } from '../rows/listing.ts'
import { flagColumns, printedItem, tableColumns } from '../rows/render.ts'
import { hidesSecrets } from '../policy/secret.ts'
import type { StoredRow } from '../rows/store.ts'
import { wireRows } from '../wire/row.ts'
import { rowValue } from './get.ts'
import { selected } from './selection.ts'
import { watched } from './watch.ts'

/**
 * The arguments of `print` that are modelled. The output of the others is not known (`group-by`, `timestamp`, `comments`, `follow-strict`).
 */
const modelled: ReadonlySet<string> = new Set([
  'all',
  'append',
  'as-value',
  'brief',
  'chain',
  'count-only',
  'detail',
  'dynamic',
  'file',
  'follow',
  'follow-only',
  'from',
  'interval',
  'order-by',
  'proplist',
  'show-ids',
  'show-sensitive',
  'static',
  'terse',
  'value-list',
  'where',
  'without-paging',
])

/**
 * Prints the matching rows, or returns them: with `as-value` an array of arrays (one array for a settings menu), which is not printed; with
 * `count-only` their number, printed where its value is not used (C-13).
 */
export function print(call: CommandCall): Value {
  const forms = noted(call.menu.path, ({ prints }) => prints) ?? {}
  const isKnown = (name: string): boolean => modelled.has(name) || Object.hasOwn(forms, name)
  const unknown = [...call.given.keys()].find((name) => !isKnown(name))
  if (unknown !== undefined) throw notModelled(`${call.command.path} ${unknown}`)
  const { wire } = call
  if (wire !== undefined && !isOn(call, 'count-only')) {
    wire.take(wireRows(call, selected(call), wire.only))
    return nil
  }
  const form = Object.entries(forms).find(([name]) => isOn(call, name))?.[1]
  const names = propertyList(call) ?? (form && namesIn(call, form))
  if (call.menu.kind === 'settings') return watched(call, () => printOne(call, names))
  if (isOn(call, 'count-only')) {
    const { length } = selected(call)
    if (!call.yields) output(call, `${length}\n`)
    return length
  }
  if (isOn(call, 'as-value')) return new ArrayValue(selected(call).map((row) => rowValue(call, row, hidesSecretsIn(call), { only: names })))
  return watched(call, (rows = selected(call)) => {
    output(call, listing(call, rows, names, form))
    return nil
  })
}

/** The names that a form of print (`stats`) shows: those that it lists, or the name and the counters. */
function namesIn({ device, menu }: CommandCall, { as, names }: PrintedForm): readonly string[] {
  const has = (name: string): boolean => device.property(menu, name) !== undefined
  if (names !== undefined) return names.split(' ').filter(has)
  const all = orderedNames(device, menu)
  if (as === 'detail') return all
  const counters = noted(menu.path, ({ counters }) => counters)
  return all.filter((name) => name === 'name' || (counters?.test(name) === true && device.property(menu, name)?.readOnly === true))
}

function printOne(call: CommandCall, names: readonly string[] | undefined): Value {
  const { device, menu, store } = call
  const [row] = store.items
  if (row === undefined) return nil
  if (isOn(call, 'as-value')) return rowValue(call, row, hidesSecretsIn(call), { only: names })
  const item = printedItem(device, menu, row, 0, names ?? orderedNames(device, menu), hidesSecretsIn(call))
  output(call, printSettings(item.values, printStyle(device.release.text), item.comments))
  return nil
}

/** Since 7.21 print hides secrets unless `show-sensitive` is given (changelog); without the policy they are always hidden. */
const hidesSecretsIn = (call: CommandCall): boolean =>
  hidesSecrets(call.actor) || (call.device.isRelease('7.21..') && !isOn(call, 'show-sensitive'))

function propertyList(call: CommandCall): readonly string[] | undefined {
  const given = call.given.get('proplist')
  if (given === undefined) return undefined
  const { device, menu, store } = call
  const known = ['.id', ...Object.keys(menu.properties)]
  const names = elements(given).map((one) => {
    const name = show(one)
    return device.property(menu, name) === undefined ? pick(known, name, 'proplist') : name
  })
  // A property that is requested by name and not modelled fails.
  const unknown = [...new Set(names)].find((name) => store.items.some((row) => device.isUnmodelled(menu, row, name)))
  if (unknown !== undefined) throw notModelled(`${menu.path} ${unknown}`)
  return names
}

/** Formats rows; `form` is the requested form of print, if any. */
function listing(call: CommandCall, rows: readonly StoredRow[], names: readonly string[] | undefined, form?: PrintedForm): string {
  const { device, menu, actor } = call
  const numbers = numbersOf(call, rows)
  actor.listings.set(
    menu.path,
    [...numbers.keys()].map(({ id }) => id),
  )
  const style = printStyle(device.release.text)
  const flags = flagColumns(device, menu)
  const isText = menu.listing === 'lines'
  const options = { style, flags, width: actor.width, showIds: isOn(call, 'show-ids'), isText }
  const items = (wanted: readonly string[]): PrintedItem[] =>
    rows.map((row) => {
      const item = printedItem(
        device,
        menu,
        row,
        menu.numberless === true ? undefined : numbers.get(row),
        wanted,
        hidesSecretsIn(call),
        names !== undefined,
      )
      if (form?.oids !== undefined) return { ...item, comments: [], values: oidsOf(form.oids, row) }
      return form?.grouped === true ? { ...item, values: item.values.map(inGroups) } : item
    })
  const detailed = names ?? orderedNames(device, menu)
  if (isOn(call, 'terse') && !isText) return printTerse(items(detailed), options)
  if (isOn(call, 'value-list') || form?.as === 'values') return printValueList(items(detailed), actor.width)
  // Requested names are printed as columns in menus that list in detail, too (the manual's containers page, 7.2x).
  const isDetail = menu.listing === 'detail' && !isOn(call, 'brief') && (names === undefined || !device.isRelease('7.2..'))
  if (isOn(call, 'detail') || form?.as === 'detail' || isDetail) return printDetail(items(detailed), options)
  if (isText) return printRowLines(items(detailed), { ...options, follows: isOn(call, 'follow-only') })
  const columns = tableColumns(device, menu, names)
  return printTable(items(names ?? listingColumnsOf(device, menu).map(({ property }) => property)), columns, options)
}

/** The object identifiers of one row: each property's identifier with the row's number appended. */
const oidsOf = (oids: ByName<string>, { id }: StoredRow): PrintedValue[] =>
  Object.entries(oids).map(([name, oid]) => ({ name, texts: [`.${oid}.${id}`] }))

/** Formats `12345` as `12 345`, as counters of interfaces are printed. */
const inGroups = (value: PrintedValue): PrintedValue => ({
  ...value,
  texts: value.texts.map((text) => (/^\d{4,}$/.test(text) ? text.replace(/\B(?=(\d{3})+$)/g, ' ') : text)),
})

/**
 * Returns the number of each row in a listing, counted from 0. In 7.x a row keeps its number within the whole list, so listings of selected
 * rows have gaps (C-55, C-68); 6.x numbers the printed rows.
 */
function numbersOf({ device, menu, store, given }: CommandCall, rows: readonly StoredRow[]): ReadonlyMap<StoredRow, number> {
  const isWhole = rows.length === store.size && !given.has('order-by')
  return new Map(countedRows(menu, isWhole || !device.isRelease('7.0..') ? rows : store.items).map((row, at) => [row, at]))
}

/** Writes to the terminal, or with `file=NAME` into NAME.txt (at its end with `append`). */
function output(call: CommandCall, text: string): void {
  const file = givenText(call, 'file')
  if (file === undefined) {
    call.actor.show(text)
    return
  }
  const name = file.endsWith('.txt') ? file : `${file}.txt`
  const old = isOn(call, 'append') ? call.device.files.read(name) : undefined
  call.device.files.write(name, Buffer.concat([old ?? new Uint8Array(), Buffer.from(text, 'latin1')]))
}
