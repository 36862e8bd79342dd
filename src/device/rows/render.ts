// Owns converting rows to the input of the printers.
import type { TableColumn } from '../../print/grid.ts'
import type { FlagColumn, PrintedItem, PrintedValue } from '../../print/rows.ts'
import type { Column } from '../../schema/menu.ts'
import { show } from '../../value/show.ts'
import { Id } from '../../value/value.ts'
import type { Router, DeviceMenu } from '../router.ts'
import { listingColumnsOf, flagsOf, hasValue, shows } from './listing.ts'
import { secretMask } from '../policy/secret.ts'
import type { StoredRow } from './store.ts'

/** Returns the columns of flags: one for each flag that does not share the column of the flag before it. */
export function flagColumns(device: Router, menu: DeviceMenu): readonly FlagColumn[] {
  const columns: { letter: string; name: string }[][] = []
  for (const { letter, property, name = property, shares } of flagsOf(device, menu)) {
    const last = columns.at(-1)
    if (shares === true && last !== undefined) last.push({ letter, name })
    else columns.push([{ letter, name }])
  }
  return columns
}

/** Returns the columns of the table, or those that `proplist` names. */
export function tableColumns(device: Router, menu: DeviceMenu, names: readonly string[] | undefined): readonly TableColumn[] {
  const columns = names === undefined ? listingColumnsOf(device, menu) : names.map((property): Column<string> => ({ property }))
  return columns.map(({ property, always, stretch, share, mixed }) => ({
    name: property,
    right: device.property(menu, property)?.type.right === true,
    ...(mixed !== undefined && device.isRelease(mixed) ? { mixed: true } : {}),
    ...(always === true ? { always } : {}),
    ...(stretch === true ? { stretch } : {}),
    ...(share === undefined ? {} : { share }),
  }))
}

/**
 * Returns one row with the values of the given names, in their order; `hides` masks its secrets. `asked`: every property that has a value
 * is shown.
 */
export function printedItem(
  device: Router,
  menu: DeviceMenu,
  row: StoredRow,
  number: number | undefined,
  names: readonly string[],
  hides: boolean,
  asked = false,
): PrintedItem {
  const letters = flagsOf(device, menu).filter(
    ({ letter, property, when }) => letter !== '' && device.kept(menu, row, property) === true && when?.(row) !== false,
  )
  const comment = row.values.get('comment')
  return {
    ...(number === undefined ? {} : { number }),
    id: show(new Id(row.id)),
    flags: new Set(letters.map(({ letter }) => letter)),
    comments: comment === undefined || comment === '' ? [] : show(comment).split('\n'),
    values: names.flatMap((name) =>
      (asked ? hasValue : shows)(device, menu, row, name) ? printedValue(device, menu, row, name, hides) : [],
    ),
  }
}

function printedValue(device: Router, menu: DeviceMenu, row: StoredRow, name: string, hides: boolean): PrintedValue[] {
  const texts = device.shown(menu, row, name)
  if (texts === undefined) return []
  const property = device.property(menu, name)
  const type = property?.type
  // Details show an empty list or text as `""` (`subject-alt-name=""`, `akid=""`).
  const empty = texts.join('') === ''
  const secret = hides && property?.sensitive === true && !empty
  return [
    {
      name,
      texts: secret ? [secretMask] : empty ? [] : texts,
      quoted: type?.quoted === true || empty,
      ...(property?.verbatim === true ? { verbatim: true } : {}),
    },
  ]
}
