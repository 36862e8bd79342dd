// Owns the Model Context Protocol: an agent's requests over a pair of streams, and the format of responses. Built as a separate bundle, so
// its dependencies are passed in: its own copies of their classes would not match.
import { ProtocolError, ProtocolErrorCode, Server } from '@modelcontextprotocol/server'
import { serveStdio, StdioServerTransport } from '@modelcontextprotocol/server/stdio'
import type { Readable, Writable } from 'node:stream'
import type { AgentServer } from './agent-server.ts'
import { instructions, listedTools, listedPrompts, templates } from './tools.ts'

/** What the server for agents needs of its process. */
export interface AgentWorld {
  readonly input: Readable
  readonly output: Writable
  readonly version: string
  readonly agent: Pick<AgentServer, 'call' | 'prompt' | 'read' | 'resources'>
  /** Called with what is wrong with the stream or with a message on it; the session continues. */
  readonly onProblem: (what: string) => void
}

/** Serves one agent until it closes the stream. */
export function serveAgent(world: AgentWorld): Promise<void> {
  return new Promise((resolve) => {
    const transport = new StdioServerTransport(world.input, world.output)
    world.input.once('close', resolve)
    world.input.once('end', resolve)
    serveStdio(() => serverOf(world), { transport, onerror: (error) => world.onProblem(wordsOf(error)) })
  })
}

/**
 * Returns the message for an error that the library reports about the agent's input. Its own message for an invalid line lists every form
 * that a message can have.
 */
const wordsOf = (error: Error): string =>
  error.name === 'ZodError' ? 'a line from the agent is not a JSON-RPC message' : `input from the agent: ${error.message}`

function serverOf({ version, agent: desk }: AgentWorld): Server {
  const server = new Server({ name: 'offbox', version }, { capabilities: { tools: {}, resources: {}, prompts: {} }, instructions })
  server.setRequestHandler('tools/list', () => ({ tools: listedTools }))
  server.setRequestHandler('tools/call', ({ params: { name, arguments: given } }) => {
    const { text, failed } = desk.call(name, given) ?? refuse(`no tool is called ${name}`)
    return { content: [{ type: 'text', text }], ...(failed ? { isError: true } : {}) }
  })
  server.setRequestHandler('resources/list', () => ({ resources: [...desk.resources()] }))
  server.setRequestHandler('resources/templates/list', () => ({ resourceTemplates: templates }))
  server.setRequestHandler('resources/read', ({ params: { uri } }) => {
    const found = desk.read(uri)
    if (!('contents' in found)) return refuse(found.text)
    const { contents } = found
    return { contents: [typeof contents === 'string' ? { uri, text: contents } : { uri, blob: Buffer.from(contents).toString('base64') }] }
  })
  server.setRequestHandler('prompts/list', () => ({ prompts: listedPrompts }))
  server.setRequestHandler('prompts/get', ({ params: { name, arguments: given } }) => {
    const { text, failed } = desk.prompt(name, given) ?? refuse(`no prompt is called ${name}`)
    return failed ? refuse(text) : { messages: [{ role: 'user', content: { type: 'text', text } }] }
  })
  return server
}

function refuse(why: string): never {
  throw new ProtocolError(ProtocolErrorCode.InvalidParams, why)
}
