// Owns tests of failures: messages, places, what catches them, traces.
import { describe as suite, expect, it } from 'vitest'
import { describe } from '../../src/compile/describe.ts'
import { Failure } from '../../src/diagnostic/failure.ts'
import { testConsole, play } from '../device/console.ts'

const rows: readonly (readonly [string, string, string])[] = [
  ['its command and line', '\n:put a\n:error "no"', 'a\n! no (:error; line 3)'],
  ['the innermost command', ':put [:len ({1} > {2})]', '! cannot compare if array is more than array (:len; line 1)'],
  ['the command around an operator', ':local x 1\n:if ({1} > {2}) do={}', '! cannot compare if array is more than array (:if; line 2)'],
  ['fast assignments are placed too', ':local x {1}\n:local y {2}\n:set x ($x - $y)', '! cannot subtract array from array (:set; line 3)'],
  ['required arguments', ':return', '! missing value(s) of argument(s) value (:return; line 1)'],
  ['a condition that is no bool', ':if ("x") do={}', '! conditional not boolean (:if; line 1)'],
  ['a condition of while', ':while ("x") do={}', '! conditional not boolean (:while; line 1)'],
  ['on-error', ':do {:error x; :put no} on-error={:put caught}; :put on', 'caught\non'],
  ['on-error of a loop', ':for i from=1 to=3 do={:put $i; :if ($i = 2) do={:error x}} on-error={:put caught}', '1\n2\ncaught'],
  ['onerror gives text with its place', ':onerror e in={\n:error "x"} do={:put $e}\n:put $e', 'x (:error; line 2)\nx (:error; line 2)'],
  ['onerror gives false where nothing failed', ':put [:onerror e in={:put ok} do={:put no}]', 'ok\nfalse'],
  ['onerror as a statement lets return pass', ':global f do={:onerror e in={:error x} do={:return 5}; :put no}\n:put [$f]', '5'],
  ['a failure in the handler', ':do {:error a} on-error={:error b}', '! b (:error; line 1)'],
  ['unknown commands fail when reached', ':put a\n/nonsense thing\n:put b', 'a\n! bad command name nonsense (line 2 column 2)'],
  ['unknown commands are caught', ':do {/nonsense thing} on-error={:put caught}', 'caught'],
  ['what is not modelled says so', '/tool torch ether1', '! /tool/torch is not modelled (/tool/torch; line 1)'],
  ['retry', ':local n 0; :retry {:set n ($n + 1); :if ($n < 3) do={:error x}; :put $n} delay=1s max=5', '3'],
  ['retry gives up with the last failure', ':retry {:error x} delay=1s max=2', '! x (:error; line 1)'],
]

suite('a failure', () => {
  it.each(rows)('%s', (_what, source, output) => {
    expect(play(source, { release: '7.23' })).toEqual(output)
  })

  it('has a trace through functions, innermost first', () => {
    const machine = testConsole()
    const { failure } = machine.session.feed(':global f do={\n:error "deep"\n}\n:global g do={\n:global f\n$f\n}\n\n$g')
    expect(failure?.trace).toEqual([
      { what: '$f', line: 6, file: '' },
      { what: '$g', line: 9, file: '' },
    ])
    expect([failure?.command, failure?.line]).toEqual([':error', 2])
  })

  it('is immutable: adding a place or a call returns a new failure', () => {
    const failure = new Failure('no such item', { cause: { kind: 'no-such-item' } })
    const placed = failure.at({ command: ':put', line: 3 }).through({ what: '$f', line: 1, file: '' })
    expect([failure.command, failure.line, failure.trace]).toEqual([undefined, undefined, []])
    expect([placed.command, placed.line, placed.trace, placed.cause]).toEqual([
      ':put',
      3,
      [{ what: '$f', line: 1, file: '' }],
      { kind: 'no-such-item' },
    ])
  })

  it('has its cause as data', () => {
    const machine = testConsole({ limits: { steps: 100 } })
    const why = (text: string): unknown => machine.session.feed(text).failure?.cause
    expect(why(':put (1 / 0)')).toEqual({ kind: 'division-by-zero' })
    expect(why(':return')).toEqual({ kind: 'missing-arguments', missing: ['value'] })
    expect(why(':while (true) do={}')).toEqual({ kind: 'limit' })
    expect(why('/tool torch ether1')).toEqual({ kind: 'not-modelled', what: '/tool/torch' })
    expect(why(':put 1; /nonsense x')).toMatchObject({
      refused: { code: 'bad-command-name', offset: 9, about: { word: 'nonsense', from: 9 } },
    })
    expect(why('[:parse ":put (1 +"]')).toMatchObject({
      refused: { code: 'syntax-error', offset: 9, expected: { operand: true } },
      source: { text: ':put (1 +' },
    })
  })

  it('is printed according to how the script was started', () => {
    const failure = new Failure('no such item', { command: '/ip/address/set', line: 4 })
    expect((['script', 'console', 'import'] as const).map((door) => describe(failure, door))).toEqual([
      'no such item (/ip/address/set; line 4)',
      'no such item',
      'Script Error: no such item (/ip/address/set; line 4)',
    ])
  })

  it('adds no second place if the message has one', () => {
    const failure = new Failure('bad command name x (line 1 column 2)', { command: '', line: 1, column: 2 })
    expect(describe(failure, 'script')).toBe('bad command name x (line 1 column 2)')
  })
})

suite('limits', () => {
  it('end loops, and scripts cannot catch them', () => {
    expect(play(':do {:while (true) do={}} on-error={:put no}', { limits: { steps: 1000 } })).toBe(
      '! the script ran more than 1000 steps (:while; line 1)',
    )
  })

  it('end calls', () => {
    expect(play(':global f do={:global f; $f}\n:do {$f} on-error={:put no}', { limits: { depth: 50 } })).toBe(
      '! calls nest more than 50 deep (:do; line 2)',
    )
  })

  it('include an exhausted stack, which becomes a failure', () => {
    expect(play(':global f do={:global f; :return (1 + [$f])}\n:do {:put [$f]} on-error={:put no}', { limits: { depth: undefined } })).toBe(
      '! calls nest too deeply (:return; line 1)',
    )
  })

  it('leave the device usable', () => {
    const machine = testConsole({ limits: { depth: 100 } })
    machine.play(':global f do={:global f; $f}\n$f')
    expect(machine.play(':global f do={:put ok}\n$f')).toBe('ok')
  })

  it('end text that grows without bound', () => {
    expect(play(':local t "x"; :while (true) do={:set t ($t . $t)}')).toBe('! offbox: a text grows beyond 67108864 bytes (:set; line 1)')
  })
})
