// Owns the tabs of the device: output, views, files, console.
import type { DeviceChoice, ShownPart, RunReply } from '../messages.ts'
import { WorkerEnded, type WorkerClient } from './worker-client.ts'
import { elementById } from './elements.ts'

const tabs = ['output', 'menus', 'certificates', 'files', 'log', 'export', 'console'] as const
type Tab = (typeof tabs)[number]

/** The maximum number of output characters shown. */
const maxShownChars = 400_000

/** The maximum duration of a run with the start of its device, in milliseconds; the script's own limit is 20 s (`page/device.ts`). */
const maxRunMs = 30_000

/** The tabs of the device. */
export class Panels {
  readonly #device: WorkerClient
  readonly #names: () => DeviceChoice
  readonly #panel = elementById('panel', HTMLElement)
  readonly #output = document.createElement('pre')
  readonly #console = document.createElement('div')
  readonly #screen = document.createElement('pre')
  readonly #line = document.createElement('input')
  readonly #prompt = document.createElement('label')
  readonly #entries: string[] = []
  #entry = 0
  #tab: Tab = 'output'
  #booted: Promise<unknown> | undefined
  /** The commands that restore the device's state as of its last answer. */
  #script: string | undefined
  #length = 0

  constructor(device: WorkerClient, names: () => DeviceChoice) {
    this.#device = device
    this.#names = names
    this.#output.className = 'output'
    this.#output.tabIndex = 0
    this.#output.setAttribute('role', 'log')
    this.#output.setAttribute('aria-label', 'Output')
    this.#makeConsole()
    for (const tab of tabs) this.#button(tab).addEventListener('click', () => void this.show(tab))
    elementById('tabs', HTMLElement).addEventListener('keydown', (event) => this.#turn(event))
    this.#panel.addEventListener('click', (event) => void this.#download(event))
    this.#panel.replaceChildren(this.#output)
  }

  #button(tab: Tab): HTMLButtonElement {
    return elementById(`tab-${tab}`, HTMLButtonElement)
  }

  /** Arrow keys move between tabs, as usual in tab lists. */
  #turn(event: KeyboardEvent): void {
    const steps: Readonly<Record<string, number>> = {
      ArrowRight: 1,
      ArrowLeft: -1,
      Home: -tabs.indexOf(this.#tab),
      End: tabs.length - 1 - tabs.indexOf(this.#tab),
    }
    const step = steps[event.key]
    if (step === undefined) return
    event.preventDefault()
    const next = tabs[(tabs.indexOf(this.#tab) + step + tabs.length) % tabs.length] ?? 'output'
    this.#button(next).focus()
    void this.show(next)
  }

  async show(tab: Tab): Promise<void> {
    this.#tab = tab
    for (const one of tabs) {
      const button = this.#button(one)
      button.setAttribute('aria-selected', String(one === tab))
      button.tabIndex = one === tab ? 0 : -1
    }
    this.#panel.setAttribute('aria-labelledby', `tab-${tab}`)
    if (tab === 'output') return this.#panel.replaceChildren(this.#output)
    if (tab === 'console') {
      this.#panel.replaceChildren(this.#console)
      await this.#boot()
      this.#line.focus()
      return
    }
    await this.#view(tab)
  }

  async #view(part: ShownPart): Promise<void> {
    try {
      await this.#boot()
      const { html, script } = await this.#device.ask<'view'>({ what: 'view', part })
      this.#script = script
      // HTML from `src/drawn/`, which escapes every text; the page's content security policy also blocks scripts in it.
      if (this.#tab === part) this.#panel.innerHTML = html
    } catch (error) {
      if (this.#tab === part) this.#panel.textContent = messageOf(error)
    }
  }

  /** Refreshes the open view after the device has changed. */
  async #again(): Promise<void> {
    if (this.#tab !== 'output' && this.#tab !== 'console') await this.#view(this.#tab)
  }

  /** Starts a device if there is none; a stopped one is restored from its last export. */
  #boot(): Promise<unknown> {
    this.#booted ??= this.#device
      .ask<'boot'>({ what: 'boot', names: this.#names(), ...(this.#script === undefined ? {} : { restore: this.#script }) })
      .then(({ prompt }) => (this.#prompt.textContent = prompt))
    return this.#booted
  }

  /** Discards the device: the next request starts one with factory settings. */
  async renew(): Promise<void> {
    this.#script = undefined
    this.#booted = undefined
    this.#screen.textContent = ''
    this.#clear()
    await this.#again()
  }

  #clear(): void {
    this.#output.textContent = ''
    this.#length = 0
  }

  #print(text: string, to = this.#output): void {
    if (to === this.#output) {
      if (this.#length > maxShownChars) return
      this.#length += text.length
    }
    to.append(text)
    if (to === this.#output && this.#length > maxShownChars) this.#note('the rest of the output is not shown', 'note')
    if (to === this.#screen) to.scrollTop = to.scrollHeight
  }

  #note(text: string, name: string): void {
    const line = document.createElement('div')
    line.className = name
    line.textContent = text
    this.#output.append(line)
  }

  /** Runs a script on a new device. */
  async run(text: string): Promise<RunReply | undefined> {
    this.#script = undefined
    this.#booted = undefined
    this.#clear()
    if (this.#tab === 'console') await this.show('output')
    const timer = setTimeout(() => this.stop('it did not end by its limits'), maxRunMs)
    try {
      await this.#boot()
      const ran = await this.#device.ask<'run'>({ what: 'run', text }, (piece) => this.#print(piece))
      this.#ended(ran)
      return ran
    } catch (error) {
      this.#note(messageOf(error), 'failure')
      return undefined
    } finally {
      clearTimeout(timer)
      await this.#again()
    }
  }

  #ended({ failure, gaps, milliseconds, prompt, script }: RunReply): void {
    this.#script = script
    this.#prompt.textContent = prompt
    if (failure !== undefined) this.#note(failure.message, 'failure')
    for (const gap of gaps) this.#note(`not modelled: ${gap}`, 'note')
    this.#note(`${failure === undefined ? 'ended' : 'failed'} after ${Math.round(milliseconds)} ms`, 'note')
  }

  /** Terminates the running script and restores the device's previous state. */
  stop(why = 'stopped'): void {
    this.#device.end(why)
    this.#booted = undefined
  }

  #makeConsole(): void {
    this.#console.className = 'console'
    this.#screen.setAttribute('role', 'log')
    this.#screen.setAttribute('aria-label', 'Console')
    this.#screen.tabIndex = 0
    this.#line.id = 'line'
    this.#line.autocomplete = 'off'
    this.#line.spellcheck = false
    this.#line.setAttribute('autocapitalize', 'off')
    this.#line.setAttribute('aria-label', 'Command')
    this.#prompt.htmlFor = 'line'
    this.#prompt.textContent = '>'
    const row = document.createElement('div')
    row.className = 'entry'
    row.append(this.#prompt, this.#line)
    this.#console.append(this.#screen, row)
    this.#line.addEventListener('keydown', (event) => {
      if (event.key === 'Enter') void this.#enter()
      if (event.key === 'ArrowUp') this.#recall(-1)
      if (event.key === 'ArrowDown') this.#recall(1)
    })
  }

  #recall(step: number): void {
    this.#entry = Math.max(0, Math.min(this.#entries.length, this.#entry + step))
    this.#line.value = this.#entries[this.#entry] ?? ''
  }

  async #enter(): Promise<void> {
    const text = this.#line.value
    this.#line.value = ''
    if (text.trim() !== '') this.#entries.push(text)
    this.#entry = this.#entries.length
    this.#print(`${this.#prompt.textContent ?? ''}${text}\n`, this.#screen)
    try {
      await this.#boot()
      const ran = await this.#device.ask<'feed'>({ what: 'feed', text }, (piece) => this.#print(piece, this.#screen))
      this.#script = ran.script
      this.#prompt.textContent = ran.prompt
      if (ran.failure !== undefined) this.#print(`${ran.failure.message}\n`, this.#screen)
    } catch (error) {
      this.#print(`${messageOf(error)}\n`, this.#screen)
    }
  }

  async #download(event: Event): Promise<void> {
    const { target } = event
    const name = target instanceof HTMLElement ? target.dataset['file'] : undefined
    if (name === undefined) return
    const found = await this.#device.ask<'file'>({ what: 'file', name })
    if (found === undefined) return
    const link = document.createElement('a')
    link.href = URL.createObjectURL(new Blob([new Uint8Array(found.bytes)]))
    link.download = name.replace(/^.*\//, '')
    link.click()
    setTimeout(() => URL.revokeObjectURL(link.href), 1000)
  }
}

const messageOf = (error: unknown): string =>
  error instanceof WorkerEnded ? error.message : error instanceof Error ? `fault: ${error.message}` : String(error)
