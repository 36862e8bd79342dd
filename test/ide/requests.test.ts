// Owns the tests of every request of an editor: a text with `|` as the cursor, and the response.
import { afterEach, describe, expect, it } from 'vitest'
import { editor, type Editor } from './client.ts'

const uri = 'file:///work/a.rsc'
let open: Editor | undefined

afterEach(async () => {
  await open?.end()
  open = undefined
})

interface Position {
  readonly line: number
  readonly character: number
}

interface Range {
  readonly start: Position
  readonly end: Position
}

/** Opens a text with `|` as the cursor, and sends a request about that place. */
async function at(marked: string, ...more: Parameters<typeof editor>) {
  const place = marked.indexOf('|')
  const text = place === -1 ? marked : marked.slice(0, place) + marked.slice(place + 1)
  const before = marked.slice(0, Math.max(0, place)).split('\n')
  const position = { line: before.length - 1, character: before.at(-1)?.length ?? 0 }
  const one = await editor(...more)
  open = one
  await one.open(uri, text)
  const ask = <T>(method: string, params: object = {}): Promise<T> =>
    one.connection.sendRequest(`textDocument/${method}`, { textDocument: { uri }, position, ...params })
  return { one, text, position, ask }
}

const all: Range = { start: { line: 0, character: 0 }, end: { line: 1000, character: 0 } }
const snippets = { textDocument: { completion: { completionItem: { snippetSupport: true } } } }

interface Item {
  readonly label: string
  readonly kind: number
  readonly insertTextFormat: number
  readonly textEdit: { readonly newText: string; readonly range: Range }
}

describe('completion', () => {
  it('works in code within quotes, with positions in the whole text', async () => {
    const { ask, position } = await at('/system/script/add name=s source=":local abc 1\\n:put \\$ab|"\n')
    const items = await ask<readonly Item[]>('completion')
    expect(items.find(({ label }) => label === 'abc')?.textEdit.range).toEqual({
      start: { ...position, character: position.character - 2 },
      end: position,
    })
  })

  it.each([
    ['/system/script/add name=s source={\n  :local abc 1\n  /ip/fire|\n}\n', 'firewall'],
    ['/system/scheduler/add name=s on-event="/ip/fire|"\n', 'firewall'],
    ['/ip/dhcp-server/add lease-script=":pu|"\n', 'put'],
  ])('works in %j', async (text, label) => {
    const { ask } = await at(text)
    expect((await ask<readonly Item[]>('completion')).map((item) => item.label)).toContain(label)
  })

  it('contains snippets for editors that support them', async () => {
    const { ask } = await at(':fore|', {}, [], snippets)
    const item = (await ask<readonly Item[]>('completion')).find(({ label }) => label === 'foreach ... in')
    expect(item).toMatchInlineSnapshot(`
      {
        "detail": "a loop over members or items",
        "filterText": ":foreach ... in",
        "insertTextFormat": 2,
        "kind": 15,
        "label": "foreach ... in",
        "sortText": "3foreach ... in",
        "textEdit": {
          "newText": ":foreach \${1:item} in=\${2:[find]} do={
      	$0
      }",
          "range": {
            "end": {
              "character": 5,
              "line": 0,
            },
            "start": {
              "character": 0,
              "line": 0,
            },
          },
        },
      }
    `)
    expect(item?.textEdit.range.start).toEqual({ line: 0, character: 0 })
  })

  it('contains no snippets for other editors', async () => {
    const { ask } = await at('/ip/address/|')
    const items = await ask<readonly Item[]>('completion')
    expect(items.map(({ label }) => label)).toEqual([
      'add',
      'comment',
      'disable',
      'edit',
      'enable',
      'export',
      'find',
      'get',
      'print',
      'remove',
      'reset',
      'set',
    ])
    expect(items.filter(({ insertTextFormat }) => insertTextFormat === 2)).toEqual([])
  })

  it('contains a snippet with the required arguments of a menu', async () => {
    const { ask } = await at('/ip/address/|', {}, [], snippets)
    const items = await ask<readonly Item[]>('completion')
    expect(items.map(({ textEdit }) => textEdit.newText)).toEqual([
      'add',
      'add address=${1} interface=${2}',
      'comment',
      'disable',
      'edit',
      'enable',
      'export',
      'find',
      'get',
      'print',
      'remove',
      'reset',
      'set',
    ])
  })
})

interface Place {
  readonly uri: string
  readonly range: Range
}

describe('definition', () => {
  const script = { uri: 'file:///work/b.rsc', text: '/system/script/add name=backup source=":put 1"\n' }
  const lines = (places: readonly Place[]) => places.map((place) => `${place.uri.slice(-5)}:${place.range.start.line + 1}`)

  it.each([
    ['/system/script/run bac|kup\n', ['b.rsc:1']],
    ['/system/scheduler/add name=x interval=1d on-event=bac|kup\n', ['b.rsc:1']],
    [':import b.r|sc\n', ['b.rsc:1']],
    [':import file-name="b.r|sc"\n', ['b.rsc:1']],
    ['/interface/bridge/add name=lan\n/interface/bridge/set la|n comment=x\n', ['a.rsc:1']],
  ])('of %j', async (text, expected) => {
    const { ask } = await at(text, {}, [script])
    expect(lines(await ask<readonly Place[]>('definition'))).toEqual(expected)
  })

  it('follows files that change on disk', async () => {
    const { ask, one } = await at('/system/script/run fre|sh\n', {}, [script])
    expect(await ask<readonly Place[]>('definition')).toEqual([])
    await one.store({ uri: script.uri, text: ':put 1\n/system/script/add name=fresh source=":put 2"\n' })
    expect(lines(await ask<readonly Place[]>('definition'))).toEqual(['b.rsc:2'])
    const symbols = await one.connection.sendRequest<readonly { name: string }[]>('workspace/symbol', { query: 'fre' })
    expect(symbols.map(({ name }) => name)).toEqual(['fresh'])
  })
})

describe('formatting', () => {
  const options = { tabSize: 2, insertSpaces: true }
  const texts = (edits: readonly { newText: string }[]) => edits.map(({ newText }) => newText)

  it('of a range includes whole statements', async () => {
    const { ask } = await at(':put   1\n:if (1=1) do={\n:put   2\n}\n')
    const range = { start: { line: 2, character: 0 }, end: { line: 2, character: 1 } }
    expect(texts(await ask('rangeFormatting', { range, options }))).toEqual([':if (1=1) do={\n  :put 2\n}'])
  })

  it('of a block happens when it is closed', async () => {
    const { ask } = await at(':put   1\n:if (1=1) do={\n:put   2\n}|\n')
    expect(texts(await ask('onTypeFormatting', { ch: '}', options }))).toEqual([':if (1=1) do={\n  :put 2\n}'])
  })

  it('of a line happens when the next one starts', async () => {
    const { ask } = await at(':local   a 1\n:put   $a\n|')
    expect(texts(await ask('onTypeFormatting', { ch: '\n', options }))).toEqual([':put $a'])
  })
})

interface Tokens {
  readonly resultId: string
  readonly data: number[]
  readonly edits?: readonly { readonly start: number; readonly deleteCount: number; readonly data: number[] }[]
}

describe('semantic tokens', () => {
  it('are returned for a text, for a range, and as changes', async () => {
    const { ask, one } = await at(':put 1\n:local a 2\n:put $a\n')
    const whole = await ask<Tokens>('semanticTokens/full')
    const range = { start: { line: 1, character: 0 }, end: { line: 1, character: 99 } }
    const part = await ask<Tokens>('semanticTokens/range', { range })
    expect(part.data.slice(0, 5)).toEqual([1, 1, 5, 1, 0])
    expect(part.data).toHaveLength(15)
    await one.change(uri, 2, ':put 1\n:local a yes\n:put $a\n')
    const { edits = [], resultId } = await ask<Tokens>('semanticTokens/full/delta', { previousResultId: whole.resultId })
    const fresh = await ask<Tokens>('semanticTokens/full')
    const applied = edits.reduce((data, { start, deleteCount, data: put }) => data.toSpliced(start, deleteCount, ...put), whole.data)
    expect(resultId).not.toBe(whole.resultId)
    expect(applied).toEqual(fresh.data)
  })
})

describe('inlay hints', () => {
  const asked = async (text: string, options?: object) => {
    const { ask } = await at(text, options)
    return (await ask<readonly { label: string; position: Position }[]>('inlayHint', { range: all })).map(
      ({ label, position }) => `${position.line}:${position.character} ${label}`,
    )
  }

  it('show names of positional arguments, and units', async () => {
    expect(await asked(':put [:pick "abc" 1 2]\n/system/scheduler/add name=a interval=5 on-event=":put 1"\n')).toEqual([
      '0:12 counter=',
      '0:18 begin=',
      '0:20 end=',
      '1:39 s',
    ])
  })

  it('show the menu of ids that find returns', async () => {
    expect(await asked(':foreach i in=[/ip/address/find disabled=no] do={ /ip/address/remove $i }\n:local a [/ip/route find]\n')).toEqual([
      '0:44 : ids of /ip/address',
      '1:25 : ids of /ip/route',
    ])
    expect(await asked('/ip/address/remove [find]\n:local n [:find "abc" "b"]\n')).not.toContain('ids')
  })

  it('can be disabled', async () => expect(await asked(':put [:pick "abc" 1 2]\n', { inlayHints: false })).toEqual([]))
})

describe('code lenses', () => {
  interface Lens {
    readonly command?: { readonly title: string; readonly command: string; readonly arguments: readonly string[] }
  }

  it('run, test, and show the releases on which a text works', async () => {
    const test = { uri: 'file:///work/a.test.rsc', text: ':put 1\n' }
    const { ask, one } = await at('/certificate settings set builtin-trust-store=all\n', {}, [test])
    const lenses = await ask<readonly Lens[]>('codeLens')
    expect(lenses.map(({ command }) => [command?.title, command?.arguments[0]])).toEqual([
      ['run', uri],
      ['test', test.uri],
      [undefined, undefined],
    ])
    const resolved = await one.connection.sendRequest<Lens>('codeLens/resolve', lenses[2])
    expect(resolved.command?.title).toBe('works on 7.21..7.24')
    const said = await one.connection.sendRequest('workspace/executeCommand', { command: 'offbox.run', arguments: [uri] })
    expect(said).toEqual({ code: 0, output: `run ${uri}` })
  })
})

describe('findings', () => {
  interface Report {
    readonly items: readonly {
      readonly code?: string
      readonly range: Range
      readonly tags?: readonly number[]
      readonly message: string
    }[]
  }

  it('of code in strings are at its place in the file', async () => {
    const { ask } = await at('/system/script/add name=s source=":put 1\\n:put = 2"\n')
    const { items } = await ask<Report>('diagnostic')
    expect(items.map(({ code, range }) => [code, range.start.character])).toEqual([['syntax-error', 47]])
  })

  it('mark code that never runs and unused variables as unnecessary', async () => {
    const { ask } = await at('{\n  :local a 1\n  :local b 2\n  :put $b\n}\n}\n:put 1\n')
    const { items } = await ask<Report>('diagnostic')
    expect(items.filter(({ tags }) => tags?.includes(1)).map(({ message }) => message.slice(0, 16))).toEqual([
      "this '}' ends th",
      "no code reads 'a",
    ])
  })

  it('mark names that later releases lack as deprecated', async () => {
    const old = { release: '7.12' }
    const { ask } = await at('/log/print follow-strict\n/log/print follow\n', old)
    const { items } = await ask<Report>('diagnostic')
    expect(items.map(({ message, tags, range }) => [message, tags, range.start.line])).toEqual([
      ["later releases lack 'follow-strict': RouterOS has it until 7.15", [2], 0],
    ])
    const { ask: complete } = await at('/log/print follow|\n', old)
    const offers = await complete<readonly { readonly label: string; readonly tags?: readonly number[] }[]>('completion')
    const struck = offers.filter(({ tags }) => tags?.includes(1) === true).map(({ label }) => label)
    expect(struck).toEqual(['follow-strict'])
    expect(struck).not.toContain('follow')
  })

  it('mark names of 6.x that were renamed or removed in 7.x as deprecated', async () => {
    const old = ['/ip dns set primary-dns=192.0.2.1', '/log print follow-strict', '/ip adress print']
    const { ask } = await at(old.map((line) => `${line}\n`).join(''), { release: '7.24' })
    const { items } = await ask<Report>('diagnostic')
    expect(items.filter(({ code }) => code !== undefined).map(({ range, tags }) => [range.start.line, tags])).toEqual([
      [0, [2]],
      [1, [2]],
      [2, undefined],
    ])
  })

  it('follow changed settings', async () => {
    const { ask, one } = await at('/certificate settings set builtin-trust-store=all\n')
    expect((await ask<Report>('diagnostic')).items).toEqual([])
    await one.connection.sendNotification('workspace/didChangeConfiguration', { settings: { offbox: { release: '7.20' } } })
    expect((await ask<Report>('diagnostic')).items.map(({ code }) => code)).toEqual(['expected-end-of-command'])
  })
})
