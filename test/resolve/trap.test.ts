// Owns the tests of hints for traps of the language.
import { describe, expect, it } from 'vitest'
import { check, createDevice, parse } from '../../src/index.ts'

const hint = (text: string): string | undefined => parse(text).diagnostics[0]?.help

describe('the hint at a refusal', () => {
  it.each([
    [':if (1 == 1) do={:put 1}', "equality is a single '='"],
    [':put "a" . "b"', 'an expression needs parentheses: ("a" . "b")'],
    ['/ip dhcp-server add lease-time = 10m', "no blank before and after '=': lease-time=..."],
    [':local a {}', 'an empty array is ({})'],
    [':for i=1 to=3 do={:put $i}', ':for i from=1'],
    [':for i = 1 to=3 do={:put $i}', ':for i from=1'],
    [':put 1\n:if (1=1) do={\n:put 1\n', 'the { of line 2 is not closed'],
    [':put 1\n:put "abc\n:put 2\n', 'the " of line 2 is not closed'],
    [':put [:len "a"\n:put 2\n', 'the [ of line 1 is not closed'],
    [':if ([:len "abc"] > 2 do={ :put 1 }\n', "a ')' is missing in this line"],
    [':put ([:len "abc"] > 2\n:put 1', "a ')' is missing in this line"],
    [':put ("a" .\n  "b")', 'a newline inside ( )'],
    [':if (“a” = "b") do={}', 'curly quotes do not quote'],
  ])('%j', (text, words) => {
    expect(hint(text)).toContain(words)
  })
})

describe('a feature of later releases', () => {
  it.each([
    ['7.12', ':onerror e in={:put a} do={:put $e}', ':onerror: RouterOS has it since 7.13'],
    ['7.12', ':put [:serialize {1;2} to=json]', ':serialize: RouterOS has it since 7.13'],
    ['7.3', ':retry command={:put a} delay=1 max=2', ':retry: RouterOS has it since 7.4'],
    ['7.16', ':put [:serialize 1 to=json options=json.pretty,json.no-string-conversion]', 'RouterOS has it since 7.17'],
  ])('in %s: %j', (release, text, words) => {
    expect(check(text, { release })[0]?.help).toContain(words)
  })
})

describe('an invalid release', () => {
  it('is an error of the caller: a TypeError', () => {
    for (const act of [() => createDevice({ release: 'latest' }), () => check('', { release: 'x' }), () => parse('', { release: '' })])
      expect(act).toThrow(TypeError)
  })
})
