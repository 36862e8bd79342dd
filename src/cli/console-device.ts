// Owns the console's device in its thread: it runs entries as they come, prints for itself, and waits where the user is asked.
import { writeSync } from 'node:fs'
import { parentPort, receiveMessageOnPort, workerData, type MessagePort } from 'node:worker_threads'
import { fromBytes } from '../text/bytes.ts'
import { Cell, type Answer, type Report, type Request, type Start } from './conversation.ts'
import { openDevice } from './device.ts'
import { Complaint } from './exit-code.ts'
import { gapsText } from './gap.ts'
import { coloursFor } from './paint.ts'
import { outputTo } from './output.ts'

const milli = 1_000_000n

/** While nothing is typed: how often the device does what has come due and answers what has come, in milliseconds. */
const attention = 50

function serve(port: MessagePort, { flags, width, door, control }: Start): void {
  const say = (report: Report): void => port.postMessage(report)
  const output = outputTo(1, true)
  const colours = coloursFor(process.stderr)
  const interrupted = (): boolean => Atomics.load(control, Cell.interrupted) !== 0
  const answer = (timeout: bigint | undefined): Answer['value'] => {
    Atomics.wait(control, Cell.answered, 0, timeout === undefined ? Infinity : Number(timeout / milli))
    Atomics.store(control, Cell.answered, 0)
    const message: { readonly message: Answer } | undefined = receiveMessageOnPort(port)
    return message?.message.value
  }
  try {
    const kept = openDevice(flags, { flush: () => output.flush(), interrupted, width })
    const session = kept.device.session({
      door,
      width,
      write: (bytes) => output.write(bytes),
      terminal: {
        ask(prompt, options) {
          say({ ask: { prompt: fromBytes(prompt), initial: fromBytes(options.initial), hidden: options.hidden, sign: options.sign ?? '' } })
          const value = answer(undefined)
          return typeof value === 'string' ? value : undefined
        },
        key(timeout) {
          say({ key: true })
          const value = answer(timeout)
          return typeof value === 'number' ? value : undefined
        },
      },
    })
    let told = 0
    const ready = (): void => say({ ready: { prompt: fromBytes(session.prompt), ended: session.ended } })
    const complaining = (act: () => void): void => {
      try {
        act()
      } catch (error) {
        if (!(error instanceof Complaint)) throw error
        say({ complaint: { code: error.code, message: error.message, hint: error.hint } })
      }
    }
    const idle = setInterval(() => {
      const { agenda, services } = kept.device.stores
      const before = agenda.done + services.answered
      agenda.wait(0n)
      if (agenda.done + services.answered > before) complaining(() => kept.keep())
    }, attention)
    port.on('message', (request: Request) => {
      if ('end' in request) {
        clearInterval(idle)
        kept.close()
        port.close()
        return
      }
      Atomics.store(control, Cell.interrupted, 0)
      complaining(() => {
        const { failure } = session.feed(request.feed)
        if (failure !== undefined) output.write(`${session.describe(failure)}\n`)
        writeSync(2, gapsText(session.gaps.slice(told), colours))
        told = session.gaps.length
        kept.keep()
      })
      ready()
    })
    ready()
  } catch (error) {
    if (!(error instanceof Complaint)) throw error
    say({ complaint: { code: error.code, message: error.message, hint: error.hint } })
    port.close()
  }
}

if (parentPort !== null) {
  const start: Start = workerData
  serve(parentPort, start)
}
