// Owns the benchmarks of the language server: the cost of a keystroke after the first one, and of requests at the cursor.
import { checkerFor } from '../../src/host/node/catalog-cache.ts'
import { completionsAt } from '../../src/ide/complete.ts'
import { Document } from '../../src/ide/document.ts'
import { hoverAt } from '../../src/ide/hover.ts'
import { Source } from '../../src/text/source.ts'
import { effortOf } from '../harness/processor.ts'

/** A result: the median processor time of some keystrokes in milliseconds, and its budget. */
export interface Measure {
  readonly name: string
  readonly milliseconds: number
  readonly limit: number
}

const script = (n: number): string => `:global f${n} do={
  :local x $1
  :foreach k,v in=$x do={ :put "$k $v" }
  :if ([:len $x] = 1) do={ :return [/ip/address/get [find where interface=ether1] address] }
}
/system/script/add name=s${n} source=":local a 1\\n:put \\$a"
/ip/firewall/filter/add chain=input action=accept protocol=tcp dst-port=${22 + (n % 100)} comment="number ${n}"
:local y${n} 1
:put ($y${n} + 2)
`

const list = (n: number): string => `add address=1.${n >> 16}.${(n >> 8) & 255}.${n & 255} comment="listed as number ${n}" list=blocked\n`

function text(size: number, head: string, unit: (n: number) => string): string {
  const parts = [head]
  let length = head.length
  for (let n = 0; length < size; n++) {
    const part = unit(n)
    parts.push(part)
    length += part.length
  }
  return parts.join('')
}

const typed = '/ip/address/add address=192.0.2.1/24 interface=ether1 comment="a comment that is long'

const block = ':if (true) do={ :put 1'

/** Types a line into the middle of texts of 100 KB and 1 MB. */
export function measure(): readonly Measure[] {
  return [
    ['100 KB of functions', text(100_000, '', script)],
    ['100 KB of a list', text(100_000, '/ip firewall address-list\n', list)],
    ['1 MB of functions', text(1_000_000, '', script)],
    ['1 MB of a list', text(1_000_000, '/ip firewall address-list\n', list)],
  ].flatMap(([name = '', whole = '']) => [
    ...typing(name, whole, typed, typed.indexOf('"')),
    ...(whole.length < 1_000_000
      ? []
      : [
          ...typing(`${name}, a quote left open`, whole, typed, Infinity, typed.indexOf('"') + 1),
          ...typing(`${name}, a brace left open`, whole, block, Infinity, block.indexOf('{') + 1),
        ]),
  ])
}

/** `closes`: the index of the letter from which on the editor has closed the quote; `first`: the length of the line at the start. */
function typing(name: string, whole: string, typed: string, closes: number, first = 10): readonly Measure[] {
  const checker = checkerFor({})
  const follow = checker.following()
  const middle = whole.indexOf('\n/', whole.length >> 1) + 1 || whole.lastIndexOf('\n') + 1
  const check: number[] = []
  const complete: number[] = []
  const hover: number[] = []
  let document = new Document(new Source(whole, 'a'), checker)
  follow(new Source(whole))
  hoverAt(document, middle + 4)
  for (let length = first; length < typed.length; length++) {
    const now = `${whole.slice(0, middle)}${typed.slice(0, length)}${length > closes ? '"' : ''}\n${whole.slice(middle)}`
    check.push(effortOf(() => follow(new Source(now))))
    document = new Document(new Source(now, 'a'), checker, document)
    complete.push(effortOf(() => completionsAt(document, middle + length)))
    hover.push(effortOf(() => hoverAt(document, middle + 6)))
  }
  const one = (what: string, times: readonly number[], limit: number): Measure => ({
    name: `${name}, ${what}`,
    milliseconds: times.toSorted((a, b) => a - b)[times.length >> 1] ?? 0,
    limit,
  })
  return [one('a keystroke', check, 50), one('completion', complete, 10), one('hover', hover, 10)]
}
