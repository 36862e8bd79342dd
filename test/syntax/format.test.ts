// Owns what the formatter promises: one form, found at once, with comments kept and the meaning unchanged.
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { parseText } from '../../grammar/parse.ts'
import { Refusal } from '../../grammar/refusal.ts'
import { formatScript } from '../../src/syntax/format.ts'
import { Source } from '../../src/text/source.ts'
import { catalogOf } from '../harness/catalog.ts'

const formatted = (text: string): string => {
  const source = new Source(text)
  const parsed = parseText(source, { root: catalogOf().root })
  if (parsed instanceof Refusal) throw new Error(`${parsed.message} at ${parsed.offset} of ${JSON.stringify(text)}`)
  return formatScript(parsed.script, source)
}

const statements = [':put 1', ':local x "a b"', '/ip address\nprint', ':if (1=1) do={:put yes; :put 2} else={:put no\n}', '{:put 1\n:put 2}', '# note\n', '$f a b=c', '/ip address { print }', ':global f do={\n\n:return 1}', '']

describe('format', () => {
  it('puts one statement on a line, indents blocks, keeps comments and the breaks of long lines', () => {
    const text = ':global f do={:local x 1; # hi\n# c2\n\n\n:if ($x=1) do={:put yes\n} else={ :put "no" };:return $x}\n/ip address\nadd address=1.1.1.1/24 \\\n   interface=ether1\n\n# end'
    expect(formatted(text)).toBe(
      [
        ':global f do={',
        '  :local x 1; # hi',
        '  # c2',
        '',
        '  :if ($x=1) do={',
        '    :put yes',
        '  } else={ :put "no" }',
        '  :return $x',
        '}',
        '/ip address',
        'add address=1.1.1.1/24 \\',
        '    interface=ether1',
        '',
        '# end',
        '',
      ].join('\n'),
    )
  })

  it('changes nothing the second time', () => {
    fc.assert(
      fc.property(fc.array(fc.tuple(fc.constantFrom(...statements), fc.constantFrom(';', '\n', '\n\n', '; # c\n')), { maxLength: 8 }), (parts) => {
        const once = formatted(parts.map(([statement, end]) => statement + end).join(''))
        expect(formatted(once)).toBe(once)
      }),
    )
  })
})
