// Owns tests of commands of the language that compute, loop and inspect values.
import { describe, expect, it } from 'vitest'
import { testConsole, play } from '../device/console.ts'

const rows: readonly (readonly [string, string])[] = [
  [':put [:put 5]', '5\n5'],
  [':put [:if (1 = 1) do={:len "abc"} else={0}]', '3'],
  [':if (false) do={:put a} else={:put b}', 'b'],
  [':for i from=1 to=3 do={:put $i}', '1\n2\n3'],
  [':for i from=3 to=1 do={:put $i}', '3\n2\n1'],
  [':for i from=0 to=10 step=5 do={:put $i}', '0\n5\n10'],
  [':for i from=10 to=0 step=-5 do={:put $i}', '10\n5\n0'],
  [':for i from=1 to=0 step=1 do={:put $i}', '1'],
  [':for i from=1 to=3 step=-1 do={:put $i}', '1'],
  [':for i from=1 to=2 step=0 do={:put no}', '! the step of a loop must not be 0 (:for; line 1)'],
  [':for i from="1" to="2" do={:put $i}', '1\n2'],
  [':for i from=9223372036854775806 to=9223372036854775807 do={:put $i}', '9223372036854775806\n9223372036854775807'],
  [':foreach k,v in={7;b=8;a=9} do={:put "$k:$[:typeof $k]=$v"}', '0:num=7\na:str=9\nb:str=8'],
  [':foreach x in=5 do={:put $x}', '5'],
  [':foreach k,v in="alone" do={:put "$k:$[:typeof $v]"}', 'alone:nil'],
  [':local s 0; :foreach n in=[:toarray "7, 8,x=1"] do={:put [:typeof $n]}', 'num\nnum\nstr'],
  [':put [:typeof [:pick "abc" 2 2]]; :put [:typeof [:pick "abc" 2 1]]; :put [:len ({}, [:pick "x" 0 0], "z")]', 'nil\nnil\n1'],
  [':put [:typeof [:tonum true]]', 'nil'],
  [':put [:len [:deserialize from=dsv delimiter="," options=dsv.plain value="a,b\\rc,d\\r\\ne,\\"f\\""]]', '3'],
  [':put [:tobool [:grep "return router" pattern="o.t"]]', 'router\ntrue'],
  [':put [:grep ":put router; return other" pattern="^x"]', 'false'],
  [':if ([:find "ab" "b"]) do={:put found}; :if ([:find "ab" "x"]) do={:put no}; :if ([:len ""]) do={:put no}', 'found'],
  [':foreach x in=[:nothing] do={:put no}', ''],
  [':local i 0; :do {:set i ($i + 1)} while=($i < 3); :put $i', '3'],
  [':put [:len "\\E2\\9D\\A4"]; :put [:len {1;2}]; :put [:len 123]; :put [:len [:nothing]]', '3\n2\n3\n0'],
  [':put [:find "abcabc" "b"]; :put [:find "abcabc" "b" 1]; :put [:typeof [:find "abc" "x"]]', '1\n4\nnil'],
  [':put [:pick "abcdef" 1]; :put [:pick "abcdef" 1 3]; :put [:pick {1;2;3} 1]', 'b\nbc\n2'],
  [':put [:range 2 4]', '2;3;4'],
  [':put [:toarray "a, b,c"]; :put [:toarray "a|b" delimiter="|"]', 'a;b;c\na;b'],
  [':put [:tobool "yes"]; :put [:tonum "0x10"]; :put [:toip "1.2"]; :put [:toid "*1F"]', 'true\n16\n1.0.0.2\n*1F'],
  [':put [:totime "1d"]; :put [:tonsec 1s]; :put [:tocrlf "a\\n"]; :put [:len [:tolf "a\\r\\n"]]', '1d00:00:00\n1000000000\na\r\n\n2'],
  [':put [:serialize {a=1} to=json]; :put [:deserialize "[1,2]" from=json]', '{"a":1}\n1;2'],
  [':put [:serialize {{a=1;b=2}} to=dsv delimiter=";" order=("b","a") options=dsv.remap]', 'b;a\n2;1'],
  [':put [:convert "abc" to=hex transform=uc]', '414243'],
  [':put [:rndnum from=5 to=5]; :put [:len [:rndstr length=12 from="ab"]]', '5\n12'],
  [':put ([:rndstr length=200 from="ab"] ~ "^[ab]*\\$")', 'true'],
  [':put [:len [:rndstr]]', '16'],
  [
    ':put [:convert 1 to-scheme=x]',
    '! from-scheme, to-scheme and transform-scheme of :convert are not modelled by offbox (:convert; line 1)',
  ],
  [':put [:typeof [:nothing]]', 'nil'],
  [':put [:typeof [:parse ":put 1"]]; :put [:parse ":put ("]', 'code\nsyntax error (line 1 column 7)'],
  [':local c [:parse ":put ("]; :do {$c} on-error={:put failed}', 'failed'],
  [':global b 2\n:global a {x=1; y="t"}\n:global c\n/environment print', 'a={x=1; y="t"}\nb=2'],
  [':onerror e,more in={:error x} do={:put "$e $[:typeof $more]"}; :put $e', 'x (:error; line 1) nil\nx (:error; line 1)'],
  [':lock', '! :lock is not modelled by offbox (:lock; line 1)'],
]

describe('words', () => {
  it.each(rows)('%s', (source, output) => {
    expect(play(source)).toEqual(output)
  })

  it('can return every number of a range', () => {
    const machine = testConsole()
    machine.play(':global seen {0;0;0;0;0}\n:for i from=1 to=500 do={:local n [:rndnum from=-2 to=2]; :set ($seen->($n + 2)) 1}')
    expect(machine.play(':global seen\n:put $seen')).toBe('1;1;1;1;1')
  })
})

describe('time', () => {
  it('advances during :delay, and :timestamp measures it', () => {
    expect(play(':put [:time {:delay 2; :delay 500ms}]')).toBe('00:00:02.500')
  })

  it('advances between the attempts of :retry', () => {
    expect(play(':put [:time {:retry {:error x} delay=3s max=3 on-error={}}]')).toBe('00:00:06')
  })

  it('is counted from 1970', () => {
    expect(play(':put [:timestamp]', { now: 86_400_000_000_000n })).toBe('1d00:00:00')
  })
})
