// Owns /file: the device's files as rows.
import { Failure } from '../diagnostic/failure.ts'
import type { Router } from '../device/router.ts'
import { choice, shown, text, type Kind } from '../schema/property.ts'
import type { Row, Rows } from '../schema/menu.ts'
import { formatDateTime } from '../value/date.ts'
import { show } from '../value/show.ts'
import { ArrayValue, nil, type Value } from '../value/value.ts'
import { isOn, required, type CommandCall } from '../device/call.ts'
import { noSuchItem, outOfRange } from '../schema/refusal.ts'
import { menu } from './declaration.ts'
import { lastSegment } from '../text/words.ts'

/** `file set contents=` accepts up to 60 KiB (probes of 7.24.4: 60416 bytes are accepted, 61440 are not). */
const maxContentsBytes = 60 * 1024 - 1

const nameOf = (row: Row): string => show(row.values.get('name') ?? '')

const bytes = (contents: string): Uint8Array => Buffer.from(contents, 'latin1')

/** `/file`: one row for each file and folder that the host has; `refresh` updates the rows at each read. */
export const file = menu({
  path: '/file',
  kind: 'list',
  unexported: true,
  about: 'files and folders of the device',
  name: 'name',
  properties: {
    name: { type: text(), required: true },
    type: { type: typed(), value: (row, device) => typeOf(nameOf(row), device.files.find(nameOf(row))?.directory === true) },
    size: {
      type: shown({ right: true }),
      readOnly: true,
      value: (row, device) => {
        const found = device.files.find(nameOf(row))
        return found === undefined || found.directory ? undefined : found.size
      },
      print: (row, device) => {
        const found = device.files.find(nameOf(row))
        return found === undefined || found.directory ? undefined : [device.isRelease('6.0..') ? sized(found.size) : String(found.size)]
      },
    },
    'creation-time': { type: shown(), readOnly: true, releases: '..7.17', value: modified },
    'last-modified': { type: shown(), readOnly: true, releases: '7.18..', value: modified },
    contents: {
      type: text(),
      value: (row, device) => {
        const contents = device.files.read(nameOf(row))
        return contents === undefined ? undefined : Buffer.from(contents).toString('latin1')
      },
    },
  },
  hidden: ['contents'],
  columns: [
    { property: 'name' },
    { property: 'type' },
    // Listings of 7.x: `0` is aligned to the end of SIZE, `716` to larger files, and `13.0MiB` to its beginning.
    { property: 'size', mixed: '7.0..' },
    { property: 'creation-time' },
    { property: 'last-modified' },
  ],
  refresh: updateRows,
  adding(change, device) {
    const name = show(change.values.get('name') ?? '').replace(/^\/+/, '')
    change.values.set('name', name)
    if (device.files.find(name) !== undefined) throw new Failure('failure: file already exists')
    if (change.values.get('type') === 'directory') device.files.makeDirectory(name)
    else write(device, name, change.values)
    change.values.delete('contents')
    change.values.delete('type')
  },
  setting(row, change, device) {
    if (change.values.has('contents')) write(device, nameOf(row), change.values)
    const name = change.values.get('name')
    if (name !== undefined && name !== nameOf(row)) rename(device, nameOf(row), show(name).replace(/^\/+/, ''))
    change.values.delete('contents')
    change.values.delete('type')
  },
  removing: (row, device) => device.files.remove(nameOf(row)),
  commands: { read: { about: 'returns a part of a file', run: readPart } },
  examples: [
    {
      title: 'a file of text',
      transcript: `[admin@MikroTik] > /file/add name=notes.txt contents=hello
[admin@MikroTik] > /file/print
Columns: NAME, TYPE, SIZE, LAST-MODIFIED
# NAME       TYPE       SIZE  LAST-MODIFIED      
0 notes.txt  .txt file     5  2024-11-20 12:00:00
[admin@MikroTik] > :put [/file/get notes.txt contents]
hello
[admin@MikroTik] > /file/remove notes.txt
`,
    },
  ],
})

/** Returns the kind of `type`: one of two words where it is given, any text where it is shown (`.txt file`). */
function typed(): Kind {
  return { ...choice(['directory', 'file']), show: shown().show }
}

function write(device: Router, name: string, values: ReadonlyMap<string, unknown>): void {
  const contents = values.get('contents')
  if (typeof contents === 'string' && contents.length > maxContentsBytes) throw new Failure('failure: contents too long')
  device.files.write(name, bytes(typeof contents === 'string' ? contents : ''))
}

function rename(device: Router, from: string, to: string): void {
  if (device.files.find(to) !== undefined) throw new Failure('failure: file already exists')
  const contents = device.files.read(from)
  if (contents === undefined) throw new Failure('failure: a folder cannot be renamed')
  device.files.remove(from)
  device.files.write(to, contents)
}

function modified(row: Row, device: Router): string | undefined {
  const found = device.files.find(nameOf(row))
  return found === undefined ? undefined : formatDateTime(device.local(found.modified), device.dates)
}

/**
 * Returns the text of the TYPE column: special words for RouterOS' own types, else the extension (transcripts C-68 and of the documents).
 */
function typeOf(name: string, directory: boolean): string {
  if (directory) return 'directory'
  const last = lastSegment(name)
  const extension = last.includes('.') ? last.slice(last.lastIndexOf('.') + 1) : ''
  return ownKinds.get(extension) ?? (extension === '' ? 'file' : `.${extension} file`)
}

const ownKinds: ReadonlyMap<string, string> = new Map([
  ['npk', 'package'],
  ['backup', 'backup'],
  ['rsc', 'script'],
])

/** Formats a size as published listings do: bytes below 4 KiB (`3696`), then KiB (`15.6KiB`, `2240.5KiB`), MiB from 4 MiB on (`5.1MiB`). */
function sized(size: number): string {
  const KiB = 1024
  if (size < 4 * KiB) return String(size)
  return size < 4 * KiB * KiB ? `${(size / KiB).toFixed(1)}KiB` : `${(size / KiB / KiB).toFixed(1)}MiB`
}

/** Updates the rows to the host's files; a row keeps its id as long as its file exists. */
function updateRows(rows: Rows, device: Router): void {
  const names = device.files.list().map(({ name }) => name)
  const there = new Set(names)
  for (const row of rows.items) if (!there.has(nameOf(row))) rows.remove(row)
  for (const name of names) if (rows.byName(name) === undefined) rows.add(new Map([['name', name]]))
}

/** The maximum number of bytes of one `read` (measured on 7.23.1). */
const maxPartBytes = 32_768

/** Reads `chunk-size` bytes from `offset` on: returns an array with `data`, or prints it. */
function readPart(call: CommandCall): Value {
  const { device, given, actor } = call
  const name = show(required(call, 'file'))
  const store = device.storeAt('/file')
  const item = store.byName(name)
  const contents = item === undefined ? undefined : device.files.read(nameOf(item))
  if (contents === undefined)
    throw noSuchItem({ menu: '/file', wanted: name, isEmpty: store.items.length === 0, names: () => store.names() })
  const from = Number(show(given.get('offset') ?? 0))
  const size = Number(show(given.get('chunk-size') ?? maxPartBytes))
  if (!(size >= 1 && size <= maxPartBytes)) throw outOfRange('chunk-size', `1..${maxPartBytes}`)
  const data = Buffer.from(contents.subarray(from, from + size)).toString('latin1')
  if (isOn(call, 'as-value')) return new ArrayValue([], new Map([['data', data]]))
  actor.write(`  data: ${data}\n`)
  return nil
}
