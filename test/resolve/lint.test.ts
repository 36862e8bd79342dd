// Owns tests of rules of offbox: each wrong form is found, and its right form is not.
import { describe, expect, it } from 'vitest'
import { parseText } from '../../grammar/parse.ts'
import type { Parsed } from '../../grammar/parser.ts'
import { Refusal } from '../../grammar/refusal.ts'
import { Declarations } from '../../src/resolve/declarations.ts'
import { lint } from '../../src/resolve/lint.ts'
import { Source } from '../../src/text/source.ts'
import { catalogOf } from '../harness/catalog.ts'

/** The statements of a text that parses. */
function bodyOf(text: string): Parsed['script']['body'] {
  const parsed = parseText(new Source(text), { root: catalogOf('7.24', 'all').root })
  if (parsed instanceof Refusal) throw new Error(`refused: ${parsed.message} at ${parsed.offset}`)
  return parsed.script.body
}

/** `code column of what`, one a finding. */
function found(text: string): readonly string[] {
  const body = bodyOf(text)
  return lint(body, new Declarations(body)).map(({ code, from, to }) => `${code} ${from + 1} ${text.slice(from, to)}`)
}

const rows: readonly (readonly [string, readonly string[]])[] = [
  [':local a {1,2}', ['nested-list 11 1,2']],
  [':local a {1,2;3,4}; :local b ({(1,2)}); :local c (1,2); :local d {1;2}', []],
  [':local name x; /interface print where name=$name', ['self-comparison 39 name=$name']],
  [':local n x; /interface find where (type="a" and name=$n)', []],
  ['/interface print where (name!=$name) and !disabled', ['self-comparison 25 name!=$name']],
  [':put ({abc})', ['bare-word 8 abc']],
  [':local abc 1; :put ({abc}); :put ("abc" . abc)', []],
  [':put $x; :put "a $y b"; :put $1; :put $x; :put "$(y)"', ['undeclared-variable 6 $x', 'undeclared-variable 18 $y']],
  [':local f do={:put $abc; :put $abc1}; :local g do={:local result 1; :put $resutl}', ['undeclared-variable 73 $resutl']],
  [':local n [:len "a"]; :if ($n != nil) do={}; :if ([:find "a" "b"] = nil) do={}', ['nil-by-name 33 nil']],
  [':if ([:find "a" "b"] != nil) do={:put nil}', ['nil-by-name 25 nil']],
  [':if ([:typeof 1] = nil) do={}', ['bare-word 20 nil']],
  [':put "$1 a month"; :put "$1"; :put "a$2"', ['numbered-argument 7 $1', 'numbered-argument 38 $2']],
  [':if (true) do={:local x 1}; :put $x', ['ended-block 34 $x']],
  [':global f do={:put $x}; $f x=1; :foreach i in=(1,2) do={:put $i}; :onerror e in={} do={:put $e}', []],
  [':local f do={:local result 1; :return $resutl}; $f', ['undeclared-variable 39 $resutl']],
  [':local f do={:put $abc; :put "a $other"; :put $1}; $f abc=1', ['undeclared-variable 33 $other']],
  [':local f do={:put $abc}; :local g $f', []],
  [':local f do={:put $abc}; :set f do={:put $abd}; [$f]', ['undeclared-variable 19 $abc', 'undeclared-variable 42 $abd']],
  [':local f do={:local abc 1}; :local g do={:put $abc}; $f; $g', ['undeclared-variable 47 $abc']],
  [':global f do={:local result 1; :return $resutl}', ['undeclared-variable 40 $resutl']],
  [':global f do={:local lurl $url; :foreach name in=$names do={}; :local mac2; :put $mac1; :local Abcd $abcd}', []],
  [':global f do={:local result 1; :return $resutl}; $f resutl=1', []],
  [':local x 1; :global f do={:put $x}; $f', ['outer-variable 32 $x']],
  [':local x 1; :global f do={:put $x}; $f x=$x', []],
  [':global x 1; :global f do={:global x; :put $x}; $f', []],
  [':global f do={:local x $x; :put $x}; $f x=1', ['own-value 24 $x']],
  [':local a ($a . "b"); :local c [:len $c]', ['own-value 11 $a', 'own-value 37 $c']],
  [':local a 1; :local a ($a + 1); :global g $g; ; :local f do={:local x 1; :put $x}', []],
  [':if (true) do={:local z 1}; :put $z; :put "$z"', ['ended-block 34 $z']],
  [':put $z; :local z 1; :put $z', ['ended-block 6 $z']],
  [':if (true) do={:global z 1}; :put $z', []],
  [':local z; :if (true) do={:set z 1}; :put $z; :foreach i in={1} do={:local y $i; :put $y}', []],
  [':global f do={:local host 1; :put $host}; :put $host; :onerror e in={:put 1} do={:local x $e}; $f', []],
  [':tool flood-ping 1.1.1.1 do={:put $sent}; :if (true) do={:local sent 1}', []],
  [':global v 1; :local v 2', ['mixed-declaration 21 v']],
  [':global v; :global v; :local w 1; :local w 2; {:local v 1}', []],
  [':put "a $({x=1;2})"', ['keyed-array-in-text 9 $({x=1;2})']],
  [':put ("a" . {x=1}); :put ("a" . {1;2}); :put "$({x=1})"', ['keyed-array-in-text 13 {x=1}']],
  [':if "yes" do={}; :while ("") do={}', ['condition-not-boolean 5 "yes"', 'condition-not-boolean 25 ("")']],
  [':local s x; :if ($s = "a") do={}; :if true do={}; :if ("a" ~ "b") do={}', []],
  [':local pi 3.14159; :put {7.16;"7.16";1.2.3.4}', ['no-fractions 11 3.14159', 'no-fractions 26 7.16']],
  ['/ip address add address=1.1/24 interface=a; :delay 1.5', []],
]

describe('rules of whole scripts', () => {
  it.each(rows)('%s', (text, wanted) => {
    expect(found(text)).toEqual(wanted)
  })

  it('name the cause and the correct form', () => {
    const body = bodyOf(':put $x')
    expect(lint(body, new Declarations(body))).toEqual([
      {
        code: 'undeclared-variable',
        from: 5,
        to: 7,
        message: "'x' is never declared: it is empty unless the caller passes x=",
        help: undefined,
        more: { near: [], isOwn: false, isSure: false },
      },
    ])
  })
})
