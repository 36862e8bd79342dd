// Owns the page's main program: connects its buttons and choices.
import type { PageFinding, DeviceChoice } from '../messages.ts'
import { WorkerClient } from './worker-client.ts'
import { PageEditor } from './editor.ts'
import { elementById, option } from './elements.ts'
import { Panels } from './panels.ts'
import { fragmentOf, sharedIn } from './share.ts'

declare const OFFBOX_RELEASES: readonly string[]
declare const OFFBOX_BOARDS: readonly string[]

const select = (id: string): HTMLSelectElement => elementById(id, HTMLSelectElement)
const button = (id: string): HTMLButtonElement => elementById(id, HTMLButtonElement)
const [release, packages, board, examples] = [select('release'), select('packages'), select('board'), select('examples')]
const status = elementById('status', HTMLElement)
const list = elementById('findings', HTMLOListElement)

/** Started by early.js. */
declare const early: Worker
const language = new WorkerClient('language.js', typeof early === 'undefined' ? undefined : early)
const device = new WorkerClient('device.js')

const names = (): DeviceChoice => ({
  release: release.value,
  ...(packages.value === 'none' ? { packages: [] } : {}),
  ...(board.value === '' ? {} : { board: board.value }),
})

for (const one of OFFBOX_RELEASES) release.append(option(one))
for (const one of OFFBOX_BOARDS) board.append(option(one))

const welcome = `# Type a script; Ctrl-Enter runs it on a device in this page.
:local greeting "hello"
:put ($greeting . " from " . [/system/identity/get name])
/ip/address/add address=192.168.88.1/24 interface=ether1
/ip/address/print
`

const panels = new Panels(device, names)

/** The maximum number of listed findings. */
const maxListedFindings = 200

function listed(findings: readonly PageFinding[]): void {
  const items = findings.slice(0, maxListedFindings).map(({ from, line, column, severity, code, message, help }) => {
    const item = document.createElement('li')
    const go = document.createElement('button')
    go.type = 'button'
    go.className = `finding ${severity}`
    go.textContent = `${line}:${column} ${severity} ${code}: ${message}${help === undefined ? '' : ` (${help})`}`
    go.addEventListener('click', () => editor.goTo(from))
    item.append(go)
    return item
  })
  if (items.length === 0) {
    const item = document.createElement('li')
    item.className = 'empty'
    item.textContent = 'nothing found'
    items.push(item)
  }
  list.replaceChildren(...items)
  if (!performance.getEntriesByName('first-finding').length) performance.mark('first-finding')
}

const shared = location.hash === '' ? undefined : sharedIn(location.hash)

const editor = new PageEditor(
  elementById('editor', HTMLElement),
  { language, names, found: listed, changed: () => (status.textContent = ''), run: () => void run() },
  shared === undefined ? welcome : '',
)

function opened(given: Awaited<typeof shared>): void {
  if (given === undefined) return
  choose(release, given.release)
  choose(board, given.board ?? '')
  packages.value = given.packages?.length === 0 ? 'none' : 'all'
  editor.replace(given.text)
}

function choose(choice: HTMLSelectElement, value: string | undefined): void {
  if (value !== undefined && [...choice.options].some((one) => one.value === value)) choice.value = value
}

void shared?.then(opened)
window.addEventListener('hashchange', () => void sharedIn(location.hash).then(opened))

async function run(): Promise<void> {
  button('run').disabled = true
  button('stop').disabled = false
  status.textContent = 'running'
  const ran = await panels.run(editor.text)
  status.textContent = ran === undefined ? 'stopped' : ran.failure === undefined ? 'ended' : `failed: ${ran.failure.message}`
  button('run').disabled = false
  button('stop').disabled = true
}

button('run').addEventListener('click', () => void run())
button('stop').addEventListener('click', () => panels.stop())
button('new').addEventListener('click', () => void panels.renew())

button('format').addEventListener('click', () => {
  void language.ask<'format'>({ what: 'format', text: editor.text, names: names() }).then((answer) => {
    if ('text' in answer) editor.replace(answer.text)
    else status.textContent = `not formatted: ${answer.why}`
  })
})

button('releases').addEventListener('click', () => {
  status.textContent = 'looking at the releases'
  void language.ask<'releases'>({ what: 'releases', text: editor.text, names: names() }).then((releases) => {
    status.textContent = `works on ${releases}`
  })
})

button('share').addEventListener('click', () => {
  void fragmentOf({ text: editor.text, ...names() }).then(async (fragment) => {
    history.replaceState(null, '', fragment)
    const copied = await navigator.clipboard.writeText(location.href).then(
      () => true,
      () => false,
    )
    status.textContent = `${copied ? 'the link was copied' : 'the link is in the address bar'}: ${location.href.length} characters`
  })
})

for (const one of [release, packages, board])
  one.addEventListener('change', () => {
    editor.again()
    void panels.renew()
  })

interface Example {
  readonly title: string
  readonly text: string
}

const isExample = (value: unknown): value is Example =>
  typeof value === 'object' &&
  value !== null &&
  'title' in value &&
  typeof value.title === 'string' &&
  'text' in value &&
  typeof value.text === 'string'

examples.append(option('choose ...', ''))
void fetch('examples.json')
  .then((answer): Promise<unknown> => answer.json())
  .then((read) => {
    const found = Array.isArray(read) ? read.filter(isExample) : []
    for (const { title } of found) examples.append(option(title))
    examples.addEventListener('change', () => {
      const chosen = found.find(({ title }) => title === examples.value)
      if (chosen !== undefined) editor.replace(chosen.text)
    })
  })

// Registers offline use; a file opened from disk has no service workers.
if ('serviceWorker' in navigator && location.protocol.startsWith('http'))
  window.addEventListener('load', () => setTimeout(() => void navigator.serviceWorker.register('keep.js').catch(() => undefined), 1000))
