// Owns the benchmark of parsing and compiling: a large export, and dense code.
import { createDevice } from '../../src/index.ts'
import { existing } from '../harness/existing.ts'

const megabyte = 1_000_000
const rounds = 5

interface Row {
  readonly name: string
  readonly megabytesPerSecond: number
  readonly least: number
}

/** Returns the MB/s of the best round: the others depend on the load of the machine. */
export function measure(): readonly Row[] {
  return [
    { name: 'address list of 5 MB into a program', megabytesPerSecond: best(addressList(5 * megabyte)), least: 6 },
    { name: 'dense code of 3 MB into a program', megabytesPerSecond: best(denseCode(3 * megabyte)), least: 3 },
  ]
}

function best(text: string): number {
  const session = createDevice().session({ write: () => {} })
  let best = Infinity
  for (let round = 0; round < rounds; round++) {
    const start = process.hrtime.bigint()
    session.parse(text)
    best = Math.min(best, Number(process.hrtime.bigint() - start) / 1e9)
  }
  return text.length / megabyte / best
}

/** Returns functions as in libraries: nested loops, brackets, interpolated strings, arrays. */
function denseCode(bytes: number): string {
  let text = ''
  for (let at = 0; text.length < bytes; at++)
    text += [
      `:global fn${at} do={`,
      '  :local a [:toarray "1,2,3"]; :local sum 0',
      '  :foreach k,v in=$a do={',
      `    :if ($v > ${at} && $k != 2) do={`,
      `      :set sum ($sum + ($v * ${at % 7} - [:len "x$k"]))`,
      '      :put "sum is $sum and $[:pick $a $k] of $($v . "-" . $k)"',
      '    } else={ :set sum ($sum - 1) }',
      '  }',
      '  :local m {a=1; b={1;2;3}; "c d"="text"}',
      '  :for i from=0 to=([:len $m] - 1) do={ :put ($m->$i->"b") }',
      '  :return $sum',
      '}\n',
    ].join('\n')
  return text
}

/** Returns lines as in an export, each of them different. */
function addressList(bytes: number): string {
  const lines = ['/ip firewall address-list']
  for (let at = 0, length = existing(lines[0], 'line').length; length < bytes; at++) {
    const address = [(at >> 24) & 255, (at >> 16) & 255, (at >> 8) & 255, at & 255].join('.')
    const line =
      at % 3 === 0 ? `add address=${address} list=blocked` : `add address=${address}/32 comment="entry ${at}" list=blocked timeout=1d`
    lines.push(line)
    length += line.length + 1
  }
  return `${lines.join('\n')}\n`
}
