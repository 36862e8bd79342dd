// Owns the tests that no input of an editor or an agent breaks `lsp`, `dap` and `mcp`: odd frames, odd messages, truncated streams.
import { Readable } from 'node:stream'
import { afterAll, describe, expect, it } from 'vitest'
import { Complaint } from '../../src/cli/exit-code.ts'
import { framed } from '../../src/cli/frames.ts'
import { shapeError } from '../../src/ide/dap/argument-shapes.ts'
import { offbox, scratch, type Ran } from '../harness/command-line.ts'

const place = scratch()
afterAll(() => place.remove())

const frame = (message: unknown): string => {
  const body = typeof message === 'string' ? message : JSON.stringify(message)
  return `Content-Length: ${body.length}\r\n\r\n${body}`
}
const line = (message: unknown): string => `${typeof message === 'string' ? message : JSON.stringify(message)}\n`
const sent = (verb: string, text: string): Ran => offbox(place.path, [verb], text)
/** The messages in a stream of frames. */
const messagesOf = (out: string): readonly Readonly<Record<string, unknown>>[] =>
  out
    .split(/Content-Length: \d+\r\n\r\n/)
    .slice(1)
    // Both protocols send objects only.
    .map((body) => JSON.parse(body) as Readonly<Record<string, unknown>>)
const nested = '['.repeat(200_000) + ']'.repeat(200_000)

/** The messages that pass through the frame filter, concatenated, and the error that ended the stream, if any. */
async function handed(...pieces: readonly string[]): Promise<readonly [messages: string, fault: string]> {
  const frames = framed(Readable.from(pieces.map((piece) => Buffer.from(piece, 'latin1'))))
  let messages = ''
  for await (const message of frames) messages += String(message)
  try {
    frames.check()
    return [messages, '']
  } catch (error) {
    expect(error).toBeInstanceOf(Complaint)
    return [messages, error instanceof Error ? error.message : '']
  }
}

describe('frames', () => {
  it('are passed on whole, however they arrive', async () => {
    const [a, b] = [frame('{"a":1}'), frame('{"b":2}')]
    expect(await handed(a + b)).toEqual([a + b, ''])
    expect(await handed(...(a + b).split(''))).toEqual([a + b, ''])
    expect(await handed(`content-type: x\r\nCONTENT-LENGTH:2 \r\n\r\n{}${frame('')}${a}`)).toEqual([
      `content-type: x\r\nCONTENT-LENGTH:2 \r\n\r\n{}${a}`,
      '',
    ])
  })

  it('incomplete ones are dropped', async () => {
    expect(await handed(frame('{}'), 'Content-Length: 5\r\n\r\n{}')).toEqual([frame('{}'), ''])
    expect(await handed(frame('{}'), 'Content-Le')).toEqual([frame('{}'), ''])
  })

  it.each([
    ['hello\r\n\r\n', 'its head has no Content-Length'],
    ['Content-Length: -5\r\n\r\n{}', 'its head has no Content-Length'],
    ['Content-Length: 1e9\r\n\r\n{}', 'its head has no Content-Length'],
    ['Content-Length: 999999999999\r\n\r\n{}', 'it is to have 999999999999 bytes, 268435456 are the most'],
    ['X'.repeat(20_000), 'its head does not end within 8192 bytes'],
  ])('the stream ends with %j', async (text, fault) => {
    const [messages, said] = await handed(frame('{}'), text, frame('{}'))
    expect(messages).toBe(frame('{}'))
    expect(said).toBe(`the editor sent something that is not a message: ${fault}`)
  })
})

const start = frame({
  jsonrpc: '2.0',
  id: 1,
  method: 'initialize',
  params: {
    processId: null,
    rootUri: null,
    capabilities: { workspace: { configuration: true, didChangeWatchedFiles: { dynamicRegistration: true } } },
  },
})
const ready = start + frame({ jsonrpc: '2.0', method: 'initialized', params: {} })
const notification = (method: string, params: unknown): string => frame({ jsonrpc: '2.0', method, params })
const opened = notification('textDocument/didOpen', {
  textDocument: { uri: 'file:///a.rsc', languageId: 'routeros', version: 1, text: ':put $a' },
})
const changed = (contentChanges: unknown): string =>
  notification('textDocument/didChange', { textDocument: { uri: 'file:///a.rsc', version: 2 }, contentChanges })

/** A position in the first line. */
const place0 = { line: 0, character: 2 }

describe('lsp', () => {
  it.each<[string, string]>([
    ['messages that are no objects', ['5', 'null', '[]', '"x"', '{', nested].map(frame).join('')],
    ['what an editor refuses', [1, 2, 3].map((id) => frame({ jsonrpc: '2.0', id, error: { code: -1, message: 'no' } })).join('')],
    ['changes without a list', opened + changed(null) + changed([null]) + changed([{ text: 5 }])],
    [
      'settings that are none',
      [null, 5, { settings: { offbox: { release: '99', packages: 5 } } }]
        .map((one) => notification('workspace/didChangeConfiguration', one))
        .join(''),
    ],
    [
      'files that are none',
      [null, {}, { changes: 5 }, { changes: [{ uri: 5 }] }].map((one) => notification('workspace/didChangeWatchedFiles', one)).join(''),
    ],
    ['a message that is cut off', 'Content-Length: 100\r\n\r\n{}'],
  ])('continues after %s', (_, text) => {
    // The stream ends immediately, so a response may not be read.
    const { code, out, err } = sent('lsp', ready + text)
    expect({ code, err }).toEqual({ code: 0, err: '' })
    expect(messagesOf(out)[0]).toMatchObject({ jsonrpc: '2.0', id: 1, result: { capabilities: { hoverProvider: true } } })
  })

  it.each<[string, string]>([
    ['10 MB of lines', ':put 1\n'.repeat(1_400_000)],
    ['10 MB of one line', ':put 1; '.repeat(1_200_000)],
    ['50 MB of open braces', '{'.repeat(50_000_000)],
  ])('reports that it does not read a text of %s, and reads the others', (_, text) => {
    const open = (uri: string, long: string): string =>
      notification('textDocument/didOpen', { textDocument: { uri, languageId: 'routeros', version: 1, text: long } })
    const symbols = frame({
      jsonrpc: '2.0',
      id: 7,
      method: 'textDocument/documentSymbol',
      params: { textDocument: { uri: 'file:///b.rsc' } },
    })
    const asked = { textDocument: { uri: 'file:///b.rsc' } }
    const findings = frame({ jsonrpc: '2.0', id: 8, method: 'textDocument/diagnostic', params: asked })
    const a = frame({
      jsonrpc: '2.0',
      id: 9,
      method: 'textDocument/hover',
      params: { textDocument: { uri: 'file:///a.rsc' }, position: place0 },
    })
    const { code, out, err } = sent('lsp', ready + open('file:///b.rsc', text) + symbols + findings + opened + a)
    expect({ code, err }).toEqual({ code: 0, err: '' })
    const answers = messagesOf(out).filter(({ id }) => id === 7 || id === 8 || id === 9)
    expect(answers).toMatchInlineSnapshot(`
      [
        {
          "id": 7,
          "jsonrpc": "2.0",
          "result": null,
        },
        {
          "id": 8,
          "jsonrpc": "2.0",
          "result": {
            "items": [
              {
                "message": "offbox reads no text of more than 2000000 characters here: offbox check reads it",
                "range": {
                  "end": {
                    "character": 0,
                    "line": 0,
                  },
                  "start": {
                    "character": 0,
                    "line": 0,
                  },
                },
                "severity": 3,
                "source": "offbox",
              },
            ],
            "kind": "full",
          },
        },
        {
          "id": 9,
          "jsonrpc": "2.0",
          "result": {
            "contents": {
              "kind": "markdown",
              "value": "**/put**

      prints a value and a line end; returns the value

      arguments: message",
            },
            "range": {
              "end": {
                "character": 4,
                "line": 0,
              },
              "start": {
                "character": 1,
                "line": 0,
              },
            },
          },
        },
      ]
    `)
  })

  it('ends with an error if the input is not a message', () => {
    const { code, err } = sent('lsp', `${ready}hello\r\n\r\n`)
    expect({ code, err }).toEqual({
      code: 64,
      err: 'error: the editor sent something that is not a message: its head has no Content-Length\n',
    })
  })
})

describe('dap', () => {
  const asked = (command: string, given?: unknown): string => frame({ seq: 1, type: 'request', command, arguments: given })
  const refused: readonly (readonly [command: string, given: unknown, words: string])[] = [
    ['launch', undefined, 'launch.program needs a text'],
    ['launch', { program: 5 }, 'launch.program needs a text'],
    ['launch', { program: 'a.rsc', files: 'b.txt' }, 'launch.files needs a list'],
    ['launch', { program: 'a.rsc', limit: [5] }, 'launch.limit[0] needs a text'],
    ['setBreakpoints', { source: 5 }, 'setBreakpoints.source needs named members'],
    ['setBreakpoints', { source: { path: 'a' }, breakpoints: [{ line: 'x' }] }, 'setBreakpoints.breakpoints[0].line needs a whole number'],
    ['setFunctionBreakpoints', {}, 'setFunctionBreakpoints.breakpoints needs a list'],
    ['evaluate', { expression: 5 }, 'evaluate.expression needs a text'],
    ['restart', { arguments: { program: 'a.rsc', device: 5 } }, 'launch.device needs a text'],
  ]
  it('refuses arguments of a wrong shape', () => {
    const requests = refused.map(([command, given]) => asked(command, given)).join('')
    const { code, out, err } = sent('dap', asked('initialize', { pathFormat: 'path' }) + requests + asked('disconnect'))
    expect({ code, err }).toEqual({ code: 0, err: '' })
    const said = messagesOf(out).map(({ message, event, command }) => message ?? event ?? command)
    expect(said).toEqual(['initialize', ...refused.map(([, , words]) => words), 'exited', 'terminated', 'disconnect'])
  })

  it('accepts null for absent members, and unknown members', () => {
    expect(shapeError('launch', { program: 'a.rsc', more: [5], device: undefined })).toBeUndefined()
    expect(shapeError('__proto__', 5)).toBeUndefined()
    const set = asked('setBreakpoints', { source: { path: 'none.rsc' }, breakpoints: [{ line: 1, condition: null }] })
    const { code, err } = sent('dap', asked('initialize', { pathFormat: 'path' }) + set + asked('disconnect'))
    expect({ code, err }).toEqual({ code: 0, err: '' })
  })

  it('ends with an error if the input is not a message', () => {
    const { code, out, err } = sent('dap', 'hello\r\n\r\n')
    expect(messagesOf(out).map(({ event, body }) => [event, body])).toEqual([
      ['exited', { exitCode: 64 }],
      ['terminated', undefined],
    ])
    expect({ code, err }).toEqual({
      code: 64,
      err: 'error: the editor sent something that is not a message: its head has no Content-Length\n',
    })
  })
})

describe('mcp', () => {
  const hello = line({
    jsonrpc: '2.0',
    id: 1,
    method: 'initialize',
    params: { protocolVersion: '2025-06-18', capabilities: {}, clientInfo: { name: 'x', version: '1' } },
  })
  it('reports lines that are not messages, and continues', () => {
    const { code, out, err } = sent(
      'mcp',
      hello + ['5', '[]', '{}', nested].map(line).join('') + line({ jsonrpc: '2.0', id: 2, method: 'ping' }),
    )
    expect(code).toBe(0)
    expect(err).toBe('error: a line from the agent is not a JSON-RPC message\n'.repeat(4))
    expect(out.split('\n').slice(1)).toEqual(['{"result":{},"jsonrpc":"2.0","id":2}', ''])
  })

  it('ends with an error at a line without end', () => {
    const { code, err } = sent('mcp', 'x'.repeat(11_000_000))
    expect(code).toBe(0)
    expect(err).toBe('error: input from the agent: ReadBuffer exceeded maximum size of 10485760 bytes\n')
  })
})
