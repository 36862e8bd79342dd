// Owns limiting the messages that editors send (LSP, DAP): a message is passed on as a whole, or the session ends with an error.
import { Transform, type Readable } from 'node:stream'
import { Complaint, ExitCode } from './exit-code.ts'

/** The maximum length of a message's header, in bytes; editors send under a hundred. */
const maxHeadBytes = 8 * 1024

/** The maximum length of a message, in bytes: a text of 100 MB fits, even if each of its characters is escaped. */
const maxMessageBytes = 256 * 1024 * 1024

const blank = Buffer.alloc(0)

/**
 * Splits a stream into messages by their `Content-Length`, each passed on as one piece. An incomplete last message is dropped. The first
 * message without a length, or with one above the limit, ends the stream, since nothing marks where the next message begins; `check` then
 * throws.
 */
class Frames extends Transform {
  #head = blank
  #body: Buffer[] = []
  /** Bytes of the body that are still to come. */
  #missing = 0
  #fault: string | undefined

  /** Whether a fault has ended the stream. */
  get isBroken(): boolean {
    return this.#fault !== undefined
  }

  /** Throws a Complaint where a fault has ended the stream. */
  check(): void {
    if (this.#fault !== undefined) throw new Complaint(ExitCode.usage, `the editor sent something that is not a message: ${this.#fault}`)
  }

  override _transform(chunk: Buffer, _: BufferEncoding, done: () => void): void {
    for (let rest = chunk; rest.length > 0 && this.#fault === undefined;) rest = this.#missing > 0 ? this.#more(rest) : this.#begin(rest)
    done()
  }

  #more(bytes: Buffer): Buffer {
    const part = bytes.subarray(0, this.#missing)
    this.#body.push(part)
    this.#missing -= part.length
    if (this.#missing === 0) {
      this.push(Buffer.concat([this.#head, ...this.#body]))
      this.#head = blank
      this.#body = []
    }
    return bytes.subarray(part.length)
  }

  #begin(bytes: Buffer): Buffer {
    const all = Buffer.concat([this.#head, bytes])
    const end = all.subarray(0, maxHeadBytes).indexOf('\r\n\r\n')
    if (end === -1) {
      this.#head = all
      return all.length < maxHeadBytes ? blank : this.#end(`its head does not end within ${maxHeadBytes} bytes`)
    }
    this.#head = all.subarray(0, end + 4)
    const [, digits] = /^content-length:[ \t]*(\d+)[ \t]*$/im.exec(this.#head.toString('latin1').replaceAll('\r', '')) ?? []
    if (digits === undefined) return this.#end('its head has no Content-Length')
    this.#missing = Number(digits)
    if (this.#missing > maxMessageBytes) return this.#end(`it is to have ${digits} bytes, ${maxMessageBytes} are the most`)
    if (this.#missing === 0) this.#head = blank
    return all.subarray(end + 4)
  }

  #end(fault: string): Buffer {
    this.#fault = fault
    this.push(null)
    return blank
  }
}

/** The messages of a stream, up to its end or its first fault. */
export function framed(input: Readable): Frames {
  return input.pipe(new Frames())
}
