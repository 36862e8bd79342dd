// Owns the tests of checking a text during edits: the findings with cached chunks equal those of a check of the whole text.
import fc from 'fast-check'
import { readFileSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import type { Diagnostic } from '../../../src/diagnostic/diagnostic.ts'
import { checkerFor } from '../../../src/host/node/catalog-cache.ts'
import { checkSource } from '../../../src/resolve/check/check.ts'
import { Chunks } from '../../../src/resolve/check/chunks.ts'
import { Edited } from '../../../src/resolve/check/edited.ts'
import { Source } from '../../../src/text/source.ts'
import { top } from '../../harness/sources.ts'

const { knowledgeOf } = checkerFor({})
const knowledge = knowledgeOf(new Source(''))

/** Creates an editor's checker with chunks of a few lines. */
const edited = (): Edited => new Edited(knowledge, new Chunks(knowledge.catalog.root, knowledge.catalog.root, 40))

const whole = (text: string): readonly Diagnostic[] => checkSource(new Source(text), knowledge)

const statements = [
  ':global total 1',
  ':local total 2',
  ':local count 3',
  ':put $total',
  ':put ($count . word)',
  ':put $missing',
  ':put ("a" . missing)',
  '# offbox: disable=undeclared-variable\n:put $missing',
  ':global f do={\n  :put $total\n  :put $inner\n}',
  '$f total=1 inner=2',
  ':if ($count = 1) do={\n  :local inner 1\n  :put $inner\n}',
  '/ip pool\nadd name=lan ranges=192.0.2.1-192.0.2.9',
  'add name=lan',
  'add name=far ranges=192.0.2.20-192.0.2.29',
  '/ip pool remove [find name=lan]',
  '/ip/dhcp-server/add address-pool=lan interface=ether1 name=dhcp1',
  '/ip/dhcp-server/add address-pool=lna interface=ether1 name=dhcp2',
  '/interface/bridge/add name=lan',
  '/ip adress\nadd address=1.1.1.1/24\nadd address=1.1.1.2/24',
  '/ip/address/add adress=1.1.1.1/24',
  '/ip/address/add address=192.0.2.1/24 interface=ether1',
  '/ip/address/add address=192.0.2.1/24 interface=ether2',
  '/ip/address/remove [find interface=ether2]',
  '/ip/firewall/filter/add chain=input action="acept"',
  '/system/script/add name=backup source=":put 1\\n:put \\$missing"',
  '/system/scheduler/add name=daily interval=1d on-event=bakcup',
  '/ip/firewall/filter/add chain=icmp action=accept',
  '/ip/firewall/filter/add chain=input action=jump jump-target=icpm',
  '/ip/firewall/address-list/add list=good address=192.0.2.1',
  '/ip/firewall/address-list/add list=good address=192.0.2.1/32',
  '/ip/firewall/address-list/add list=good address=8.8.8.8',
  '/ip/firewall/address-list/add list=good address=10.0.0.1',
  '/ip/firewall/filter/add chain=input action=drop src-address-list=goood',
  '/system/scheduler/add name=guard interval=1m on-event=":local n 3; :put $n"',
  ':local now [/system/clock/get date]\n:put [:pick $now 0 3]',
  ':if ([:find "abc" "a"] > 0) do={ :put 1 }',
  ':if ($total = nil) do={ :put 2 }',
  ':put = 1',
  ':put "a \\\n   b" $x',
  '# a comment',
  '',
]

describe('a text during edits', () => {
  it('has the findings of the whole text after each edit', () => {
    const edit = fc.record({ at: fc.nat(40), gone: fc.nat(3), text: fc.array(fc.constantFrom(...statements), { maxLength: 3 }) })
    fc.assert(
      fc.property(fc.array(fc.constantFrom(...statements), { maxLength: 30 }), fc.array(edit, { maxLength: 6 }), (first, edits) => {
        const checker = edited()
        let lines: readonly string[] = first
        const compare = (): void => {
          const text = lines.join('\n')
          expect(checker.check(new Source(text)), text).toEqual(whole(text))
        }
        compare()
        for (const { at, gone, text } of edits) {
          const place = Math.min(at, lines.length)
          lines = [...lines.slice(0, place), ...text, ...lines.slice(place + gone)]
          compare()
        }
      }),
      { numRuns: 150 },
    )
  })

  it.each(readdirSync(join(top, 'test/resolve/check/unfinished')))('has the same findings while %s is being edited', (name) => {
    const text = readFileSync(join(top, 'test/resolve/check/unfinished', name), 'latin1')
    const checker = edited()
    const middle = text.indexOf('\n', text.length >> 1) + 1
    const typed = '\n:local fresh 1\n/ip/address/add address=1.1.1.1/24 interface=$fresh\n'
    for (let length = 0; length <= typed.length; length++) {
      const now = text.slice(0, middle) + typed.slice(0, length) + text.slice(middle)
      expect(checker.check(new Source(now)), now).toEqual(whole(now))
    }
  })
})

describe('an unclosed quote in a large text', () => {
  const line = (n: number): string => `add address=1.${n >> 16}.${(n >> 8) & 255}.${n & 255} comment="number ${n}" list=a\n`
  const lines = Array.from({ length: 4000 }, (_, n) => line(n))
  const text = (at: number, own: string): string =>
    ['/ip/firewall/address-list\n', ...lines.slice(0, at), own, ...lines.slice(at), '/ip/address/add adress=1.1.1.1/24\n'].join('')
  const codesAndLines = (findings: readonly Diagnostic[]): readonly string[] => findings.map(({ code, line: at }) => `${code} ${at}`)
  const closed = text(2000, 'add address=9.9.9.9 comment="x" list=a\n')
  const open = text(2000, 'add address=9.9.9.9 comment="x\n')

  it('only invalidates its own chunk, and hides no later findings', () => {
    const chunks = new Chunks(knowledge.catalog.root)
    const before = new Set(chunks.update(closed).map(({ chunk }) => chunk))
    const fresh = chunks.update(open).filter(({ chunk }) => !before.has(chunk))
    expect(fresh.length).toBeLessThan(4)
    expect(fresh.reduce((sum, { chunk }) => sum + chunk.source.text.length, 0)).toBeLessThan(20_000)
    const versions = new Edited(knowledge)
    expect(codesAndLines(versions.check(new Source(closed)))).toEqual(['bad-parameter 4003'])
    const found = codesAndLines(versions.check(new Source(open)))
    expect(found).toHaveLength(2)
    expect(found[0]).toBe('expected-end-of-command 2002')
    expect(found[1]).toBe('bad-parameter 4003')
    // The same if the quote is open in the first version; after it is closed, no trace remains.
    expect(codesAndLines(new Edited(knowledge).check(new Source(open)))).toEqual(found)
    expect(codesAndLines(versions.check(new Source(closed)))).toEqual(['bad-parameter 4003'])
  })

  it('may be closed at the end of the text', () => {
    // A string of several lines, shorter than the length after which it counts as unclosed.
    const long = text(10, `add address=9.9.9.9 comment="${'a line\n'.repeat(3000)}" list=a\n`)
    expect(codesAndLines(new Edited(knowledge).check(new Source(long)))).toEqual(codesAndLines(whole(long)))
  })
})

describe('an unclosed bracket in a large text', () => {
  const unit = (n: number): string => `:global f${n} do={
  :local x $1
  :foreach k,v in=$x do={
    :put "$k $v"
  }
  :if ([:len $x] = 1) do={ :return [/ip/address/get [find where interface=ether1] address] }
  :put $nothing${n % 7}
}
/system/script/add name=s${n} source=":local a 1\\n:put \\$a\\n:put \\$b"
:local y${n} 1
:put ($y${n} + 2)
:if ($y${n} = 1) do={
  /ip/address/add adress=1.1.1.${n}/24
}
:put $missing${n % 50}
`
  const text = Array.from({ length: 90 }, (_, n) => unit(n)).join('')
  const middle = text.indexOf(':global f40 ')
  const signs = [
    ':if (true) do={ :put 1',
    '{',
    ':while (true) do={ :put [',
    ':put (1 + 2',
    ':foreach a in={1;2} do={\n  :put $a',
    ':if (true) do={ :put "a',
  ]
  // One checker for all tests: each bracket is opened and closed again, and must leave no trace for the next.
  const versions = new Edited(knowledge)
  const closed = whole(text)
  const places = [':global f40 ', '  :if ([:len', '    :put "$k', '/system/script', '  /ip/address/add adress']

  it.each(places.flatMap((place) => signs.map((sign) => [place, sign])))('before %j: %j', (place, sign) => {
    const at = text.indexOf(place, middle)
    const indent = /^ */.exec(place)?.[0] ?? ''
    const open = `${text.slice(0, at)}${indent}${sign.replaceAll('\n', `\n${indent}`)}\n${text.slice(at)}`
    expect(versions.check(new Source(open))).toEqual(whole(open))
    expect(versions.check(new Source(text))).toEqual(closed)
  })

  it('only invalidates its own chunk', () => {
    const open = `${text.slice(0, middle)}:if (true) do={ :put 1\n${text.slice(middle)}`
    const chunks = new Chunks(knowledge.catalog.root)
    const before = new Set(chunks.update(text).map(({ chunk }) => chunk))
    const fresh = chunks.update(open).filter(({ chunk }) => !before.has(chunk))
    expect(fresh.reduce((sum, { chunk }) => sum + chunk.source.text.length, 0)).toBeLessThan(8000)
    expect(chunks.update(text).filter(({ chunk }) => !before.has(chunk)).length).toBeLessThan(4)
  })

  it('may occur in two places', () => {
    const far = text.indexOf(':global f70 ')
    const open = `${text.slice(0, middle)}:if (true) do={ :put 1\n${text.slice(middle, far)}:if (false) do={ :put 2\n${text.slice(far)}`
    const found = new Edited(knowledge).check(new Source(open))
    expect(found).toEqual(whole(open))
    // Of several unclosed braces, the first one is reported.
    expect(found.filter(({ code }) => code === 'missing-closing-brace')).toHaveLength(1)
  })

  it.each([
    ['at its end', (inner: string) => `{\n${inner}}\n`],
    ['before more', (inner: string) => `{\n${inner}}\n${unit(91)}:put $missing\n`],
    ['in another block', (inner: string) => `:if (true) do={\n${unit(91)}:if (false) do={\n${inner}}\n${unit(92)}}\n`],
  ])('may be closed at the end, %s: it is then a block', (_, around) => {
    const versions = new Edited(knowledge)
    const block = around(text)
    expect(versions.check(new Source(block))).toEqual(whole(block))
    // Its closing brace is removed and added again.
    const open = block.replace(/\}\n$/, '\n')
    expect(versions.check(new Source(open))).toEqual(whole(open))
    expect(versions.check(new Source(block))).toEqual(whole(block))
  })
})
