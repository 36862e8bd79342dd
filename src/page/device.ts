// Owns the page's device: runs scripts and console lines, and renders the device's views.
import type { Board } from '../device/plain/board.ts'
import { boardOfModel } from '../device/plain/board.ts'
import { createDeviceIn } from '../entry.ts'
import type { Device } from '../entry-options.ts'
import { certificateFigure } from '../drawn/tree.ts'
import { certificatesOf, undatedExport, shownMenusOf, nowOf, printedRowsOf } from '../drawn/device.ts'
import { html, type Html } from '../drawn/html.ts'
import { lineChanges } from '../drawn/changes.ts'
import { htmlTable } from '../drawn/table.ts'
import { pageWorld } from '../host/page/world.ts'
import { boardModel } from '../schema/boards.ts'
import type { Session } from '../session.ts'
import { fromBytes, toBytes } from '../text/bytes.ts'
import type { PageResponses, DeviceChoice, ShownPart, RunReply } from './messages.ts'

const mebi = 1 << 20

/** The limits of a script from a link: it ends within seconds, and the page stays responsive. */
const limits = {
  steps: 50_000_000,
  time: 20_000,
  memory: 256 * mebi,
  depth: 500,
  output: 2 * mebi,
  code: 4 * mebi,
  items: 20_000,
  files: 32 * mebi,
}

interface Running {
  readonly device: Device
  readonly console: Session
  /** Its export when it was new. */
  readonly first: string
}

let running: Running | undefined
let write: (text: string) => void = () => undefined

function boardNamed(model: string | undefined): Board | undefined {
  const found = model === undefined ? undefined : boardModel(model)
  return found === undefined ? undefined : boardOfModel(found.board)
}

/** Starts a new device; `restore` is the export of a stopped one, which is applied to it. */
export function boot({ release, packages, board: model }: DeviceChoice, restore?: string): PageResponses['boot'] {
  const board = boardNamed(model)
  const device = createDeviceIn(pageWorld, {
    limits,
    ...(release === undefined ? {} : { release }),
    ...(packages === undefined ? {} : { packages }),
    ...(board === undefined ? {} : { board }),
  })
  const first = undatedExport(device)
  if (restore !== undefined) device.run(restore)
  const console = device.session({ door: 'console', write: (bytes) => write(fromBytes(bytes)), hotThresholds: null })
  running = { device, console, first }
  return { release: device.router.release.text, prompt: fromBytes(console.prompt) }
}

function there(): Running {
  if (running === undefined) boot({})
  if (running === undefined) throw new Error('there is no device')
  return running
}

/** Runs a script like `/import`. */
export function run(text: string, print: (text: string) => void): RunReply {
  const { device } = there()
  const session = device.session({ door: 'script', write: (bytes) => print(fromBytes(bytes)), hotThresholds: null })
  return ran(session, text, print)
}

/** Runs a line of the console. */
export function feed(text: string, print: (text: string) => void): RunReply {
  return ran(there().console, text, print)
}

function ran(session: Session, text: string, print: (text: string) => void): RunReply {
  write = print
  const started = performance.now()
  const { failure } = session.feed(toBytes(text))
  const milliseconds = performance.now() - started
  const { device, console } = there()
  return {
    milliseconds,
    prompt: fromBytes(console.prompt),
    gaps: session.gaps.map(({ message }) => fromBytes(message)),
    script: undatedExport(device),
    ...(failure === undefined
      ? {}
      : {
          failure: {
            message: fromBytes(session.describe(failure)),
            ...(failure.line === undefined ? {} : { line: failure.line }),
          },
        }),
  }
}

/** A view of the device as HTML; `path`: the selected menu. */
export function viewOf(part: ShownPart, path?: string): PageResponses['view'] {
  const { device, first } = there()
  const script = undatedExport(device)
  switch (part) {
    case 'menus':
      return { html: menus(device, path).text, script }
    case 'certificates':
      return { html: certificateFigure({ certificates: certificatesOf(device), now: nowOf(device) }).text, script }
    case 'files':
      return { html: files(device).text, script }
    case 'log':
      return { html: log(device).text, script }
    case 'export':
      return { html: exported(first, script).text, script }
  }
}

function menus(device: Device, path: string | undefined): Html {
  const shown =
    path === undefined
      ? shownMenusOf(device).map((one) => ({ path: one, rows: printedRowsOf(device, one) }))
      : [{ path, rows: printedRowsOf(device, path) }]
  const filled = shown.filter(({ rows }) => rows.length > 0)
  if (filled.length === 0) return html`<p class="empty">Nothing there has rows.</p>`
  return html`${filled.map(({ path: one, rows }) => htmlTable(one, rows))}`
}

function files(device: Device): Html {
  const { files: kept } = device.router.host
  const rows = kept.list().filter(({ directory }) => !directory)
  if (rows.length === 0) return html`<p class="empty">There are no files.</p>`
  const lines = rows.map(
    ({ name, size }) =>
      html`<tr>
        <th scope="row">${name}</th>
        <td>${size}</td>
        <td><button type="button" data-file="${name}">download ${name}</button></td>
      </tr>`,
  )
  return html`<table>
    <caption>
      Files
    </caption>
    <thead>
      <tr>
        <th scope="col">name</th>
        <th scope="col">bytes</th>
        <th scope="col"><span class="unseen">download</span></th>
      </tr>
    </thead>
    <tbody>
      ${lines}
    </tbody>
  </table>`
}

function log(device: Device): Html {
  const rows = printedRowsOf(device, '/log')
  return rows.length === 0 ? html`<p class="empty">The log is empty.</p>` : htmlTable('Log', rows)
}

function exported(first: string, script: string): Html {
  const changes = lineChanges(first, script)
  const parts = changes.map(({ kind, text }) => {
    const sign = kind === 'added' ? '+' : kind === 'removed' ? '-' : ' '
    const line = `${sign} ${text}\n`
    return html`<span class="${kind}">${line}</span>`
  })
  const count = changes.filter(({ kind }) => kind !== 'same').length
  return html`<h3>Changes since the start: ${count} ${count === 1 ? 'line' : 'lines'}</h3>
    <pre tabindex="0" class="changes" role="group" aria-label="Export, with what changed since the start">${parts}</pre>`
}

/** The contents of a file. */
export function fileContents(name: string): PageResponses['file'] {
  const bytes = there().device.router.host.files.read(name)
  return bytes === undefined ? undefined : { bytes: new Uint8Array(bytes) }
}
