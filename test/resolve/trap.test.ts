// Owns the tests of hints for traps of the language.
import { describe, expect, it } from 'vitest'
import { check, createDevice, parse } from '../../src/index.ts'
import { thrownBy } from '../harness/expected.ts'

const hint = (text: string): string | undefined => parse(text).diagnostics[0]?.help

describe('the hint at a refusal', () => {
  it.each([
    [':if (1 == 1) do={:put 1}', "equality is a single '=': (1 = 1)"],
    [':put "a" . "b"', 'an expression needs parentheses: ("a" . "b")'],
    ['/ip dhcp-server add lease-time = 10m', "no blank before and after '=': lease-time=..."],
    [':local a {}', 'an empty array is ({})'],
    [':for i=1 to=3 do={:put $i}', ':for takes its bounds by name: :for i from=1 to=10 do={...}'],
    [':for i = 1 to=3 do={:put $i}', ':for takes its bounds by name: :for i from=1 to=10 do={...}'],
    [':put 1\n:if (1=1) do={\n:put 1\n', 'the { of line 2 is not closed'],
    [':put 1\n:put "abc\n:put 2\n', 'the " of line 2 is not closed'],
    [':put [:len "a"\n:put 2\n', 'the [ of line 1 is not closed'],
    [':if ([:len "abc"] > 2 do={ :put 1 }\n', "a ')' is missing in this line"],
    [':put ([:len "abc"] > 2\n:put 1', "a ')' is missing in this line"],
    [':put ("a" .\n  "b")', "a newline inside ( ) ends the command: end the line with '\\', or keep it on one line"],
    [':if (“a” = "b") do={}', 'curly quotes do not quote: use straight ones, "..."'],
  ])('%j', (text, words) => {
    expect(hint(text)).toBe(words)
  })
})

describe('a feature of later releases', () => {
  it.each([
    ['7.12', ':onerror e in={:put a} do={:put $e}', ':onerror: RouterOS has it since 7.13'],
    ['7.12', ':put [:serialize {1;2} to=json]', ':serialize: RouterOS has it since 7.13'],
    ['7.3', ':retry command={:put a} delay=1 max=2', ':retry: RouterOS has it since 7.4'],
    [
      '7.16',
      ':put [:serialize 1 to=json options=json.pretty,json.no-string-conversion]',
      'options=json.no-string-conversion: RouterOS has it since 7.17',
    ],
  ])('in %s: %j', (release, text, words) => {
    expect(check(text, { release })[0]?.help).toBe(words)
  })
})

describe('an invalid release', () => {
  it('is an error of the caller: a TypeError', () => {
    const refused = (word: string): string => `TypeError: '${word}' is not a release: releases look like 7.24, 7.23rc1, 7.16.2 or 6.49`
    expect(thrownBy(() => createDevice({ release: 'latest' }))).toBe(refused('latest'))
    expect(thrownBy(() => check('', { release: 'x' }))).toBe(refused('x'))
    expect(thrownBy(() => parse('', { release: '' }))).toBe(refused(''))
  })
})
