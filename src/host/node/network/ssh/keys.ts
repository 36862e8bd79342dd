// Owns making keys of the bytes that a client's terminal sends.
import { emitKeypressEvents } from 'node:readline'
import { PassThrough } from 'node:stream'
import type { SshKey } from '../../../ssh.ts'

/** What terminals answer by themselves: who they are (DECID, DA), where the cursor stands. Nobody has typed it. */
const answers = /\x1b(?:\/Z|\[\?[\d;]*c|\[\d+;\d+R)/g

/** What Node tells of a key. */
interface Pressed {
  readonly name?: string
  readonly ctrl?: boolean
  readonly meta?: boolean
}

export interface KeyReader {
  read(bytes: Buffer): void
}

/** `told` is called with the keys that came together, and of how many bytes they were made. */
export function keyReader(told: (keys: readonly SshKey[], bytes: number) => void): KeyReader {
  const input = new PassThrough()
  let keys: SshKey[] = []
  let bytes = 0
  let isDue = false
  const tell = (): void => {
    isDue = false
    told(keys, bytes)
    keys = []
    bytes = 0
  }
  const due = (): void => {
    if (isDue) return
    isDue = true
    setImmediate(tell)
  }
  emitKeypressEvents(input)
  input.on('keypress', (text: string | undefined, { name, ctrl, meta }: Pressed) => {
    keys.push({ name, ctrl, meta, text })
    due()
  })
  return {
    read(chunk) {
      bytes += chunk.length
      const typed = chunk.toString('latin1').replace(answers, '')
      if (typed !== '') input.write(Buffer.from(typed, 'latin1'))
      due()
    },
  }
}
