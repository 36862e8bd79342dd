// Owns the tests of editor features at a place of a text; `|` is the cursor.
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { parseText } from '../../grammar/parse.ts'
import { Refusal } from '../../grammar/refusal.ts'
import { checkerFor } from '../../src/host/node/catalog-cache.ts'
import { completionsAt } from '../../src/ide/complete.ts'
import { Document } from '../../src/ide/document.ts'
import { fixesFor, formatEdits } from '../../src/ide/edit.ts'
import { foldsOf, selectionsAt } from '../../src/ide/fold.ts'
import { hoverAt, signatureAt } from '../../src/ide/hover.ts'
import { namedAt } from '../../src/ide/names.ts'
import { outlineOf, type OutlineEntry } from '../../src/ide/symbols.ts'
import { tokensOf } from '../../src/ide/tokens.ts'
import { Source } from '../../src/text/source.ts'
import { scriptBits } from '../harness/script-bits.ts'

const of = (text: string, name = 'a'): Document => new Document(new Source(text, name), checkerFor({}))

function marked(text: string): { readonly document: Document; readonly offset: number } {
  const offset = text.indexOf('|')
  return { document: of(text.slice(0, offset) + text.slice(offset + 1)), offset }
}

const offered = (text: string, others: readonly Document[] = []): readonly string[] => {
  const { document, offset } = marked(text)
  return completionsAt(document, offset, others).map(({ label, kind }) => `${kind} ${label}`)
}

describe('completion', () => {
  it.each([
    ['/i|', 'menu interface'],
    ['/ip/fire|', 'menu firewall'],
    ['/ip firewall filter |', 'command add'],
    ['/ip/firewall/filter/|', 'command print'],
    ['/ip/firewall/filter/add cha|', 'argument chain'],
    ['/ip/firewall/filter/add chain=|', 'value forward'],
    ['/ip/firewall/filter/add chain=input action=|', 'value drop'],
    ['/ip/firewall/filter/add chain=input protocol=tc|', 'value tcp'],
    [':pu|', 'command put'],
    [':local abc 1; :put $|', 'variable abc'],
    [':local abc 1; :put "a $ab|"', 'variable abc'],
    [':local abc 1; :put ($abc + $|', 'variable abc'],
    [':local abc 1\n:set a|', 'variable abc'],
    ['/ip address print where addr|', 'property address'],
    ['/ip address print where disabled=|', 'value yes'],
    [':if (1=1) do={ /ip rou|', 'menu route'],
    ['/ip/address/set [find inter|', 'property interface'],
    ['/certificate/add key-usage=|', 'value crl-sign'],
    ['/certificate/add key-usage=crl-sign,|', 'value key-cert-sign'],
    [':put "a $[/ip add|', 'menu address'],
    [':global f do={ :local x $1; :foreach k,v in=$x do={ :put $|', 'variable v'],
    ['/ip address\nadd addr|', 'argument address'],
    ['/interface/bridge\nadd name=lan\n/interface/bridge/port/add bridge=|', 'item lan'],
    [':put [/ip/address/get [find] |', 'property address'],
    [':foreach i in=[/ip/route/find] do={ /ip/route/set $i dist|', 'argument distance'],
    ['/ip/firewall/filter/add src-address=10.0.0.0/8 |', 'argument chain'],
    [':put = 1\n:local abc 1\n/ip/address/add adress=\n:put $a|\n:put 2', 'variable abc'],
    ['{\n  :put "open\n  /ip/rou|\n}\n', 'menu route'],
    [':log |', 'command info'],
  ])('%j has the completion %s', (text, expected) => expect(offered(text)).toContain(expected))

  it.each([
    '/i|',
    '/ip fire|',
    '/ip/firewall/filter/|',
    '/ip/firewall/filter add |',
    '/ip/firewall/filter/add chain=input |',
    '/ip/firewall/filter/add chain=input action=|',
    '/ip/firewall/filter/add chain=input protocol=tc|',
    ':local abc 1; :put $|',
    ':local abc 1; :put ($abc + $|',
    ':local abc 1\n:set a|',
    '/ip address print where addr|',
    '/ip address print where disabled=|',
    '/ip address\nadd addr|',
    '/certificate/add key-usage=crl-sign,|',
    '/interface/bridge\nadd name="a b"\n/interface/bridge/port/add bridge=|',
    ':put [/ip/address/get [find] |',
  ])('of %j is accepted by a device', (text) => {
    const { document, offset } = marked(text)
    const found = completionsAt(document, offset).filter(({ kind }) => kind !== 'snippet')
    expect(found).not.toEqual([])
    const refused = found.flatMap(({ label, insert = label, replaces }) => {
      const written = document.source.text.slice(0, replaces.from) + insert
      const parsed = parseText(new Source(written), { root: document.root })
      // The text behind the word may be missing.
      return parsed instanceof Refusal && parsed.offset < written.length ? [insert] : []
    })
    expect(refused).toEqual([])
  })

  it('omits arguments that are given, and lists required ones first', () => {
    const { document, offset } = marked('/ip/address/add interface=ether1 |')
    const found = completionsAt(document, offset)
    expect(found.map(({ label }) => label)).not.toContain('interface')
    expect(found.find(({ label }) => label === 'address')).toEqual({
      label: 'address',
      kind: 'argument',
      detail: 'ip',
      insert: 'address=',
      rank: 0,
      replaces: { from: 33, to: 33 },
    })
  })

  it('omits local variables from outside a function, and includes rows of other texts', () => {
    expect(offered(':local outer 1\n:global f do={\n  :put $|\n}\n').includes('variable outer')).toBe(false)
    expect(offered('/interface/bridge/port/add bridge=|', [of('/interface/bridge/add name=far\n', 'b')])).toEqual(['item far'])
  })
})

describe('the hover of a word', () => {
  it.each([
    [
      ':lo|cal a 1',
      '**/local**\n\ndeclares a local variable of this block, with a value or, as do=, a function\n\narguments: do, name, value',
    ],
    ['/ip/add|ress/print', '**/ip/address**\n\nlist: add, comment, disable, edit, enable, export, find, get, print, remove, reset, set'],
    ['/ip/address/add addre|ss=1.1.1.1', '**address** of /ip/address/add\n\nip\n\nrequired\n\nread as `1.1.1.1;`'],
    [':local abc 1\n:put $a|bc', '**$abc**\n\nlocal variable, declared in line 1'],
    ['/system/script/add name=x source=":local abc 1\\n:put \\$a|bc"', '**$abc**\n\nlocal variable, declared in line 1'],
    [
      '/interface/bridge/port/add bri|dge=x',
      '**bridge** of /interface/bridge/port/add\n\nany\n\nrequired\n\nnames an item of /interface/bridge',
    ],
    [
      '/system/scheduler/add name=a interval=1|w2d',
      '**interval** of /system/scheduler/add\n\nprints again after each such time\n\ntime\n\ndefault: 0s\n\nread as `1w2d00:00:00`',
    ],
  ])('%j is shown', (text, expected) => {
    const { document, offset } = marked(text)
    expect(hoverAt(document, offset)?.text).toBe(expected)
  })

  it('does not repeat a value that a device reads as it is written', () => {
    for (const text of ['/system/scheduler/add name=a interval=00:00:1|0', '/ip/address/add disabled=y|es', ':put |"a"']) {
      const { document, offset } = marked(text)
      expect(hoverAt(document, offset)?.text).not.toContain('read as')
    }
  })

  it('shows the arguments of its command', () => {
    const { document, offset } = marked('/ip/address/add address=1.1.1.1/24 inter|face=')
    const signature = signatureAt(document, offset)
    expect(signature?.parameters[signature.active ?? -1]?.label).toBe('interface=')
  })
})

/** The lines of all occurrences of a name; `!` marks the definition. */
const named = (text: string): readonly string[] => {
  const { document, offset } = marked(text)
  return (namedAt(document, offset)?.places ?? []).map(({ from, defines }) => `${document.source.lineAt(from)}${defines ? '!' : ''}`)
}

describe('renaming', () => {
  it.each([
    // Of two variables with the same name, only the visible one.
    [':local a 1\n:do {\n:local a 2\n:put $|a\n}\n:put $a\n', ['3!', '4']],
    [':local a 1\n:set |a 2\n:put "$a $($a + 1)"\n', ['1!', '2', '3', '3']],
    [':global f do={:return 1}\n:global g do={:global f; :put [$|f]}\n', ['1!', '2!', '2']],
    [':foreach k,v in=({}) do={:put $|v}\n', ['1!', '1']],
    ['/interface/bridge/add name=l|an\n/interface/bridge/port/add bridge=lan interface=ether1\n', ['1!', '2']],
    ['/ip/pool/add name=x\n/interface/bridge/add name=x\n/ip/dhcp-server/add address-pool=|x\n', ['1!', '3']],
    ['/system/script/add name=s source={\n:local q 1\n:put $|q\n}\n', ['2!', '3']],
  ])('%j', (text, expected) => expect(named(text)).toEqual(expected))

  it('is refused for a row whose name is computed at run time', () => {
    const { document, offset } = marked(':global f do={:put $na|me}\n')
    expect(namedAt(document, offset)?.fixed).toBe("nothing declares 'name': the caller passes it")
  })

  it('everywhere does not change the findings', () => {
    const text = ':local a 1\n:global f do={\n  :local a 2\n  :set a ($a + 1)\n  :return "$a"\n}\n:put ($a . [$f])\n:put $b\n'
    const document = of(text)
    for (const use of document.views.flatMap(({ view }) => view.uses.variables)) {
      const found = namedAt(document, use.from)
      if (found === undefined || found.fixed !== undefined) continue
      const edits = [...found.places].sort((one, other) => other.from - one.from)
      const renamed = edits.reduce((now, { from, to }) => `${now.slice(0, from)}other${now.slice(to)}`, text)
      expect(of(renamed).findings.map(({ code, line }) => `${line} ${code}`)).toEqual(
        document.findings.map(({ code, line }) => `${line} ${code}`),
      )
    }
  })
})

const names = (outline: readonly OutlineEntry[]): readonly unknown[] =>
  outline.map(({ name, kind, children }) => (children.length === 0 ? `${kind} ${name}` : [`${kind} ${name}`, ...names(children)]))

describe('the structure of a text', () => {
  it('has an outline', () => {
    const text = '/ip pool\nadd name=a\nadd name=b\n/ip dns\nset servers=1.1.1.1\n:global f do={\n:local x 1\n}\n'
    expect(names(outlineOf(of(text)))).toEqual([['section /ip/pool', 'item a', 'item b'], 'section /ip/dns', ['function f', 'variable x']])
  })

  it('has folding and selection ranges', () => {
    const text = '# a\n# b\n:if (1=1) do={\n  :put 1\n}\n'
    expect(foldsOf(of(text)).map(({ from, to, kind }) => [from, to, kind])).toEqual([
      [1, 2, 'comment'],
      [3, 5, 'block'],
    ])
    const spans = selectionsAt(of(text), text.indexOf('1\n}'))
    expect(spans.map(({ from, to }) => text.slice(from, to))).toEqual(['1', ':put 1', '{\n  :put 1\n}', text.slice(8, -1), text])
  })

  it('has highlighting tokens', () => {
    const text = ':local a 1\n/ip address add address=1.1.1.1 disabled=yes comment="x\\n$a"\n# end\n'
    expect(tokensOf(of(text)).map(({ from, to, class: name }) => `${name} ${text.slice(from, to)}`)).toEqual([
      'cmd local',
      'variable-local a',
      'number 1',
      'dir ip',
      'dir address',
      'cmd add',
      'arg address',
      'arg disabled',
      'enum yes',
      'arg comment',
      'string "x',
      'escaped \\n',
      'variable-local $a',
      'string "',
      'comment # end',
    ])
  })

  it('is formatted completely, in part, and as far as it parses', () => {
    const apply = (text: string, within?: { from: number; to: number }): string =>
      [...formatEdits(of(text), {}, within)]
        .sort((a, b) => b.from - a.from)
        .reduce((now, { from, to, text: by }) => now.slice(0, from) + by + now.slice(to), text)
    const text = ':put   1\n:put   2\n'
    expect(apply(text)).toBe(':put 1\n:put 2\n')
    expect(apply(text, { from: 10, to: 12 })).toBe(':put   1\n:put 2\n')
    expect(apply(':put   1\n:put = 2\n:put   3\n')).toBe(':put 1\n:put = 2\n:put 3\n')
  })
})

/** Applies the fix with a title to a text. */
function withFix(text: string, title: RegExp): string {
  const document = of(text)
  const fixes = document.findings.flatMap((finding) => fixesFor(document, finding))
  const fix = fixes.find((one) => title.test(one.title))
  return [...(fix?.edits ?? [])]
    .sort((a, b) => b.from - a.from)
    .reduce((now, { from, to, text: by }) => now.slice(0, from) + by + now.slice(to), text)
}

describe('fixes', () => {
  it.each([
    ['/ip/address/add adress=1.1.1.1/24 interface=a\n', /address/, '/ip/address/add address=1.1.1.1/24 interface=a\n'],
    ['/ip adress print\n', /address/, '/ip address print\n'],
    ['/ip/firewall/filter/add action=dorp chain=input\n', /drop/, '/ip/firewall/filter/add action=drop chain=input\n'],
    [':do {\n  :put $count\n}\n', /local/, ':do {\n  :local count\n  :put $count\n}\n'],
    [':local total 1\n:put $totl\n', /total/, ':local total 1\n:put $total\n'],
    [':local total 1\n:put ($total . totl)\n', /read the variable/, ':local total 1\n:put ($total . $total)\n'],
    [':put ("a" . word)\n', /text/, ':put ("a" . "word")\n'],
    ['/system/script/add name=s source=":put (1 . word)"\n', /text/, '/system/script/add name=s source=":put (1 . \\"word\\")"\n'],
    [':put [:len {1,2}]\n', /members/, ':put [:len {1;2}]\n'],
    [':local a 1\n:global f do={:put $a}\n', /function/, ':local a 1\n:global f do={:global a; :put $a}\n'],
    ['/ip/firewall/filter/add chain=input action="acept"\n', /accept/, '/ip/firewall/filter/add chain=input action="accept"\n'],
    [':put [/interface find where disabeld=yes]\n', /disabled/, ':put [/interface find where disabled=yes]\n'],
    [':put [/ip address find where address=192.0.2.1/24]\n', /write "192/, ':put [/ip address find where address="192.0.2.1/24"]\n'],
    [
      '/system/script/add name=backup source=":put 1"\n/system/scheduler/add name=a on-event=bakcup\n',
      /backup/,
      '/system/script/add name=backup source=":put 1"\n/system/scheduler/add name=a on-event=backup\n',
    ],
    ['/ip/address/add address=192.0.2.1/24\n', /interface=/, '/ip/address/add address=192.0.2.1/24 interface=\n'],
    [':if (true) do={\n  :put 1\n', /close/, ':if (true) do={\n  :put 1\n}'],
    ['}\n:put 1\n', /remove/, '\n:put 1\n'],
    ['/system/script/add name=a source=":put $x"\n', /keep the/, '/system/script/add name=a source=":put \\$x"\n'],
    ['{\n  :put $x\n}\n', /turn undeclared-variable off/, '{\n  # offbox: disable=undeclared-variable\n  :put $x\n}\n'],
  ])('%j: %s', (text, title, expected) => expect(withFix(text, title)).toBe(expected))
})

describe('any text', () => {
  const bits = [...scriptBits, '$']

  it('is processed without throwing, with ranges inside it', () => {
    fc.assert(
      fc.property(fc.array(fc.constantFrom(...bits), { maxLength: 25 }), fc.nat(60), (parts, place) => {
        const text = parts.join('')
        const document = of(text)
        const offset = Math.min(place, text.length)
        completionsAt(document, offset)
        hoverAt(document, offset)
        signatureAt(document, offset)
        formatEdits(document, {})
        outlineOf(document)
        const spans = [...selectionsAt(document, offset), ...(namedAt(document, offset)?.places ?? [])]
        let last = 0
        for (const { from, to } of tokensOf(document)) {
          expect(from).toBeGreaterThanOrEqual(last)
          last = to
          spans.push({ from, to })
        }
        for (const fix of document.findings.flatMap((finding) => fixesFor(document, finding))) spans.push(...fix.edits)
        for (const { from, to } of spans) expect(0 <= from && from <= to && to <= text.length).toBe(true)
      }),
      { numRuns: 300 },
    )
  })
})
