// Owns the tests of the language server through its protocol: requests of an editor and their responses.
import { afterEach, describe, expect, it } from 'vitest'
import { editor, type Editor } from './client.ts'

const uri = 'file:///work/a.rsc'
let open: Editor | undefined

async function start(text: string, ...more: Parameters<typeof editor>): Promise<Editor> {
  const one = await editor(...more)
  open = one
  await one.open(uri, text)
  return one
}

afterEach(async () => {
  await open?.end()
  open = undefined
})

/** Parses a text with `|` as the cursor. */
function marked(text: string): { readonly text: string; readonly position: { readonly line: number; readonly character: number } } {
  const at = text.indexOf('|')
  const before = text.slice(0, at).split('\n')
  return { text: text.slice(0, at) + text.slice(at + 1), position: { line: before.length - 1, character: (before.at(-1) ?? '').length } }
}

describe('the language server', () => {
  it('pushes findings, also after an edit', async () => {
    const one = await editor()
    open = one
    const first = one.pushed(uri)
    await one.open(uri, ':put = 1\n:put "äöü" $x\n/ip/address/add adress=1.1.1.1\n')
    const found = await first
    expect(found.map(({ range, code, severity }) => [range.start.line, range.start.character, code, severity])).toEqual([
      [0, 5, 'syntax-error', 1],
      [1, 11, expect.anything(), expect.anything()],
      [2, 16, 'bad-parameter', 1],
    ])
    expect(found[0]?.codeDescription?.href).toBe('https://example.org/syntax-error')
    const next = one.pushed(uri)
    await one.change(uri, 2, ':put 1\n')
    expect(await next).toEqual([])
  })

  it('returns findings if an editor pulls them', async () => {
    const { connection } = await start(':put $x\n')
    const report: { items: readonly { code: string }[] } = await connection.sendRequest('textDocument/diagnostic', {
      textDocument: { uri },
    })
    expect(report.items.map(({ code }) => code)).toEqual(['undeclared-variable'])
  })

  it('completes with positions in UTF-16 units', async () => {
    const { text, position } = marked('/system/identity/set name="ß€😀"; /ip/fire|')
    const { connection } = await start(text)
    const items: { label: string; textEdit: object }[] = await connection.sendRequest('textDocument/completion', {
      textDocument: { uri },
      position,
    })
    expect(items.find(({ label }) => label === 'firewall')?.textEdit).toEqual({
      newText: 'firewall',
      range: { start: { line: 0, character: position.character - 4 }, end: position },
    })
  })

  it('returns the hover of a word', async () => {
    const { text, position } = marked('/ip/firewall/filter/add ch|ain=input\n')
    const { connection } = await start(text)
    const hover: { contents: { value: string } } = await connection.sendRequest('textDocument/hover', { textDocument: { uri }, position })
    expect(hover.contents.value).toBe('**chain** of /ip/firewall/filter/add\n\nenum: forward, input, output\n\nrequired')
  })

  it('finds and renames globals in all texts of the workspace', async () => {
    const other = { uri: 'file:///work/b.rsc', text: ':global total\n:put $total\n:local total2 1\n' }
    const { text, position } = marked(':global to|tal 1\n:set total ($total + 1)\n')
    const { connection } = await start(text, {}, [other])
    const at = { textDocument: { uri }, position }
    const references: unknown[] = await connection.sendRequest('textDocument/references', { ...at, context: { includeDeclaration: true } })
    expect(references).toHaveLength(5)
    const { changes }: { changes: Record<string, unknown[]> } = await connection.sendRequest('textDocument/rename', {
      ...at,
      newName: 'sum',
    })
    expect(Object.entries(changes).map(([name, edits]) => [name, edits.length])).toEqual([
      [uri, 3],
      [other.uri, 2],
    ])
    await expect(connection.sendRequest('textDocument/rename', { ...at, newName: 'my-sum' })).rejects.toThrowErrorMatchingInlineSnapshot(
      `[Error: names of variables consist of letters and digits]`,
    )
  })

  it('returns fixes for a finding', async () => {
    const { connection } = await start('/ip/address/add adress=1.1.1.1\n')
    const range = { start: { line: 0, character: 18 }, end: { line: 0, character: 18 } }
    const actions: { title: string; edit: { changes: Record<string, { newText: string }[]> } }[] = await connection.sendRequest(
      'textDocument/codeAction',
      { textDocument: { uri }, range, context: { diagnostics: [] } },
    )
    expect(actions.map(({ title, edit }) => [title, edit.changes[uri]?.map(({ newText }) => newText)])).toEqual([
      ["write 'address'", ['address']],
      ['turn bad-parameter off for this command', ['# offbox: disable=bad-parameter\n']],
    ])
  })

  it('formats, folds, outlines and colours', async () => {
    const { connection } = await start(':if (1=1) do={\n:put  1\n}\n:global f do={\n  :return 1\n}\n')
    const whole = { textDocument: { uri } }
    const options = { tabSize: 4, insertSpaces: true }
    const [edit]: { newText: string }[] = await connection.sendRequest('textDocument/formatting', { ...whole, options })
    expect(edit?.newText).toBe(':if (1=1) do={\n    :put 1\n}\n:global f do={\n    :return 1\n}\n')
    expect(await connection.sendRequest('textDocument/foldingRange', whole)).toEqual([
      { startLine: 0, endLine: 2 },
      { startLine: 3, endLine: 5 },
    ])
    const symbols: { name: string; kind: number }[] = await connection.sendRequest('textDocument/documentSymbol', whole)
    expect(symbols.map(({ name, kind }) => [name, kind])).toEqual([['f', 12]])
    const { data }: { data: number[] } = await connection.sendRequest('textDocument/semanticTokens/full', whole)
    expect(data.slice(0, 5)).toEqual([0, 1, 2, 1, 0])
    expect(data.length % 5).toBe(0)
  })

  it('uses the release of the settings', async () => {
    const { connection } = await start('/certificate settings set builtin-trust-store=all\n', { release: '7.20' })
    const report: { items: readonly { code: string }[] } = await connection.sendRequest('textDocument/diagnostic', {
      textDocument: { uri },
    })
    expect(report.items.map(({ code }) => code)).toEqual(['expected-end-of-command'])
  })
})
