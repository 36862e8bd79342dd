// Owns the tests of findings in characters, and of the results of `check`, `parse` and `format` for programs.
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { Characters } from '../../src/diagnostic/characters.ts'
import { check, createDevice, format, memoryHost, parse } from '../../src/index.ts'
import { toBytes } from '../../src/text/bytes.ts'
import { Source } from '../../src/text/source.ts'
import { existing } from '../harness/existing.ts'

describe('characters', () => {
  it('are counted in UTF-16 units, line by line', () => {
    fc.assert(
      fc.property(fc.string({ unit: fc.constantFrom('a', 'ü', '€', '😀', '\n', '\r\n', '\t') }), fc.nat(), (text, number) => {
        // Between two characters, never within a surrogate pair.
        const at = [...text].slice(0, number % ([...text].length + 1)).join('').length
        const characters = new Characters(new Source(toBytes(text)))
        const offset = toBytes(text.slice(0, at)).length
        const before = text.slice(0, at).split('\n')
        expect(characters.offsetAt(offset)).toBe(at)
        expect(characters.placeAt(offset)).toEqual({ line: before.length, column: existing(before.at(-1), 'line').length + 1 })
      }),
    )
  })

  it('map bytes inside a character to that character', () => {
    const characters = new Characters(new Source(toBytes('ä😀x')))
    expect([0, 1, 2, 3, 4, 5, 6, 7].map((byte) => characters.offsetAt(byte))).toEqual([0, 0, 1, 1, 1, 1, 3, 4])
    expect([3, 4, 5, 6].map((byte) => characters.endAt(byte).column)).toEqual([4, 4, 4, 4])
  })

  it('are replacement characters for invalid UTF-8', () => {
    const characters = new Characters(new Source('\xff\xfex'))
    expect(characters.offsetAt(2)).toBe(2)
  })
})

describe('the API for programs', () => {
  it('returns findings of check in characters of the text', () => {
    const text = ':put "grün 😀"\n/interface/bridge/port/add bridge=brücke interface=ether1\n:log info "größe 🎉"; /ip/adress/print'
    const found = check(text)
    expect(found.map(({ from, to }) => text.slice(from, to))).toEqual(['/'])
    expect(found[0]).toEqual({
      severity: 'error',
      code: 'syntax-error',
      message: 'syntax error',
      help: "did you mean 'address'?",
      from: 105,
      to: 106,
      line: 3,
      column: 33,
    })
  })

  it('returns decoded messages', () => {
    const text = ':put "😀"; :put $"größe"'
    const [found] = check(text)
    expect(found?.message).toBe("'größe' is never declared: it is empty unless the caller passes größe=")
    expect(text.slice(found?.from, found?.to)).toBe('$"größe"')
    expect(check(Buffer.from(text))).toEqual(check(text))
  })

  it('returns the refusal of parse in characters', () => {
    const text = ':put "ü🎉"\n:put "ö😀" )'
    expect(parse(text).diagnostics).toEqual([
      {
        severity: 'error',
        code: 'expected-end-of-command',
        message: 'expected end of command',
        help: "nothing in this line opens this ')'",
        from: 22,
        to: 23,
        line: 2,
        column: 12,
      },
    ])
    const refused = format(text)
    expect('diagnostics' in refused ? refused.diagnostics : []).toEqual(parse(text).diagnostics)
  })

  it('returns the calls of a failure decoded', () => {
    const { run } = createDevice({ host: memoryHost() })
    expect(run(':global "größe" do={:error "zu groß 😀"}\n$"größe"').failure).toEqual({
      message: 'zu groß 😀 (:error; line 1)',
      line: 1,
      column: 24,
      command: ':error',
      trace: [{ what: '$größe', line: 2, file: '' }],
      notModelled: false,
    })
  })
})
