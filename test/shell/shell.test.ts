// Owns the tests of the shell: keys in, the screen of a terminal model out, with a test device.
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { AssistKind } from '../../src/shell/editor.ts'
import { editorOf, offered, press } from '../../src/shell/editor.ts'
import { entryOf } from '../../src/shell/entry.ts'
import type { KeyPress } from '../../src/shell/key.ts'
import { characterWidth, redraw, frameOf, keepFrame, nothingDrawn, type ScreenFrame } from '../../src/shell/screen.ts'
import { Shell } from '../../src/shell/shell.ts'
import { TerminalModel } from '../harness/terminal.ts'

const named: Readonly<Record<string, KeyPress>> = {
  '\n': { name: 'return', text: '\r' },
  '\t': { name: 'tab', text: '\t' },
}
const keysOf = (text: string): readonly KeyPress[] => [...text].map((sign) => named[sign] ?? { name: sign, text: sign })

interface TestConsole {
  readonly screen: TerminalModel
  readonly shell: Shell
  readonly calls: string[]
  type(text: string, ...keys: readonly KeyPress[]): void
  ready(prompt?: string, remember?: boolean): void
}

interface TestConsoleOptions {
  readonly width?: number
  readonly height?: number
  readonly history?: readonly string[]
  readonly questionHelps?: boolean
}

function testConsole({ width = 40, height = 12, history = [], questionHelps = false }: TestConsoleOptions = {}): TestConsole {
  const screen = new TerminalModel(width, height)
  const calls: string[] = []
  const note =
    (what: string) =>
    (...values: readonly unknown[]): void =>
      void calls.push([what, ...values.map(String)].join(' '))
  const shell = new Shell({
    callbacks: {
      write: (text) => screen.write(text),
      submit: note('submit'),
      toggleSafe: note('safe'),
      ask: note('ask'),
      look: () => undefined,
      reply: note('reply'),
      interrupt: note('interrupt'),
      end: note('end'),
      keep: note('keep'),
    },
    width,
    height,
    history,
    isColoured: true,
    help: () => 'keys\n',
  })
  const made: TestConsole = {
    screen,
    shell,
    calls,
    type(text, ...keys) {
      for (const key of [...keysOf(text), ...keys]) shell.key(key)
      shell.draw()
    },
    ready: (prompt = '> ', remember = true) => shell.ready({ prompt, remember, releaseKeys: { questionHelps } }),
  }
  made.ready()
  return made
}

const offer = (label: string, suffix = ' ') => ({ label, suffix, detail: `what ${label} is` })

describe('the shell', () => {
  it('runs an entry, and waits for more while a bracket is open', () => {
    const { type, calls, screen } = testConsole()
    type('{(\n1)\n:put "a\n')
    expect(screen.text).toBe('> {(\n{(... 1)\n{... :put "a\n{"...')
    type('"}\n')
    expect(calls).toEqual(['submit {(\n1)\n:put "a\n"}'])
  })

  it('recalls entries unchanged, numbers their lines, and moves up and down in them', () => {
    const { type, screen, calls, ready } = testConsole()
    type(':put (\\\n1)\n')
    ready()
    type(':put 2\n')
    ready()
    type('dra', { name: 'up' }, { name: 'up' })
    expect(screen.text).toBe('> :put (\\\n(\\... 1)\n> :put 2\nline 1 of 2> :put (\\\nline 2 of 2> 1)')
    type('', { name: 'up' }, { name: 'home' })
    expect(screen.cursor).toEqual({ row: 3, column: 13 })
    type('', { name: 'down' }, { name: 'down' }, { name: 'down' })
    expect(screen.text).toBe('> :put (\\\n(\\... 1)\n> :put 2\n> dra')
    expect(calls.filter((one) => one.startsWith('keep'))).toEqual(['keep :put (\\\n1)', 'keep :put 2'])
  })

  it('F8 prints all lines of an entry that is longer than the terminal, and continues editing', () => {
    const lines = ['{', ':put 1', ':put 2', ':put 3', ':put 4', '}']
    const { type, screen, calls } = testConsole({ height: 4, history: [lines.join('\n'), ':put 9'] })
    const numbered = lines.map((line, at) => `line ${at + 1} of 6> ${line}`)
    type('', { name: 'up' })
    type('', { name: 'f8' })
    expect(screen.text).toBe('> :put 9')
    type('', { name: 'up' })
    expect(screen.text).toBe(numbered.slice(2).join('\n'))
    type('', { name: 'up' }, { name: 'f8' })
    expect(screen.scrolled.slice(-numbered.length)).toEqual(numbered)
    expect(screen.cursor).toEqual({ row: 2, column: numbered[4]?.length })
    type('0\n')
    expect(calls).toEqual(['submit {\n:put 1\n:put 2\n:put 3\n:put 40\n}'])
  })

  it('stores no entry with a secret, not even for Up', () => {
    const { type, screen, ready, calls } = testConsole()
    type('secret\n')
    ready('> ', false)
    type('', { name: 'up' })
    expect(screen.text).toBe('> secret\n>')
    expect(calls).toEqual(['submit secret'])
  })

  it('completes, and lists at the second Tab; keys wait for the response', () => {
    const { type, screen, shell, calls } = testConsole()
    type('/in\tx')
    expect(calls).toEqual(['ask complete /in 3'])
    shell.answer('complete', '/in', 3, { from: 1, word: 'in', offers: [offer('interface', '/')] })
    expect(screen.text).toBe('> /interface/x')
    type('\t\t')
    const two = { from: 11, word: 'x', offers: [offer('xa'), offer('xb')] }
    shell.answer('complete', '/interface/x', 12, two)
    shell.answer('list', '/interface/x', 12, two)
    expect(screen.text).toBe('> /interface/x\nxa  xb\n> /interface/x')
  })

  it('shows help with F1, and with ? if the release does', () => {
    const seven = testConsole()
    seven.type('a?')
    expect(seven.calls).toEqual([])
    const six = testConsole({ questionHelps: true })
    six.type('a?')
    expect(six.calls).toEqual(['ask help a 1'])
    six.shell.answer('help', 'a', 1, { from: 0, word: 'a', offers: [offer('add')] }, 'a hint')
    expect(six.screen.text).toBe('> a\na hint\nadd  what add is\n> a')
  })

  it('hot-lock completes the word before a blank, and is shown in the prompt', () => {
    const { type, screen, shell } = testConsole()
    type('', { name: 'f7' })
    type('/in e')
    shell.answer('lock', '/in', 3, { from: 1, word: 'in', offers: [offer('interface', '/')] })
    expect(screen.text).toBe('>> /interface e')
    type('', { name: 'v', ctrl: true })
    expect(screen.text).toBe('> /interface e')
  })

  it('treats a paste as one entry, whatever it contains', () => {
    const { type, screen, calls } = testConsole()
    type('', { name: 'paste-start' })
    type(':put 1\n\t:put 2\n\n', { name: 'c', ctrl: true, text: '\x03' }, { name: 'paste-end' })
    expect(screen.text).toBe('> :put 1\n...     :put 2')
    expect(calls).toEqual([])
    type('\n')
    expect(calls).toEqual(['submit :put 1\n    :put 2'])
  })

  it('searches the history', () => {
    const { type, screen } = testConsole({ history: ['/ip/pool/add', ':put 1', '/ip/route/add'] })
    type('draft', { name: 'r', ctrl: true })
    type('ip')
    expect(screen.text).toBe('search "ip": /ip/route/add')
    type('', { name: 'f3' })
    expect(screen.text).toBe('search "ip": /ip/pool/add')
    type('', { name: 'escape' })
    expect(screen.text).toBe('> draft')
    type('', { name: 'f3' })
    type('put\n')
    expect(screen.text).toBe('> :put 1')
  })

  it('Ctrl-C cancels an entry, Ctrl-D exits on an empty line, Ctrl-X toggles safe mode', () => {
    const { type, screen, calls, ready } = testConsole()
    type('abc', { name: 'c', ctrl: true })
    expect(screen.text).toBe('> abc\n>')
    type('kept', { name: 'x', ctrl: true })
    ready('<SAFE> ')
    expect(screen.text).toBe('> abc\n> kept\n<SAFE> kept')
    type('', { name: 'u', ctrl: true }, { name: 'd', ctrl: true })
    expect(calls).toEqual(['safe', 'end'])
  })

  it('replies to prompts of a device, hides secrets, and does not store them', () => {
    const { type, screen, shell, calls, ready } = testConsole()
    type('ask\n')
    shell.ask({ line: 'name: ', initial: 'a', hidden: false, sign: '' })
    type('b\n')
    shell.ask({ line: 'password: ', initial: '', hidden: true, sign: '*' })
    type('pw')
    expect(screen.text).toBe('> ask\nname: ab\npassword: **')
    type('\n')
    shell.ask({ key: true })
    type('k')
    ready()
    type('', { name: 'up' }, { name: 'up' })
    expect(screen.text.endsWith('> ask')).toBe(true)
    expect(calls).toEqual(['submit ask', 'reply ab', 'reply pw', 'reply 107', 'keep ask'])
  })

  it('queues keys typed during a command; Ctrl-C stops the command', () => {
    const { type, calls, ready, screen } = testConsole()
    type('one\ntwo\n', { name: 'c', ctrl: true })
    expect(calls).toEqual(['submit one', 'interrupt'])
    type('three\n')
    ready()
    expect(calls.slice(2)).toEqual(['keep one', 'submit three'])
    expect(screen.text).toBe('> one\n> three')
  })

  it('help prints the help text', () => {
    const { type, screen, calls } = testConsole()
    type('help\n')
    expect(screen.text).toBe('> help\nkeys\n>')
    expect(calls).toEqual([])
  })

  it('ignores a response that comes too late', () => {
    const editor = { ...editorOf(), entry: entryOf('other') }
    const kinds: readonly AssistKind[] = ['complete', 'list', 'help', 'lock']
    for (const kind of kinds)
      expect(offered(editor, kind, { text: '/in', at: 3 }, { from: 1, word: 'in', offers: [offer('interface')] })).toEqual({
        editor,
        acts: [],
      })
  })
})

describe('drawing', () => {
  const key = fc.oneof(
    fc.constantFrom<KeyPress>(
      ...['left', 'right', 'up', 'down', 'home', 'end', 'backspace', 'delete', 'f7', 'f3', 'escape'].map((name) => ({ name })),
      { name: 'k', ctrl: true },
      { text: '\x1c' },
    ),
    fc.constantFrom(...'ab {}("\\/=').map((text): KeyPress => ({ name: text, text })),
  )
  const around = { prompt: '[admin@MikroTik] > ', colours: [{ from: 1, to: 4, colour: 36 }] }

  it('over the previous frame gives the same as drawing on an empty screen, with the cursor in place', () => {
    fc.assert(
      fc.property(
        fc.array(key, { maxLength: 40 }),
        fc.integer({ min: 5, max: 40 }),
        fc.integer({ min: 2, max: 12 }),
        (keys, width, height) => {
          const screen = new TerminalModel(width, height)
          let editor = editorOf(['one {\ntwo }', ':put "a rather long entry of the history"'])
          let before: ScreenFrame = nothingDrawn
          for (const one of keys) {
            editor = press(editor, one, { questionHelps: false }).editor
            const frame = frameOf(editor, { ...around, width, height })
            screen.write(redraw(before, frame))
            before = frame
          }
          const anew = new TerminalModel(width, height)
          anew.write(redraw(nothingDrawn, before))
          expect(screen.text).toBe(anew.text)
          expect(screen.cursor.column).toBe(before.column)
          for (const [at, row] of before.rows.entries())
            expect(row.replaceAll(/\x1b\[\d*m/g, '').length, String(at)).toBeLessThanOrEqual(width)
        },
      ),
    )
  })

  it('continues below its last row at the end', () => {
    const screen = new TerminalModel(10, 8)
    const frame = frameOf({ ...editorOf(), entry: { text: 'abcdefghijkl', at: 0 } }, { prompt: '> ', width: 10, height: 8, colours: [] })
    screen.write(redraw(nothingDrawn, frame) + keepFrame(frame))
    screen.write('x')
    expect(screen.text).toBe('> abcdefgh\nijkl\nx')
  })

  it('counts the columns of characters', () => {
    expect(['a', 'ä', '漢', '😀', '\u0301'].map(characterWidth)).toEqual([1, 1, 2, 2, 0])
  })
})
