// Owns tests of early exits: `:return`, `:break`, `:continue`, `:exit`, in statements and inside expressions.
import { describe, expect, it } from 'vitest'
import { play } from '../device/console.ts'

const rows: readonly (readonly [string, string, string])[] = [
  ['return ends a function', ':global f do={:return 1; :put no}\n:put [$f]', '1'],
  ['return leaves nested blocks', ':global f do={:if (true) do={:foreach x in={1;2} do={:return $x}}; :put no}\n:put [$f]', '1'],
  ['return ends a script', ':put a\n:return 1\n:put b', 'a'],
  ['return passes on-error', ':global f do={:do {:return 1} on-error={:put no}; :put no}\n:put [$f]', '1'],
  ['return inside a bracket gives it its value', ':global f do={:local x (1 + [:return 5]); :return $x}\n:put [$f]', '6'],
  ['return inside a condition of a loop', ':global f do={:while ([:return false]) do={:put no}; :return on}\n:put [$f]', 'on'],
  ['return inside a block of a bracket', ':local x [:if (true) do={:return 5}]; :put "after $x"', 'after 5'],
  ['return in in= of onerror', ':put [:onerror e in={:return 7} do={:return 8}]; :put end', 'false\nend'],
  ['return in in= of onerror as a statement', ':onerror e in={:return 7} do={:put no}; :put no', ''],
  ['a block as a value', ':local r [:do {:put p; :put q}]; :put [:len $r]; :put ($r->1)', 'p\nq\n2\nq'],
  ['return inside a string', ':global f do={:return "x$[:return 3]"}\n:put [$f]', 'x3'],
  ['return in a deferred expression is its value', ':local o (>[:return 4]); :put ([$o] + 1)', '5'],
  ['a function without return gives its last value', ':global f do={:local x 2; ($x + 1)}\n:put [$f]', '3'],
  ['break ends the innermost loop', ':for i from=1 to=2 do={:for j from=1 to=5 do={:if ($j = 2) do={:break}; :put "$i$j"}}', '11\n21'],
  ['continue goes on', ':for i from=1 to=3 do={:if ($i = 2) do={:continue}; :put $i}', '1\n3'],
  ['break in while', ':local i 0; :while (true) do={:set i ($i + 1); :if ($i > 3) do={:break}}; :put $i', '4'],
  ['break in foreach', ':foreach x in={1;2;3} do={:if ($x = 2) do={:break}; :put $x}', '1'],
  ['break in do while', ':local i 0; :do {:set i ($i + 1); :if ($i = 2) do={:break}} while=($i < 9); :put $i', '2'],
  ['continue in do while tests the condition', ':local i 0; :do {:set i ($i + 1); :continue} while=($i < 3); :put $i', '3'],
  ['break inside an expression of a loop', ':for i from=1 to=9 do={:put ($i + [:break])}; :put end', 'end'],
  ['exit ends the script from inside a function', ':global f do={:put in; :exit}\n$f\n:put no', 'in'],
  ['exit ends it from inside an expression', ':global f do={:exit}\n:do {:put ("a" . [$f])} on-error={:put no}\n:put no', ''],
  ['a loop of a function does not break its caller', ':global f do={:break}\n:for i from=1 to=2 do={$f; :put $i}', '1\n2'],
]

describe('flow', () => {
  it.each(rows)('%s', (_what, source, output) => {
    expect(play(source, { release: '7.23' })).toBe(output)
  })
})
