// Owns a console for tests whose user replies to prompts: its screen with prompts, inputs and hidden inputs.
import type { Terminal } from '../../src/device/actor.ts'
import { createDevice, memoryHost } from '../../src/index.ts'
import { fixtureKey } from '../pki/fixture.ts'

/** An ISO date in nanoseconds since 1970. */
export const time = (text: string): bigint => BigInt(Date.parse(text)) * 1_000_000n

/** Creates a console that records what its user sees: prompts, inputs, masked inputs, output. */
export function consoleOf(release: string, files: Record<string, string> = {}) {
  const host = memoryHost({
    now: time('2004-03-05T13:58:17Z'),
    keys: { '1024': [fixtureKey('rsa-1024-a')], '2048': [fixtureKey('rsa-2048-a')] },
  })
  const device = createDevice({ release, host, files })
  let screen = ''
  let answers: string[] = []
  const terminal: Terminal = {
    ask(prompt, { initial, hidden, sign = '' }) {
      const typed = answers.shift()
      if (typed === undefined) return undefined
      const line = typed === '' ? initial : typed
      screen += `${prompt}${hidden ? sign.repeat(line.length) : line}\n`
      return line
    },
    key: () => undefined,
  }
  const session = device.session({ door: 'console', terminal, write: (bytes) => void (screen += bytes) })
  return {
    host,
    /** Types a line and then the replies; returns everything that this adds to the screen. */
    type(line: string, ...typed: string[]): string {
      answers = typed
      screen = `${session.prompt}${line}\n`
      const { failure } = session.feed(line)
      if (failure !== undefined) screen += `${session.describe(failure)}\n`
      return screen
    },
  }
}

/** The replies to the prompts of create-certificate-request in 2.8, in order. */
export const requestAnswers = [
  '',
  'my.key',
  'secret12',
  'secret12',
  '1024',
  'LV',
  '.',
  'Riga',
  'MikroTik',
  '',
  'www.example.com',
  'a@b.lv',
  'pw',
  'street 1',
]
