// Owns the tests of `offbox.json` in the language server: the settings of each text take precedence over the editor's.
import { afterEach, describe, expect, it } from 'vitest'
import type { Local } from '../../src/settings/settings.ts'
import { editor, type Editor } from './client.ts'
import { continued } from '../harness/expected.ts'

let open: Editor | undefined
afterEach(async () => {
  await open?.end()
  open = undefined
})

const late = '/certificate settings set builtin-trust-store=all\n'

describe('a text with a settings file', () => {
  it('is checked as the file of its folder says, whatever the editor says', async () => {
    const settled = (uri: string): Local => (uri.includes('/old/') ? { release: '7.20' } : { release: '7.22' })
    open = await editor({ release: '7.20' }, [], {}, settled)
    const found = async (uri: string): Promise<readonly unknown[]> => {
      const pushed = open?.pushed(uri)
      await open?.open(uri, late)
      return (await pushed) ?? []
    }
    expect(await found('file:///site/new/a.rsc')).toEqual([])
    expect(await found('file:///site/old/a.rsc')).not.toEqual([])
  })

  it('has the selected findings with the configured severities', async () => {
    open = await editor({}, [], {}, () => ({ disable: ['bad-command-name'], rules: { 'undeclared-variable': 'error' } }))
    const pushed = open.pushed('file:///site/a.rsc')
    await open.open('file:///site/a.rsc', '/ip adress print\n:put $nobody\n')
    expect(await pushed).toMatchInlineSnapshot(`
      [
        {
          "code": "undeclared-variable",
          "codeDescription": {
            "href": "https://example.org/undeclared-variable",
          },
          "message": "'nobody' is never declared: it is empty unless the caller passes nobody=",
          "range": {
            "end": {
              "character": 12,
              "line": 1,
            },
            "start": {
              "character": 5,
              "line": 1,
            },
          },
          "severity": 1,
          "source": "offbox",
        },
      ]
    `)
  })

  it('is formatted in the configured style', async () => {
    open = await editor({}, [], {}, () => ({ fmt: { indent: 'tab', paths: 'slashes' } }))
    await open.open('file:///site/a.rsc', ':if (true) do={\n/ip address print\n}\n')
    const edits: unknown = await open.connection.sendRequest('textDocument/formatting', {
      textDocument: { uri: 'file:///site/a.rsc' },
      options: { tabSize: 4, insertSpaces: true },
    })
    expect(continued(JSON.stringify(edits))).toMatchInlineSnapshot(`
      "[{"range":{"start":{"line":0,"character":0},"end":{"line":3,"character":0}},"newText":":if \\
          (true) do={\\n\\t/ip/address/print\\n}\\n"}]"
    `)
  })
})
