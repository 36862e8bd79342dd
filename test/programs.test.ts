// Owns tests of the programs in fixtures/scripts: their exact output, and their functions compared with node's.
import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import fc, { type Arbitrary } from 'fast-check'
import { describe, expect, it } from 'vitest'
import { check, createDevice, memoryHost } from '../src/index.ts'
import { toBytes } from '../src/text/bytes.ts'
import { quote } from '../src/value/show.ts'
import { existing } from './harness/existing.ts'

const source = (name: string): string => readFileSync(new URL(`../fixtures/scripts/${name}.rsc`, import.meta.url), 'utf8')

const outputs: Readonly<Record<string, string>> = {
  sha256: `e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855
ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad
248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1
`,
  base64: `<>
<Zg==>
<Zm8=>
<Zm9v>
<Zm9vYg==>
<Zm9vYmE=>
<Zm9vYmFy>
AAH+/4A=
`,
  'json-walk': `doc.mtu (num) 1500
doc.note (nil)${' '}
doc.routers[0].load (num) 7
doc.routers[0].name (str) r1
doc.routers[0].up (bool) true
doc.routers[1].name (str) r2
doc.routers[1].up (bool) false
doc.site (str) riga
8 leaves
r1 is at 7 %
{"mtu":1500,"note":null,"routers":[{"load":7,"name":"r1","up":true},{"name":"r2","peers":[],"up":true}],"site":"riga"}
`,
  date: `1900 false
2000 true
2023 false
2024 true
1970-01-01 00:00:00 thu
2000-02-29 00:00:00 tue
2024-02-29 00:00:00 thu
2099-12-31 23:59:59 thu
0 wrong
`,
  sort: `-97;-4;2;2;3;8;9;9;15;31;35;38;46;65
-97;-4;2;2;3;8;9;9;15;31;35;38;46;65
31;-4;15;9;2;65;35;8;-97;9;3;2;38;46
;Bridge;bridge;ether1;ether10;ether2;vlan20
`,
  'key-value': `3 pairs
  host: <10.0.0.1>
  port: <8291>
  secure: <true>
4 pairs
  comment: <say "hi">
  empty: <>
  name: <core router>
  url: <http://x/?a=b>
0 pairs
2 pairs
  a: <1>
  b: <2>
the quote of x is not closed (:error; line 23)
`,
  'big-integer': `1000000000000000000000
121932631137021795226185032733622923332237463801111263526900
-1
30414093201713378043612608166064768844377641568960512000000000000
280571172992510140037611932413038677189525
`,
  'string-list': `4 parts: ether1|ether2||sfp1
10.0.0.1 to 10.0.0.9
a--b--c
<some text><>
ROUTEROS 7.24
routeros 7.24
cba
=-=-=-=-=-
`,
}

/** Returns a function that evaluates calls on a device on which a program has run: its functions are globals. */
function running(name: string): (call: string, ...functions: string[]) => string {
  const device = createDevice({ host: memoryHost() })
  device.run(source(name))
  return (call, ...functions) => {
    const { output, failure } = device.run(`${functions.map((one) => `:global ${one}\n`).join('')}:put [${call}]`)
    return failure === undefined ? output.replace(/\n$/, '') : `! ${failure.message}`
  }
}

/** A text as an argument of a call: in parentheses, since it may contain escapes. */
const given = (text: string): string => `(${quote(toBytes(text))})`

const text = fc.string({
  unit: fc.oneof({ weight: 9, arbitrary: fc.constantFrom(...'abcXYZ ,-;"$\\\n') }, fc.constantFrom('é', '€', '😀')),
  maxLength: 70,
})
const runs = { numRuns: 40 }

describe('programs', () => {
  it.each(Object.entries(outputs))('%s prints the known answer', (name, wanted) => {
    const { output, failure } = createDevice({ host: memoryHost() }).run(source(name))
    expect(failure).toBeUndefined()
    expect(output).toBe(wanted)
  })

  it.each(Object.keys(outputs))('%s has no findings', (name) => {
    expect(check(source(name))).toEqual([])
  })

  it.each(Object.keys(outputs))('%s prints the same as an import', (name) => {
    const device = createDevice({ host: memoryHost(), files: { 'program.rsc': source(name) } })
    expect(device.run('/import program.rsc').output).toBe(`${existing(outputs[name], name)}Script file loaded and executed successfully\n`)
  })
})

describe('functions of the programs', () => {
  it('compute the same hashes as node', () => {
    const run = running('sha256')
    const same = (bytes: string): void => {
      expect(run(`$sha256 ${given(bytes)}`, 'sha256')).toBe(createHash('sha256').update(bytes, 'utf8').digest('hex'))
    }
    // Lengths around the end of a block, where the padding changes.
    for (const length of [0, 1, 54, 55, 56, 57, 63, 64, 65, 119, 120, 128, 1000]) same('q'.repeat(length))
    fc.assert(fc.property(text, same), runs)
  })

  it('encode base64 as node does', () => {
    const run = running('base64')
    fc.assert(
      fc.property(text, (bytes) => {
        const coded = Buffer.from(bytes, 'utf8').toString('base64')
        expect(run(`$base64 ${given(bytes)}`, 'base64')).toBe(coded)
        if (coded !== '') expect(run(`$unbase64 "${coded}"`, 'unbase64')).toBe(bytes)
      }),
      runs,
    )
  })

  it('compute dates', () => {
    const run = running('date')
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 4_102_444_800 }), (seconds) => {
        const date = new Date(seconds * 1000)
        expect(run(`$stamp ${seconds}`, 'stamp')).toBe(date.toISOString().slice(0, 19).replace('T', ' '))
        const days = Math.floor(seconds / 86_400)
        expect(run(`$weekday ${days}`, 'weekday')).toBe(['sun', 'mon', 'tue', 'wed', 'thu', 'fri', 'sat'][date.getUTCDay()])
        expect(run(`$toDays ${date.getUTCFullYear()} ${date.getUTCMonth() + 1} ${date.getUTCDate()}`, 'toDays')).toBe(String(days))
      }),
      runs,
    )
  })

  it('sort', () => {
    const run = running('sort')
    const list = (values: readonly (number | string)[]): string => `({${values.join(';')}})`
    fc.assert(
      fc.property(fc.array(fc.integer({ min: -50, max: 50 }), { minLength: 1, maxLength: 12 }), (numbers) => {
        const sorted = [...numbers].sort((a, b) => a - b).join(';')
        expect(run(`$insertionSort ${list(numbers)}`, 'insertionSort')).toBe(sorted)
        expect(run(`$quickSort ${list(numbers)}`, 'quickSort')).toBe(sorted)
      }),
      runs,
    )
    const word = fc.string({ unit: fc.constantFrom('a', 'b', 'B', '1'), maxLength: 3 })
    fc.assert(
      fc.property(fc.array(word, { minLength: 1, maxLength: 7 }), (words) => {
        const sorted = [...words].sort((a, b) => (a < b ? -1 : a > b ? 1 : 0)).join(';')
        expect(run(`$sortTexts ${list(words.map((one) => quote(one)))}`, 'sortTexts')).toBe(sorted)
      }),
      runs,
    )
  })

  it('compute with large numbers', () => {
    const run = running('big-integer')
    const long: Arbitrary<bigint> = fc.bigInt({ min: 0n, max: 10n ** 60n })
    fc.assert(
      fc.property(long, long, (a, b) => {
        expect(run(`$bigAdd "${a}" "${b}"`, 'bigAdd')).toBe(String(a + b))
        expect(run(`$bigMultiply "${a}" "${b}"`, 'bigMultiply')).toBe(String(a * b))
        expect(run(`$bigCompare "${a}" "${b}"`, 'bigCompare')).toBe(a < b ? '-1' : a > b ? '1' : '0')
      }),
      runs,
    )
  })

  it('split, join, replace, trim and change case', () => {
    const run = running('string-list')
    const mark = fc.constantFrom(',', '--', 'ab', ' ')
    fc.assert(
      fc.property(text, mark, mark, (bytes, from, to) => {
        expect(run(`:len [$split ${given(bytes)} ${given(from)}]`, 'split')).toBe(String(bytes.split(from).length))
        expect(run(`$replace ${given(bytes)} ${given(from)} ${given(to)}`, 'replace')).toBe(bytes.split(from).join(to))
        expect(run(`$trim ${given(bytes)}`, 'trim')).toBe(bytes.replace(/^[ \t\r\n]+|[ \t\r\n]+$/g, ''))
        expect(run(`$upper ${given(bytes)}`, 'upper')).toBe(bytes.replace(/[a-z]/g, (letter) => letter.toUpperCase()))
        expect(run(`$lower ${given(bytes)}`, 'lower')).toBe(bytes.replace(/[A-Z]/g, (letter) => letter.toLowerCase()))
      }),
      runs,
    )
  })

  it('parse pairs', () => {
    const run = running('key-value')
    const value = fc.string({ unit: fc.constantFrom('a', ' ', '"', '\\', '=', '#'), maxLength: 5 })
    const pairs = fc.dictionary(fc.constantFrom('x', 'y', 'z'), value, { maxKeys: 3, noNullPrototype: true })
    fc.assert(
      fc.property(pairs, (wanted) => {
        const line = Object.entries(wanted)
          .map(([key, one]) => `${key}="${one.replace(/["\\]/g, '\\$&')}"`)
          .join('  ')
        const read: unknown = JSON.parse(
          run(`:serialize [$readPairs ${given(line)}] to=json options=json.no-string-conversion`, 'readPairs'),
        )
        expect(Array.isArray(read) ? {} : read).toEqual(wanted)
      }),
      runs,
    )
  })
})
