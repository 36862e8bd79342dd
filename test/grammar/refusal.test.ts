// Owns the tests of refusals: message, line and column as devices report them. Evidence: ids of device rows, or the trap in
// grammar/README.md.
import { describe, expect, it } from 'vitest'
import { parseText } from '../../grammar/parse.ts'
import { Refusal } from '../../grammar/refusal.ts'
import { refusalText } from '../../src/diagnostic/refused.ts'
import { Source } from '../../src/text/source.ts'
import { catalogOf } from '../harness/catalog.ts'

/** A short description of what was expected where a text is refused. */
const expectedIn = (text: string): string => {
  const got = parseText(new Source(text), { root: catalogOf().root })
  const { expected, about } = got instanceof Refusal ? got : (got.late[0] ?? { expected: undefined, about: undefined })
  if (expected === undefined) return 'nothing'
  const what =
    'menu' in expected
      ? `a name of ${expected.menu.path}`
      : 'argument' in expected
        ? `${expected.slot} for ${expected.argument.name} of ${expected.command?.path ?? 'nothing'}`
        : 'command' in expected
          ? `an argument of ${expected.command.path}`
          : 'property' in expected
            ? `a value of ${expected.property} in ${expected.of.path}`
            : 'closer' in expected
              ? expected.closer
              : 'variable' in expected
                ? `variable of ${[...(expected.visible?.() ?? [])].join()}`
                : Object.keys(expected).join()
  return about === undefined ? what : `${what}, not ${about.word}`
}

const refusalOf = (text: string, release?: string): string => {
  const source = new Source(text)
  const got = parseText(source, { root: catalogOf(release).root })
  if (got instanceof Refusal) return refusalText(source, got)
  return got.late.length > 0 ? got.late.map((late) => refusalText(source, late)).join('; ') : 'accepted'
}

describe('a refusal has the message and the place of the device', () => {
  it.each([
    // Starts of commands.
    [':PUT 1', 'expected command name (line 1 column 2)'],
    ['^x', 'expected command name (line 1 column 1)'],
    ['[user@mt] >', 'expected command name (line 1 column 6)'],
    ['[admin@mt] >', 'syntax error (line 1 column 7)'],
    ['/app/remove x', 'syntax error (line 1 column 5)'],
    ['/app remove x', 'bad command name app (line 1 column 2)'],
    ['/zzz qqq print', 'bad command name zzz (line 1 column 2)'],
    ['0=2;1=4', 'syntax error (line 1 column 2)'],
    ['/routing/filter> chain/print', 'expected command name (line 1 column 16)'],
    // names
    [':set x 1', 'syntax error (line 1 column 6)'],
    ['set enabled=yes', 'syntax error (line 1 column 5)'],
    [':global $x 1', 'syntax error (line 1 column 9)'],
    [':set $x 1', 'accepted'],
    [':local foo_bar 1', 'expected end of command (line 1 column 11)'],
    [':local 9lives 1', 'syntax error (line 1 column 8)'],
    [':local "9lives" 1', 'accepted'],
    [':local q9 1', 'accepted'],
    // A `$` without a name: behind the operand that follows it directly, else behind the sign.
    ['$ uptime', 'syntax error (line 1 column 2)'],
    [':put $("a b")', 'accepted'],
    [':put $(("a") . "b")', 'syntax error (line 1 column 20)'],
    [':put $("a$b")', 'syntax error (line 1 column 14)'],
    ['$("f") 1', 'accepted'],
    ['$(1 + 2) x', 'syntax error (line 1 column 9)'],
    [':put $[:len "ab"]', 'syntax error (line 1 column 18)'],
    [':put $$ab', 'syntax error (line 1 column 10)'],
    [':put $$(1)', 'syntax error (line 1 column 11)'],
    [':put (1 + $(2))', 'syntax error (line 1 column 15)'],
    [':put (a b $[:len 1])', 'syntax error (line 1 column 20)'],
    [':local q {$(3)}', 'syntax error (line 1 column 15)'],
    [':put [:len $=]', 'syntax error (line 1 column 13)'],
    ['/ip address print where $(1)', 'syntax error (line 1 column 29)'],
    // After a leading slash.
    ['/Tool fetch', 'expected command name (line 1 column 2)'],
    ['/?', 'expected command name (line 1 column 2)'],
    ['/"tool"', 'expected command name (line 1 column 2)'],
    ['//tool', 'syntax error (line 1 column 2)'],
    ['/:put 1', 'syntax error (line 1 column 2)'],
    // Invalid escapes: the place is that of the byte that is wrong.
    [':put "ab\\qc"', 'expected message value (line 1 column 10)'],
    [':put "ab\\0c"', 'expected message value (line 1 column 11)'],
    [':put "ab\\0"', 'expected message value (line 1 column 11)'],
    [':put "a$x\\q"', 'expected message value (line 1 column 11)'],
    // Arguments of unknown commands: `name="$x"` is the value of x, all other composed strings end at the `=`.
    ['/nosuch go file="$a/b"', 'syntax error (line 1 column 20)'],
    ['/nosuch go file="$a$b"', 'syntax error (line 1 column 20)'],
    ['/nosuch go file="a$b"', 'syntax error (line 1 column 16)'],
    ['$f file="a\\nb"', 'syntax error (line 1 column 8)'],
    ['$f file="$(1)"', 'syntax error (line 1 column 8)'],
    ['$f file="$a"', 'accepted'],
    // Missing conditions.
    ['/ip route find where=', 'missing value for where (line 1 column 22)'],
    [':put [/ip route find where=]', 'missing value for where (line 1 column 28)'],
    ['/ip route print where=', 'missing value for where (line 1 column 23)'],
    ['/ip route find where', 'accepted'],
    // `:set` knows the names of arguments passed to a call.
    ['$show a=$a\n:if (true) do={ :set a 1; :set b 2 }', 'syntax error (line 2 column 32)'],
    [':if ($a = 1) do={ :set a 1 }', 'syntax error (line 1 column 24)'],
    // Switches without a value, and those with an optional value.
    ['/ip/route add dst-address=10.10.12.0/24 blackhole=yes', 'expected end of command (line 1 column 50)'],
    ['/ip/route add dst-address=10.10.12.0/24 blackhole', 'accepted'],
    ['/system logging action add name=a script={:put 1}', 'syntax error (line 1 column 42)'],
    // Arguments.
    [':put 2 # c', 'expected end of command (line 1 column 8)'],
    [':put #x', 'accepted'],
    [':put "a" . "b"', 'expected end of command (line 1 column 10)'],
    [':put [:nothing].', 'expected end of command (line 1 column 16)'],
    ['/system clock set format=<VALUE>', 'expected end of command (line 1 column 19)'],
    ['/ip/firewall/filter/add chain=input action=accept disabled=2.2', 'syntax error (line 1 column 60)'],
    ['/ip/route/add comment={1;2}', 'syntax error (line 1 column 23)'],
    [':put [find where name=$x]', 'expected end of command (line 1 column 22)'],
    // Expressions.
    [':put (1 === 2)', 'syntax error (line 1 column 10)'],
    [':put (1 // 2)', 'accepted'],
    [':put ()', 'syntax error (line 1 column 8)'],
    [':put (1\n+2)', 'syntax error (line 1 column 8)'],
    [':put (\\\n1+2)', 'accepted'],
    // A value ends at a continuation if an argument opens the next line (fixtures/evidence.md).
    ['/ip address add address=1.1.1.1\\\n    interface=x', 'accepted'],
    ['/ip address add address=1.1.1.1\\\r\ninterface=x', 'accepted'],
    ['/ip address add address=1.1.1.1\\\n    interface x=1', 'expected end of command (line 2 column 15)'],
    [':put mess\\\nage=1 2', 'expected end of command (line 2 column 7)'],
    [':put bo\\\ngus=1', 'expected end of command (line 2 column 4)'],
    [':put "x$"', 'syntax error (line 1 column 9)'],
    // Arrays (D-rows).
    [':local z {}', 'syntax error (line 1 column 12)'],
    [':local z {{}}', 'accepted'],
    [':local z {;}', 'syntax error (line 1 column 11)'],
    [':local z {1;2,}', 'syntax error (line 1 column 16)'],
    [':local z {$a-;1}', 'syntax error (line 1 column 14)'],
    [':local z {_a=}', 'syntax error (line 1 column 15)'],
    [':local z {a@b}', 'syntax error (line 1 column 12)'],
    [':local z {1;#c}', 'syntax error (line 1 column 13)'],
    // Braces.
    [':if (true) do={ # c\n:put 1\n} # d', 'expected end of command (line 3 column 3)'],
    [':if (true) do={ # c\n:put 1\n}\n# d', 'accepted'],
    [':if (true) do={:put 1\n', 'expected closing brace (line 2 column 1)'],
    ['{:put 1\n', 'missing closing brace (line 2 column 1)'],
    [':put 1\n} whatever ) follows ]', 'accepted'],
    [':put 1 ]', 'expected command name (line 1 column 8)'],
    // A tab moves to the next multiple of 8.
    ['\t\t:set x 1', 'syntax error (line 1 column 21)'],
  ])('%j', (text, want) => {
    expect(refusalOf(text)).toBe(want)
  })

  it('an unknown argument is late from 7.23 on', () => {
    const text = '/ip address print bogus-attr=1'
    expect(refusalOf(text, '7.22.1')).toBe('expected end of command (line 1 column 19)')
    expect(refusalOf(text, '7.23')).toBe('bad parameter bogus-attr (line 1 column 29)')
    expect(refusalOf(':import one two, three', '7.23')).toBe('expected end of command (line 1 column 16)')
    expect(refusalOf(':import one two, three', '7.22.1')).toBe('expected end of command (line 1 column 13)')
  })

  it(':onerror takes a second variable from 7.22 on', () => {
    const text = ':onerror e,more in={} do={:put $more}'
    expect(refusalOf(text, '7.22.1')).toBe('accepted')
    expect(refusalOf(text, '7.20.8')).toBe('expected end of command (line 1 column 11)')
  })

  it.each([
    ['(', 256],
    ['[:len ', 756],
    ['{', 256],
    ['"$(', 757],
  ])('nesting of %j is bounded', (open, column) => {
    expect(refusalOf(`:put ${open.repeat(100_000)}`)).toBe(`nested too deeply (line 1 column ${column})`)
  })
})

describe('a refusal lists what could follow', () => {
  it.each([
    ['/ip zzz print', 'a name of /ip, not zzz'],
    ['/ip/zzz/print', 'a name of /ip, not zzz'],
    ['/', 'nothing'],
    [':', 'a name of /'],
    ['/ip address print )', 'an argument of /ip/address/print'],
    ['/ip address add bogus=1', 'an argument of /ip/address/add, not bogus'],
    ['/ip address set !bogus', 'an argument of /ip/address/set, not bogus'],
    ['/ip address add disabled=maybe', 'value for disabled of /ip/address/add, not maybe'],
    ['/ip address add disabled="maybe"', 'value for disabled of nothing, not maybe'],
    [':set nobody 1', 'variable of '],
    [':local a 0; :foreach b in=1 do={ :global c; :set nobody 1; :local later }', 'variable of b,c,a'],
    [':put (1 +', 'operand'],
    ['[:put 1', ']'],
    [':if (true) do={', '}'],
    ['{:put 1', '}'],
    [':put "a', '"'],
    [':put (1', ')'],
    [':put "$(1 ]"', ')'],
    [':local z {1;2', '}'],
    [':global $x 1', 'name for name of /global'],
    ['$f a b)', 'end'],
  ])('%j', (text, want) => {
    expect(expectedIn(text)).toBe(want)
  })
})
