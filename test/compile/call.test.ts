// Owns tests of calls: arguments, scope of functions, deferred expressions, code values as functions.
import { describe, expect, it } from 'vitest'
import { testConsole, play } from '../device/console.ts'

const rows: readonly (readonly [string, string, string])[] = [
  ['$0 is the name as called', ':global f do={:put $0}\n$f', '$f'],
  ['bare words arrive as text', ':global f do={:put [:typeof $1]}\n$f 1\n$f (1)\n$f 1.1.1.1', 'str\nnum\nstr'],
  ['plain strings arrive as text', ':global f do={:put [:typeof $1]}\n$f "1"', 'str'],
  ['named arguments', ':global f do={:put "$a-$1-$b"}\n$f b=2 x a=(1 + 0)', '1-x-2'],
  ['arguments not passed are nothing', ':global f do={:put [:typeof $1]; :put [:typeof $k]}\n$f', 'nothing\nnothing'],
  ['a function sees no outer names', ':global g 1\n:local l 2\n:global f do={:put "<$g$l>"}\n$f', '<>'],
  ['a function sees globals that it declares again', ':global g 1\n:global f do={:global g; :put $g; :set g 2}\n$f\n:put $g', '1\n2'],
  [
    'a named argument beats a global of its name, for :set too',
    ':global my2 "123"\n:global f do={:global my2; :put $my2; :set my2 "lala"; :put $my2}\n$f my2=1234\n:put $my2',
    '1234\nlala\n123',
  ],
  ['locals of each call are its own', ':global f do={:global f; :local x $1; :if ($x > 0) do={$f ($x - 1)}; :put $x}\n$f (2)', '0\n1\n2'],
  ['a function in an array gets its first argument as $0', ':global g do={:put "$0-$1"}\n:local a {"f"=$g}\n[($a->"f") x y]', 'x-y'],
  ['a function of an array without arguments', ':global g do={:return 5}\n:local a {"f"=$g}\n:put [($a->"f")]', '5'],
  ['nobody of that name gives nil', ':put [:typeof [$nobody 1 2]]', 'nil'],
  ['a plain value gives itself', ':local x 5; :put [$x]', '5'],
  ['code runs as a function', ':local c [:parse ":return (\\$1 . \\$k)"]; :put [$c a k=b]', 'ab'],
  ['brackets around code run it', ':put [[:parse ":return 7"]]', '7'],
  ['code has a frame of its own', ':local x 1; :local c [:parse ":local x 2; :put \\$x"]; $c; :put $x', '2\n1'],
  ['a deferred expression sees the locals as they are', ':local x 1; :local o (>[:put $x]); :set x 2; $o', '2'],
  [
    'a deferred expression outlives its function',
    ':global f do={:local n $1; :return (>[:return ("$n" . $1)])}\n:local o [$f a]; :put [$o b]',
    'ab',
  ],
  [
    'what a function gives is apart',
    ':global g {1}\n:global f do={:global g; :return $g}\n:local a ($f <%% {0}); :set ($a->1->0) 7; :put $g',
    '1',
  ],
  ['application gives positional and named', ':local o (>[:return "$0$1$k"]); :put ($o <%% {"a";"b";k="c"})', 'abc'],
  ['application on a function keeps its empty text', ':global add do={ ($1 + 1) }\n:put ($add <%% $add <%% {0})', ';2'],
  ['do= and a variable with code', ':global f do={:put called}\n:if (true) do=$f', 'called'],
  ['writing to an argument', ':global f do={:set $1 9; :put $1; :set $k 8; :put $k}\n$f a', '9\n8'],
]

describe('calls', () => {
  it.each(rows)('%s', (_what, source, output) => {
    expect(play(source)).toBe(output)
  })

  it('keeps globals between runs of one device, and separates those of different devices', () => {
    const first = testConsole()
    const counts = ':global n\n:global n ($n + 1)\n:put $n'
    expect([first.play(counts), first.play(counts), testConsole().play(counts)]).toEqual(['1', '2', '1'])
  })

  it('passes positional and named arguments to a script', () => {
    const machine = testConsole()
    const values = { positional: ['zero', 'one'], named: new Map([['k', 'v']]) }
    expect(machine.session.capture(() => void machine.session.run(':put "$1 $k"', values))).toBe('one v\n')
  })
})
