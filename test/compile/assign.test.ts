// Owns tests of assignments: variables, elements at any depth, and arrays as values.
import { describe, expect, it } from 'vitest'
import { play } from '../device/console.ts'
import { effortOf } from '../harness/processor.ts'

const rows: readonly (readonly [string, string, string])[] = [
  ['stepping by a constant', ':local i 1; :set i ($i + 2); :set i ($i - 1); :put $i', '2'],
  ['stepping by a variable', ':local i 1; :local j 5; :set i ($i + $j); :put $i', '6'],
  [
    'stepping past what JavaScript counts exactly',
    ':local i 9007199254740991; :set i ($i + 1); :set i ($i + 1); :put $i',
    '9007199254740993',
  ],
  ['stepping wraps at 64 bits', ':local i 9223372036854775807; :set i ($i + 1); :put $i', '-9223372036854775808'],
  ['stepping an address', ':local i 10.0.0.255; :set i ($i + 1); :put $i', '10.0.1.0'],
  ['stepping what was never set', ':local i; :set i ($i + 3); :put $i', '3'],
  ['a copy is apart from its origin', ':local a {1;2}; :local b $a; :set ($b->0) 9; :put "$a"; :put "$b"', '1;2\n9;2'],
  ['the origin is apart from its copy', ':local a {1;2}; :local b $a; :set ($a->0) 9; :put $a; :put $b', '9;2\n1;2'],
  ['nested arrays are apart too', ':local a {{1;2};3}; :local b $a; :set ($a->0->0) 9; :put $a; :put $b', '9;2;3\n1;2;3'],
  ['an element that was taken out is apart', ':local a {{1}}; :local e ($a->0); :set ($e->0) 7; :put $a; :put $e', '1\n7'],
  ['an element that was put in is apart', ':local e {1}; :local a {$e}; :set ($e->0) 7; :put $a', '1'],
  ['an argument is apart', ':global f do={:local x $1; :set ($x->0) 7; :set $1 3}\n:local a {1}; $f $a; :put $a', '1'],
  ['a result is apart', ':global g {1}\n:global f do={:global g; :return $g}\n:local a [$f]; :set ($a->0) 7; :put $g', '1'],
  [
    'a loop sees the array of its beginning',
    ':local a {1;2;3}; :foreach x in=$a do={:set a ($a, $x)}; :foreach k,v in=$a do={:set ($a->$k) 0}; :put [:len $a]',
    '6',
  ],
  ['elements of a loop are apart', ':local a {{1};{2}}; :foreach x in=$a do={:set ($x->0) 9}; :put $a', '1;2'],
  ['a constant is the same each time', ':for i from=1 to=2 do={:local a {1;2}; :set ($a->0) ($a->0 + $i); :put $a}', '2;2\n3;2'],
  ['an index beyond the end extends', ':local a {1}; :set ($a->3) 4; :put $a; :put [:typeof ($a->2)]', '1;;;4\nnothing'],
  ['keys are made on the way', ':local a [:toarray ""]; :set ($a->"x"->"y") 1; :put $a', 'x=y=1'],
  ['without a value the key goes', ':local a {x=1;y=2}; :set ($a->"x"); :put $a', 'y=2'],
  ['without a value a global goes', ':global g 1\n:set g\n:put [:typeof $g]\n/environment print', 'nothing'],
  ['the elements of a global', ':global g {1}\n:set ($g->0) 2\n:set ($g->"k") 3\n:put $g', '2;k=3'],
  ['comma keeps nested arrays apart', ':local a {{1}}; :local b ($a, 5); :set ($b->0->0) 9; :put $a', '1'],
  ['a cut is apart', ':local a {{1};{2}}; :local b [:pick $a 0 1]; :set ($b->0->0) 9; :put $a', '1;2'],
]

/** Returns `[:set a ($a + [:set a ($a + ...)])]`, and the same with the key of an element. */
const deepSum = (depth: number): string => (depth === 0 ? '1' : `[:set a ($a + ${deepSum(depth - 1)}); :put $a]`)
const deepKey = (depth: number): string => (depth === 0 ? '0' : `[:set ($b->${deepKey(depth - 1)}) 1; :put 0]`)

describe('assignment', () => {
  // Compiling any part twice would take 2^60 steps.
  it('compiles each nested assignment once', () => {
    expect(play(`:local a 0; :set a ${deepSum(60)}`)).toBe(`${'1\n'.repeat(59)}1`)
    expect(play(`:local b {0}; :set ($b->${deepKey(60)}) 1`)).toBe(`${'0\n'.repeat(59)}0`)
  })

  it.each(rows)('%s', (_what, source, output) => {
    expect(play(source)).toBe(output)
  })

  it('writes elements in constant time', () => {
    const build = (size: number): number =>
      effortOf(() =>
        play(`:local a [:toarray ""]; :for i from=0 to=${size} do={:set ($a->$i) $i}; :for i from=0 to=${size} do={:set ($a->$i) false}`),
      )
    build(20_000)
    // If each write copied the array, 200,000 elements would take 100 times as long as 20,000, not 10.
    expect(build(200_000)).toBeLessThan(2_000)
  })
})
