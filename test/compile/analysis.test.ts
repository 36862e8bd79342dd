// Owns tests of the analysis: its tables for a body, and that it visits each node once.
import { describe, expect, it } from 'vitest'
import { parseText } from '../../grammar/parse.ts'
import { Refusal } from '../../grammar/refusal.ts'
import { builtins } from '../../src/builtins/list.ts'
import { analyse, type Analysis } from '../../src/compile/analysis.ts'
import type { Console } from '../../src/device/console.ts'
import { Source } from '../../src/text/source.ts'
import { operators } from '../../src/value/operators.ts'
import { show } from '../../src/value/show.ts'
import { catalogOf } from '../harness/catalog.ts'

interface Analysed {
  readonly text: string
  readonly analysis: Analysis<Console>
  /** How often the behaviour of a command was looked up. */
  readonly asked: number
}

function analysed(text: string): Analysed {
  const parsed = parseText(new Source(text), { root: catalogOf('7.23').root })
  if (parsed instanceof Refusal) throw new Error(`refused at ${parsed.offset}`)
  let asked = 0
  const analysis = analyse<Console>(parsed.script.body, {
    operators,
    behaviours(command) {
      asked++
      return builtins.get(command.path) ?? { run: () => 0 }
    },
  })
  return { text, analysis, asked }
}

/** Removes the sign before a command, which its range may omit. */
const unsigned = (texts: readonly string[]): readonly string[] => texts.map((text) => text.replace(/^[:/]/, ''))

const written = ({ text }: Analysed, nodes: Iterable<{ readonly from: number; readonly to: number }>): readonly string[] =>
  [...nodes].map(({ from, to }) => text.slice(from, to))

describe('special forms', () => {
  it.each([
    [':if (true) do={}', ['branch']],
    [':while (true) do={}', ['loop']],
    [':do {} while=(true)', ['loop']],
    [':do {}', ['run']],
    [':do {} on-error={}', ['try']],
    [':for i from=1 to=2 do={} on-error={}', ['try']],
    [':for i from=1 to=2 do={}', ['count']],
    [':foreach i in={1} do={:put $i}', ['each']],
    [':onerror e in={} do={}', ['catch']],
    [':local a', ['assign']],
    [':global a', ['bind']],
    [':global a 1', ['assign']],
    [':return 1', ['leave']],
    [':time {:break}', ['around', 'leave']],
    [':retry {:continue} delay=1 max=2', ['around', 'leave']],
    [':put 1; :exit; /ip/address/print', []],
    [':if do={:return 1}', []],
  ])('of %s', (text, kinds) => {
    expect([...analysed(text).analysis.forms.values()].map(({ kind }) => kind)).toEqual(kinds)
  })
})

describe('constants', () => {
  it.each([
    [':put (1 + 2 * 3)', ['2 * 3 -> 6', '1 + 2 * 3 -> 7']],
    [':put {1;{2;"a"}}', ['{2;"a"} -> 2;a', '{1;{2;"a"}} -> 1;2;a']],
    [':put ({1+1} . "a$x")', ['1+1 -> 2', '{1+1} -> 2']],
    [':put (1 / 0)', []],
    [':put (>(1 + 1))', ['1 + 1 -> 2']],
  ])('of %s', (text, values) => {
    const whole = analysed(text)
    const { constants } = whole.analysis
    expect([...constants].map(([node, value]) => `${written(whole, [node])[0]} -> ${show(value)}`)).toEqual(values)
  })
})

describe('brackets that a :return or :break can leave', () => {
  it.each([
    [':return 1', [], []],
    [':put [:return 1]', ['[:return 1]'], [':put [:return 1]']],
    [':put [:put 1]', [], []],
    ['{:put [:return 1]}', ['[:return 1]'], [':put [:return 1]']],
    ['[:return 1]', [], []],
    [':put (1 + [:if (true) do={:break}])', ['[:if (true) do={:break}]'], [':put (1 + [:if (true) do={:break}])']],
    [':put [:put [:return 1]]', ['[:return 1]', '[:put [:return 1]]'], [':put [:return 1]', ':put [:put [:return 1]]']],
    [':put (>[:return 1])', ['[:return 1]'], ['>[:return 1]']],
    [':local f do={:put [:return 1]}', [], []],
    [':put [:return]', [], []],
  ])('of %s', (text, leaving, unwinding) => {
    const whole = analysed(text)
    expect(unsigned(written(whole, whole.analysis.leaving))).toEqual(unsigned(leaving))
    expect(unsigned(written(whole, whole.analysis.unwinding))).toEqual(unsigned(unwinding))
  })
})

describe('commands whose value is used', () => {
  it.each([
    ['/ip/address/print', []],
    [':put [/ip/address/find; /ip/address/print]', ['/ip/address/print']],
    [':put [{/ip/address/print}]', ['/ip/address/print']],
    [':put [[/ip/address/print]]', ['/ip/address/print']],
    [':put [:if (true) do={/ip/address/print}]', [':if (true) do={/ip/address/print}']],
    [':put [:len 1]', []],
  ])('of %s', (text, yielding) => {
    const whole = analysed(text)
    expect(unsigned(written(whole, whole.analysis.yielding))).toEqual(unsigned(yielding))
  })
})

describe('the cost of the analysis', () => {
  it('is one visit for each command, at any depth', () => {
    for (const depth of [1, 10, 60]) {
      const { asked, analysis } = analysed(`${':put [:if (true) do={'.repeat(depth)}:break${'}]'.repeat(depth)}`)
      expect(asked).toBe(2 * depth + 1)
      expect(analysis.leaving.size).toBe(depth)
    }
  })

  it('excludes bodies of functions, which are analysed when they are called', () => {
    expect(analysed(':local f do={:put 1; :put (1 + 1)}').asked).toBe(1)
  })

  it('has no entries for lines of an export', () => {
    const { analysis } = analysed(
      '/ip/address\nadd address=10.0.0.1/24 interface=ether1\nadd address=10.0.0.2/24 comment="a b" interface=ether1',
    )
    expect(Object.values(analysis).map((table: unknown) => (table instanceof Map || table instanceof Set ? table.size : 0))).toEqual([
      0, 0, 0, 0, 0,
    ])
  })
})
