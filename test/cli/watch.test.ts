// Owns the tests of --watch: it runs again after changes, continues after unreadable files, and ends with 130 at Ctrl-C.
import { spawn, type ChildProcess } from 'node:child_process'
import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, afterEach, expect, it } from 'vitest'
import { scratch } from '../harness/command-line.ts'
import { top } from '../harness/sources.ts'

const place = scratch()
afterAll(() => place.remove())

/** The running watch, which is ended after each test. */
let open: Watched | undefined
afterEach(async () => {
  await open?.end('SIGKILL')
  open = undefined
})

/** `offbox ... --watch` in a folder. */
class Watched {
  readonly #child: ChildProcess
  readonly #ended: Promise<number | null>
  #out = ''
  #told = ''
  #look: () => void = () => undefined

  constructor(folder: string, ...args: string[]) {
    this.#child = spawn(process.execPath, [join(top, 'dist', 'offbox.cjs'), ...args, '--watch'], { cwd: folder })
    this.#child.stdout?.setEncoding('utf8').on('data', (text: string) => this.#add(text, ''))
    this.#child.stderr?.setEncoding('utf8').on('data', (text: string) => this.#add('', text))
    this.#ended = new Promise((resolve) => this.#child.on('close', (code) => resolve(code)))
  }

  /** Returns standard output once `count` rounds are done and it contains `said`. */
  async round(count: number, said: string): Promise<string> {
    const isThere = (): boolean => this.#told.split('watching for changes').length > count && this.text.includes(said)
    await new Promise<void>((resolve) => {
      this.#look = () => {
        if (isThere()) resolve()
      }
      this.#look()
    })
    return this.text
  }

  get text(): string {
    return this.#out + this.#told
  }

  end(signal: NodeJS.Signals): Promise<number | null> {
    if (this.#child.exitCode === null && this.#child.signalCode === null) this.#child.kill(signal)
    return this.#ended
  }

  #add(out: string, told: string): void {
    this.#out += out
    this.#told += told
    this.#look()
  }
}

const folder = (name: string, files: Readonly<Record<string, string>>): string => {
  const path = join(place.path, name)
  mkdirSync(path)
  for (const [file, text] of Object.entries(files)) writeFileSync(join(path, file), text)
  return path
}

it('check runs again for a changed file, a new file, and changed settings', async () => {
  const path = folder('check', { 'a.rsc': ':put 1\n' })
  open = new Watched(path, 'check', '--format', 'oneline', '.')
  await open.round(1, '')
  writeFileSync(join(path, 'a.rsc'), '/ip adress print\n')
  await open.round(2, 'a.rsc:1:5: fails when reached: bad command name adress')
  writeFileSync(join(path, 'b.rsc'), ':put = 1\n')
  await open.round(3, 'b.rsc:1:6: error: syntax error')
  writeFileSync(join(path, 'offbox.json'), '{ "disable": 3 }\n')
  await open.round(4, 'offbox.json')
  writeFileSync(join(path, 'offbox.json'), '{ "disable": ["syntax-error"], "severity": "hint" }\n')
  writeFileSync(join(path, 'a.rsc'), ':put $mended\n')
  await open.round(5, "a.rsc:1:6: hint: 'mended' is never declared")
  expect(await open.end('SIGINT')).toBe(130)
})

it('test runs again for a script beside the tests, and reports an invalid comment', async () => {
  const cases = '# offbox: case a\n/system/script/run a\n# offbox: expect output\n#| 1\n'
  const path = folder('test', { 'a.rsc': ':put 2\n', 'a.test.rsc': cases.replace('expect', 'expct') })
  open = new Watched(path, 'test')
  await open.round(1, "unknown comment 'expct'")
  writeFileSync(join(path, 'a.test.rsc'), cases)
  await open.round(2, '0 passed, 1 failed')
  writeFileSync(join(path, 'a.rsc'), ':put 1\n')
  await open.round(3, '1 passed, 0 failed')
  expect(await open.end('SIGINT')).toBe(130)
})
