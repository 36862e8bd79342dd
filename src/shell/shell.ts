// Owns a console on a terminal: keys in, bytes out. It depends neither on the process nor on where the device runs, so that a local
// terminal, a web page or an SSH client can use it.
import { inColumns, inLines, type Offers } from './completion.ts'
import { editorOf, emptyLine, offered, press, type Act, type EditorState, type ReleaseKeys, type AssistKind } from './editor.ts'
import { editEntry, empty, entryOf, type Entry } from './entry.ts'
import { withEntry } from './history.ts'
import { isKey, type KeyPress } from './key.ts'
import type { DevicePrompt, ShellCallbacks, Ready } from './callbacks.ts'
import { redraw, frameOf, keepFrame, nothingDrawn, rewrapped, type Coloured, type ScreenFrame } from './screen.ts'

/** The terminal of a shell, and what its owner does for it. */
export interface ShellOptions {
  readonly callbacks: ShellCallbacks
  readonly width: number
  readonly height: number
  readonly history: readonly string[]
  /** Whether colours are used. */
  readonly isColoured: boolean
  /** The text of `help`. */
  readonly help: (releaseKeys: ReleaseKeys) => string
}

/** Enables and disables markers around pasted text (xterm, bracketed paste). */
export const pasteMarks = { on: '\x1b[?2004h', off: '\x1b[?2004l' } as const

/** A console on one terminal. */
export class Shell {
  readonly #callbacks: ShellCallbacks
  #habits: ReleaseKeys = { questionHelps: false }
  readonly #isColoured: boolean
  readonly #help: ShellOptions['help']
  #width: number
  #height: number
  #editor: EditorState
  #prompt = ''
  #colours: { readonly text: string; readonly stretches: readonly Coloured[] } = { text: '', stretches: [] }
  #looked: string | undefined
  #frame: ScreenFrame = nothingDrawn
  #busy = true
  #ended = false
  #asked: DevicePrompt | undefined
  #answer: Entry = empty
  /** The running entry, to be stored in the history if it contains no secret. */
  #running: string | undefined
  /** Whether an answer about the entry is pending; keys wait for it. */
  #isAwaitingAnswer = false
  /** Keys typed while the device was busy or an answer was pending. */
  #ahead: KeyPress[] = []

  constructor({ callbacks, width, height, history, isColoured, help }: ShellOptions) {
    this.#callbacks = callbacks
    this.#width = width
    this.#height = height
    this.#editor = editorOf(history)
    this.#isColoured = isColoured
    this.#help = help
  }

  /** The device is ready for an entry. `remember`: the last entry contained no secret. */
  ready({ prompt, remember, releaseKeys }: Ready): void {
    this.#habits = releaseKeys
    const ran = this.#running
    this.#running = undefined
    if (ran !== undefined && remember && ran.trim() !== '') {
      const history = withEntry(this.#editor.history, ran)
      this.#editor = { ...this.#editor, history, shown: history.length }
      this.#callbacks.keep(ran)
    }
    this.#asked = undefined
    this.#prompt = prompt
    this.#busy = false
    this.#catchUp()
    this.draw()
  }

  /** The device prompts its user. */
  ask(asked: DevicePrompt): void {
    this.#asked = asked
    if ('line' in asked) this.#answer = entryOf(asked.initial)
    this.#catchUp()
    this.draw()
  }

  /** The completions requested by `ask`. `hint` describes the word there. */
  answer(kind: AssistKind, text: string, at: number, offers: Offers, hint?: string): void {
    if (this.#busy || !this.#isAwaitingAnswer) return
    this.#isAwaitingAnswer = false
    const { editor, acts } = offered(this.#editor, kind, { text, at }, offers)
    this.#editor = editor
    for (const act of acts) if (act.act === 'list') this.#list(act, hint)
    this.#catchUp()
    this.draw()
  }

  /** The colours requested by `look`. */
  colour(text: string, stretches: readonly Coloured[]): void {
    this.#looked = undefined
    this.#colours = { text, stretches }
    this.draw()
  }

  /** The terminal was resized. */
  resize(width: number, height: number): void {
    this.#frame = rewrapped(this.#frame, width)
    this.#width = width
    this.#height = height
    this.draw()
  }

  key(key: KeyPress): void {
    if (this.#ended) return
    if (this.#asked !== undefined) return this.#answering(key)
    const isInterrupt = key.ctrl === true && key.name === 'c'
    if (!this.#busy && (!this.#isAwaitingAnswer || isInterrupt)) return this.#press(key)
    if (!isInterrupt) return void this.#ahead.push(key)
    this.#ahead = []
    this.#callbacks.interrupt()
  }

  /** The input has ended. */
  hangUp(): void {
    this.#ended = true
    if (this.#asked !== undefined) this.#reply(undefined)
  }

  /** Redraws if something changed; called once after keys that arrived together. */
  draw(): void {
    const asked = this.#asked
    if (this.#ended || (this.#busy && asked === undefined) || (asked !== undefined && 'key' in asked)) return
    this.#show(asked === undefined ? this.#editing() : this.#questioning(asked))
  }

  #show(frame: ScreenFrame): void {
    const bytes = redraw(this.#frame, frame)
    this.#frame = frame
    if (bytes !== '') this.#callbacks.write(bytes)
  }

  #editing(height = this.#height): ScreenFrame {
    const { text } = this.#editor.entry
    if (this.#isColoured && text !== this.#colours.text && text !== this.#looked && text !== '' && this.#editor.paste === undefined) {
      this.#looked = text
      this.#callbacks.look(text)
    }
    return frameOf(this.#editor, {
      prompt: this.#prompt,
      width: this.#width,
      height,
      colours: coloursFor(this.#colours, text),
    })
  }

  #questioning({ line, hidden, sign }: Extract<DevicePrompt, { line: string }>): ScreenFrame {
    const editor = { ...editorOf(), entry: this.#answer }
    const around = { prompt: line, width: this.#width, height: this.#height, colours: [] }
    return frameOf(editor, hidden ? { ...around, sign } : around)
  }

  /** Keeps the drawn text on the screen and continues below it. */
  #below(): void {
    this.draw()
    this.#leaveFrame()
  }

  #leaveFrame(): void {
    this.#callbacks.write(keepFrame(this.#frame))
    this.#frame = nothingDrawn
  }

  #catchUp(): void {
    while (((!this.#busy && !this.#isAwaitingAnswer) || this.#asked !== undefined) && this.#ahead.length > 0) {
      const key = this.#ahead.shift()
      if (key !== undefined) this.key(key)
    }
  }

  #press(key: KeyPress): void {
    const { editor, acts } = press(this.#editor, key, this.#habits)
    const before = this.#editor
    this.#editor = editor
    for (const act of acts) this.#do(act, before)
  }

  #do(act: Act, before: EditorState): void {
    switch (act.act) {
      case 'ask':
        this.#isAwaitingAnswer = true
        return this.#callbacks.ask(act.kind, act.text, act.at)
      case 'list':
        return this.#list(act)
      case 'clear':
        this.#callbacks.write('\x1b[2J\x1b[H')
        this.#frame = nothingDrawn
        return
      case 'end':
        this.#below()
        this.#ended = true
        return this.#callbacks.end()
      case 'print':
        return this.#leave(before, Infinity)
      case 'safe':
        this.#below()
        this.#busy = true
        return this.#callbacks.toggleSafe()
      case 'cancel':
        this.#isAwaitingAnswer = false
        this.#leave(before)
        return
      case 'submit':
        this.#leave(before)
        return this.#submit(act.text)
    }
  }

  /** Keeps an entry on the screen as it was typed; `height` is the maximum number of rows. */
  #leave(before: EditorState, height = this.#height): void {
    const after = this.#editor
    this.#editor = { ...before, entry: entryOf(before.entry.text), search: undefined }
    this.#show(this.#editing(height))
    this.#leaveFrame()
    this.#editor = after
  }

  #submit(text: string): void {
    if (text.trim() === '') return
    if (text.trim() === 'help') {
      this.#callbacks.write(onTerminal(this.#help(this.#habits)))
      const history = withEntry(this.#editor.history, text)
      this.#editor = { ...emptyLine(this.#editor), history, shown: history.length }
      return
    }
    this.#busy = true
    this.#running = text
    this.#callbacks.submit(text)
  }

  #list({ kind, offers }: Extract<Act, { act: 'list' }>, hint?: string): void {
    const { offers: all } = offers
    const listed =
      kind === 'help'
        ? inLines(all, this.#width)
        : inColumns(
            all.map(({ label }) => label),
            this.#width,
          )
    const description = kind === 'help' && hint !== undefined ? `${hint}\n` : ''
    if (description + listed === '') return
    this.#below()
    this.#callbacks.write(onTerminal(description + listed))
  }

  #answering(key: KeyPress): void {
    const asked = this.#asked
    if (asked === undefined) return
    if (key.ctrl === true && key.name === 'c') {
      if ('line' in asked) this.#below()
      this.#callbacks.interrupt()
      return this.#reply(undefined)
    }
    if ('key' in asked) {
      if (key.text !== undefined && key.text !== '') this.#reply(key.text.charCodeAt(0))
      return
    }
    if (isKey(key, 'return', 'm') || key.name === 'enter') return this.#replied(this.#answer.text)
    if (key.ctrl === true && key.name === 'd' && this.#answer.text === '') return this.#replied(undefined)
    // A pasted line end does not end a prompt; the input stays one line.
    const entry = key.text === '\x1c' ? undefined : editEntry(this.#answer, key)
    if (entry !== undefined) this.#answer = entry
  }

  #replied(value: string | undefined): void {
    this.#below()
    this.#reply(value)
  }

  #reply(value: string | number | undefined): void {
    this.#asked = undefined
    this.#callbacks.reply(value)
  }
}

/** Adapts coloured ranges to a text that has changed since: keeps those of the common prefix. */
function coloursFor(
  { text, stretches }: { readonly text: string; readonly stretches: readonly Coloured[] },
  now: string,
): readonly Coloured[] {
  if (text === now) return stretches
  let same = 0
  while (same < text.length && text[same] === now[same]) same += 1
  return stretches.flatMap(({ from, to, colour }) => (from >= same ? [] : [{ from, to: Math.min(to, same), colour }]))
}

/** Line ends for a terminal in raw mode. */
const onTerminal = (text: string): string => text.replaceAll('\n', '\r\n')
