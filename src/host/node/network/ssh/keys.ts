// Owns decoding keys from the bytes that a client's terminal sends.
import { emitKeypressEvents } from 'node:readline'
import { PassThrough } from 'node:stream'
import type { SshKey } from '../../../ssh.ts'

/** Responses that terminals send by themselves: their type (DECID, DA) and the cursor's position. They are removed from the input. */
const answers = /\x1b(?:\/Z|\[\?[\d;]*c|\[\d+;\d+R)/g

/** Node's description of a key. */
interface Pressed {
  readonly name?: string
  readonly ctrl?: boolean
  readonly meta?: boolean
}

/** Takes the bytes of a terminal as they arrive. */
export interface KeyReader {
  read(bytes: Buffer): void
}

/** Returns a reader; `onKeys` is called with keys that arrived together and the number of their bytes. */
export function keyReader(onKeys: (keys: readonly SshKey[], bytes: number) => void): KeyReader {
  const input = new PassThrough()
  let keys: SshKey[] = []
  let bytes = 0
  let isDue = false
  const flush = (): void => {
    isDue = false
    onKeys(keys, bytes)
    keys = []
    bytes = 0
  }
  const due = (): void => {
    if (isDue) return
    isDue = true
    setImmediate(flush)
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
