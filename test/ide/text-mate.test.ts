// Owns the tests of the TextMate grammar, with the library that VS Code uses.
import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import oniguruma from 'vscode-oniguruma'
import textmate from 'vscode-textmate'
import { beforeAll, describe, expect, it } from 'vitest'
import { catalogFor } from '../../src/host/node/catalog-cache.ts'
import { textMate } from '../../src/ide/editors/text-mate.ts'

let grammar: textmate.IGrammar | null = null

beforeAll(async () => {
  const wasm = readFileSync(createRequire(import.meta.url).resolve('vscode-oniguruma/release/onig.wasm'))
  await oniguruma.loadWASM(wasm)
  const registry = new textmate.Registry({
    onigLib: Promise.resolve({
      createOnigScanner: (sources) => new oniguruma.OnigScanner(sources),
      createOnigString: (text) => new oniguruma.OnigString(text),
    }),
    loadGrammar: () => Promise.resolve(textmate.parseRawGrammar(JSON.stringify(textMate(catalogFor({}).root)), 'routeros.json')),
  })
  grammar = await registry.loadGrammar('source.rsc')
})

/** The words of a line with a scope, each with the first parts of the scope name. */
const coloured = (line: string): readonly string[] =>
  (grammar?.tokenizeLine(line, textmate.INITIAL).tokens ?? []).flatMap(({ startIndex, endIndex, scopes }) => {
    const scope = scopes.at(-1) ?? ''
    const text = line.slice(startIndex, endIndex).trim()
    return scope === 'source.rsc' || text === '' ? [] : [`${text} ${scope.split('.').slice(0, 2).join('.')}`]
  })

describe('the TextMate grammar', () => {
  it.each([
    ['# a comment', ['# a comment comment.line']],
    [':put 1 # plain', [': punctuation.definition', 'put support.function', '1 constant.numeric']],
    [
      ':if (true) do={',
      [': punctuation.definition', 'if keyword.control', 'true constant.language', 'do variable.parameter', '= keyword.operator'],
    ],
    ['/ip firewall filter add chain=input', ['/ip firewall filter add entity.name', 'chain variable.parameter', '= keyword.operator']],
    [':local a', [': punctuation.definition', 'local storage.type']],
    [
      '"a\\n$b$[/ip address find]"',
      [
        '" string.quoted',
        'a string.quoted',
        '\\n constant.character',
        '$b variable.other',
        '$[ meta.embedded',
        '/ip address find entity.name',
        '] meta.embedded',
        '" string.quoted',
      ],
    ],
  ])('%j', (line, expected) => expect(coloured(line)).toEqual(expected))

  it('contains every word and menu of the newest release', () => {
    for (const [name, entry] of catalogFor({}).root.entries) {
      const line = 'entries' in entry ? `/${name}` : `:${name}`
      expect(coloured(line).at(-1), line).toMatch(
        'entries' in entry ? /entity\.name$/ : /(keyword\.control|storage\.type|support\.function)$/,
      )
    }
  })
})
