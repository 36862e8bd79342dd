// Owns the measure of reading a large export: an address list of 5 MB, from text to a program that could run.
import { createDevice } from '../../src/index.ts'

const megabyte = 1_000_000
const size = 5 * megabyte
const rounds = 5

/** MB/s of the best round: the others say how busy the machine was. */
export function measure(): { readonly name: string; readonly megabytesPerSecond: number; readonly least: number } {
  const text = addressList(size)
  const session = createDevice().session({ write: () => {} })
  let best = Infinity
  for (let round = 0; round < rounds; round++) {
    const start = process.hrtime.bigint()
    session.parse(text)
    best = Math.min(best, Number(process.hrtime.bigint() - start) / 1e9)
  }
  return { name: 'address list of 5 MB into a program', megabytesPerSecond: text.length / megabyte / best, least: 6 }
}

/** Lines as an export has them, each one different. */
function addressList(bytes: number): string {
  const lines = ['/ip firewall address-list']
  for (let at = 0, length = lines[0]!.length; length < bytes; at++) {
    const address = [(at >> 24) & 255, (at >> 16) & 255, (at >> 8) & 255, at & 255].join('.')
    const line =
      at % 3 === 0 ? `add address=${address} list=blocked` : `add address=${address}/32 comment="entry ${at}" list=blocked timeout=1d`
    lines.push(line)
    length += line.length + 1
  }
  return `${lines.join('\n')}\n`
}
