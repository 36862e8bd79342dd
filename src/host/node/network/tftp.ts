// Owns reading a file over TFTP (RFC 1350): blocks of 512 bytes, each acknowledged, without options.
import { createSocket } from 'node:dgram'
import { isIPv6 } from 'node:net'
import type { Transfer } from '../../transfer.ts'
import { ServerRefusal, TooLarge } from './fault.ts'

const opcode = { read: 1, data: 3, acknowledgement: 4, error: 5 } as const
const blockSize = 512

/** Milliseconds until the last packet is sent again, and the most repetitions. */
const retransmission = { afterMs: 1_000, times: 5 }

/** Reads a file. Rejects with Refused for the server's own error, with the code ETIMEDOUT where it does not answer. */
export function readTftp(file: Transfer, address: string, closes: (close: () => void) => void): Promise<Uint8Array> {
  const { port, path, ascii, maxBytes } = file
  return new Promise((resolve, reject) => {
    const socket = createSocket(isIPv6(address) ? 'udp6' : 'udp4')
    const parts: Buffer[] = []
    let [size, expected, tries] = [0, 1, 0]
    // The server answers from a port of its own, to which later packets are sent (its transfer identifier).
    let peer = port
    let last = requestOf(path, ascii ? 'netascii' : 'octet')
    let timer: NodeJS.Timeout | undefined
    const end = (act: () => void): void => {
      clearTimeout(timer)
      act()
    }
    closes(() => {
      clearTimeout(timer)
      socket.close()
    })
    const send = (packet: Buffer): void => {
      last = packet
      socket.send(packet, peer, address)
      clearTimeout(timer)
      timer = setTimeout(() => {
        if (++tries > retransmission.times) reject(Object.assign(new Error('the server does not answer'), { code: 'ETIMEDOUT' }))
        else send(last)
      }, retransmission.afterMs)
    }
    socket.on('error', (error) => end(() => reject(error)))
    socket.on('message', (packet, from) => {
      if (packet.length < 4 || (peer !== port && from.port !== peer)) return
      const [kind, number] = [packet.readUInt16BE(0), packet.readUInt16BE(2)]
      if (kind === opcode.error) return end(() => reject(new ServerRefusal(textOf(packet.subarray(4)) || `error ${number}`)))
      if (kind !== opcode.data) return
      peer = from.port
      // An earlier block, whose acknowledgement was lost.
      if (number !== expected) return send(acknowledging(number))
      tries = 0
      expected = (expected + 1) % 65_536
      const part = packet.subarray(4)
      size += part.length
      if (size > maxBytes) return end(() => reject(new TooLarge()))
      parts.push(part)
      if (part.length === blockSize) return send(acknowledging(number))
      socket.send(acknowledging(number), peer, address, () =>
        end(() => resolve(ascii ? plainLines(Buffer.concat(parts)) : Buffer.concat(parts))),
      )
    })
    send(last)
  })
}

const requestOf = (path: string, mode: string): Buffer =>
  Buffer.concat([Buffer.from([0, opcode.read]), Buffer.from(`${path}\0${mode}\0`, 'utf8')])

const acknowledging = (block: number): Buffer => Buffer.from([0, opcode.acknowledgement, block >> 8, block & 255])

const textOf = (bytes: Buffer): string => bytes.toString('utf8').replace(/\0.*$/s, '')

/** Decodes `netascii`, which ends lines with CR LF and writes CR as CR NUL (RFC 764). */
const plainLines = (bytes: Buffer): Buffer =>
  Buffer.from(
    bytes.toString('latin1').replace(/\r([\n\0])/g, (_, next: string) => (next === '\n' ? '\n' : '\r')),
    'latin1',
  )
