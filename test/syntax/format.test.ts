// Owns the tests of the formatter: one result that is stable, with comments kept and the meaning unchanged.
import { readdirSync, readFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { parseText } from '../../grammar/parse.ts'
import { Refusal } from '../../grammar/refusal.ts'
import { formatted as proved } from '../../src/resolve/formatted.ts'
import { formatScript, type FormatStyle } from '../../src/syntax/format.ts'
import { toBytes } from '../../src/text/bytes.ts'
import { Source } from '../../src/text/source.ts'
import { catalogOf } from '../harness/catalog.ts'
import { top } from '../harness/sources.ts'

const formatted = (text: string, style: FormatStyle = {}): string => {
  const source = new Source(text)
  const parsed = parseText(source, { root: catalogOf().root })
  if (parsed instanceof Refusal) throw new Error(`${parsed.message} at ${parsed.offset} of ${JSON.stringify(text)}`)
  return formatScript(parsed.script, source, style)
}

const statements = [
  ':put 1',
  ':local x "a b"',
  '/ip address\nprint',
  ':if (1=1) do={:put yes; :put 2} else={:put no\n}',
  '{:put 1\n:put 2}',
  '# note\n',
  '$f a b=c',
  '/ip address { print }',
  '/ip no-such x=1',
  '/interface no such',
  ':global f do={\n\n:return 1}',
  '',
]

/** Commands as words, between which there is a blank or a line break. */
const commands = [
  [':put', '"a \\\\ b"'],
  [':put', '[:pick "abc" 1]'],
  [':log', 'info', '"a long text of more than forty columns"'],
  ['/ip', 'address', 'add', 'address=1.1.1.1/24', 'comment="a # b"', 'interface=ether1'],
  ['/ip', 'route', 'set', '[find where dst-address=0.0.0.0/0]', 'distance=2', 'comment=$c'],
  ['/ip/route/remove', '[find]'],
  ['/interface/print', 'where', 'name="ether1" or name=ether2 or name=ether3'],
  ['/ip', 'address', '{ print }'],
  [':if', '(1=1)', 'do={ :put 1 }', 'else={ :put 2; :put 3 }'],
  [':foreach', 'i', 'in=[:toarray 1]', 'do={\n:put $i\n}'],
  [':global f do={\n:return', '$x\n}'],
  ['$f', 'a', 'b=c'],
] as const

const joined = (words: readonly string[], separators: Iterable<string>): string => {
  const between = separators[Symbol.iterator]()
  return words.reduce((text, word) => text + String(between.next().value) + word)
}

const separator = fc.constantFrom(' ', '  ', '\t', ' \\\n', ' \\\n    ', ' \\\r\n\t', ' \\\n\\\n ')
const spread = fc.tuple(fc.constantFrom(...commands), fc.infiniteStream(separator)).map(([words, between]) => joined(words, between))
const statement = fc.oneof(fc.constantFrom(...statements), spread)
const end = fc.constantFrom(';', '\n', '\n\n', '; # c\n')
const style: fc.Arbitrary<FormatStyle> = fc.record({
  indent: fc.constantFrom('  ', '\t'),
  paths: fc.constantFrom('written', 'slashes', 'spaces'),
  semicolons: fc.constantFrom('drop', 'keep'),
  width: fc.oneof(fc.integer({ min: 10, max: 120 }), fc.constant(Infinity)),
})

/** Removes comments and quoted texts. */
const withoutTexts = (text: string): string => text.replaceAll(/"(?:\\[^]|[^"\\])*"|(?:^|;)[ \t]*#.*/gm, '""')

describe('format', () => {
  it('writes one statement per line, indents blocks, keeps comments and the breaks of long lines', () => {
    const text =
      ':global f do={:local x 1; # hi\n# c2\n\n\n:if ($x=1) do={:put yes\n} else={ :put "no" };:return $x}\n/ip address\n' +
      'add address=1.1.1.1/24 \\\n   interface=ether1\n\n# end'
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

  it('keeps the line breaks between a path and its first argument or block', () => {
    const broken =
      ':put \\\n    "a"\n' +
      '/ip route remove \\\n    [find]\n/ip address\nadd \\\n    address=1.1.1.1/24 comment="x" \\\n    interface=ether1\n' +
      '/ip address \\\n    { print }\n:global f do={\n  :return \\\n      $x\n}\n'
    expect(formatted(broken.replaceAll(/\\\n +/g, '\\\n '))).toBe(broken)
    expect(formatted(':put \\ "a"\n/ip address \\ { print }')).toBe(':put "a"\n/ip address { print }\n')
    expect(formatted('/ip \\\n route \\\n remove \\\n [find]', { paths: 'slashes' })).toBe('/ip \\\n route \\\n remove \\\n    [find]\n')
  })

  it('breaks a long command only once', () => {
    const text = '/interface/print where name="ether1" or name=ether2 or name=ether3\n'
    const broken = text.replace(' where', ' \\\n    where')
    expect(formatted(text, { width: 40 })).toBe(broken)
    expect(formatted(broken, { width: 40 })).toBe(broken)
  })

  it('counts characters for the width, not bytes', () => {
    const log = (letter: string): string => `:log info "${toBytes(letter).repeat(20)}"\n`
    for (const letter of ['o', 'ö', '“', '😀']) {
      expect(formatted(log(letter), { width: 32 })).toBe(log(letter))
      expect(formatted(log(letter), { width: 31 })).toBe(log(letter).replace('info ', 'info \\\n    '))
    }
  })

  it('changes nothing when repeated, and leaves no backslash within a line', () => {
    fc.assert(
      fc.property(fc.array(fc.tuple(statement, end), { maxLength: 8 }), style, (parts, style) => {
        const once = formatted(parts.flat().join(''), style)
        expect(formatted(once, style)).toBe(once)
        expect(withoutTexts(once)).not.toMatch(/\\(?!\r?\n)/)
      }),
    )
  })

  it('keeps each line break between the words of a command', () => {
    const breaks = (text: string): number => text.split('\\\n').length
    fc.assert(
      fc.property(
        fc.constantFrom(...commands),
        fc.infiniteStream(fc.constantFrom(' ', '   ', ' \\\n', ' \\\n \t')),
        (words, separators) => {
          const text = joined(words, separators)
          expect(breaks(formatted(text))).toBe(breaks(text))
        },
      ),
    )
  })

  it('joins the words of paths in the requested style', () => {
    const text =
      '/ip address print\n/ip/address\nadd address=1.1.1.1/24\n.. dns set servers=1.1.1.1\n:put [/ip address find]\n/\n' +
      'ip address { print }\n/ip \\\n address print'
    expect(formatted(text, { paths: 'slashes' }).split('\n')).toEqual([
      '/ip/address/print',
      '/ip/address',
      'add address=1.1.1.1/24',
      '../dns/set servers=1.1.1.1',
      ':put [/ip address find]',
      '/',
      'ip/address { print }',
      '/ip \\',
      ' address print',
      '',
    ])
    expect(formatted('/ip/address/print\n/ip/address', { paths: 'spaces', indent: '\t' })).toBe('/ip address print\n/ip address\n')
  })

  it('keeps the whole path of an unknown command', () => {
    expect(formatted('/interface   no-such set x=1;/ip wireless')).toBe('/interface   no-such set x=1\n/ip wireless\n')
  })

  it('keeps an unknown parameter, and a sign on the line before its word', () => {
    const late = new Source('/ip/dhcp-relay/add name=a dhccp-server=1   interface=9;[:put $1]')
    expect(proved(late, { root: catalogOf('7.23').root }, {})).toEqual({
      text: '/ip/dhcp-relay/add name=a dhccp-server=1   interface=9\n[:put $1]\n',
    })
    expect(formatted(':put 1;:\\\n if true do={:put 2;/\\\r\n\t ip/address/print}')).toBe(
      ':put 1\n:\\\n if true do={\n  :put 2\n  /\\\r\n\t ip/address/print\n}\n',
    )
    expect(formatted('\\\nput 1')).toBe('put 1\n')
    expect(formatted(':put 1\n  \\  # two\n:put 3')).toBe(':put 1\n# two\n:put 3\n')
  })

  it('keeps bytes, and the text behind an unmatched brace', () => {
    expect(formatted(':put "\xff\\FF"\r\n# \xfe\r\n:put "a\r\nb"')).toBe(':put "\xff\\FF"\n# \xfe\n:put "a\r\nb"\n')
    expect(formatted(':put 1\n} anything  {\n;')).toBe(':put 1\n} anything  {\n;\n')
  })
})

/** The scripts of `fixtures/`, and those below the folder in OFFBOX_SCRIPTS. */
const scripts = [join(top, 'fixtures'), process.env['OFFBOX_SCRIPTS'] ?? []].flat().flatMap((folder) =>
  readdirSync(resolve(top, folder), { recursive: true, withFileTypes: true })
    .filter(({ name }) => name.endsWith('.rsc'))
    .map(({ parentPath, name }) => join(parentPath, name)),
)

describe('every script that a device accepts', () => {
  const root = catalogOf().root
  const styles: readonly FormatStyle[] = [{}, { indent: '\t', paths: 'slashes' }, { indent: '    ', paths: 'spaces' }]
  it.each(styles)('has the same meaning when formatted with %j, which is verified quickly', (style) => {
    let count = 0
    for (const path of scripts) {
      const source = new Source(readFileSync(path, 'latin1'), path)
      if (parseText(source, { root }) instanceof Refusal) continue
      const once = proved(source, { root }, style)
      if (!('text' in once)) throw new Error(`${path}: ${once.diagnostics[0]?.message}`)
      expect(proved(new Source(once.text, path), { root }, style), path).toEqual(once)
      count++
    }
    expect(count).toBeGreaterThan(10)
  })
})
