// Owns an agent for tests: it starts `offbox mcp` and uses the protocol over its streams.
import { speakAlone, type Speaking } from '../../harness/shared-protocol.ts'

/** A response of the protocol: a result or an error. */
export interface Answer {
  readonly result?: Readonly<Record<string, unknown>>
  readonly error?: { readonly code: number; readonly message: string }
}

/** A session of an agent with the server. */
export interface Agent {
  ask(method: string, params?: object): Promise<Answer>
  /** Calls a tool and returns its text; errors have a `!` in front. */
  tool(name: string, given: object): Promise<string>
  /** Closes the stream; resolves with the exit code. */
  end(): Promise<number | null>
}

/** Starts a server with options in a folder, and initialises the session. */
export async function agent(options: readonly string[] = [], protocolVersion = '2025-06-18', cwd = process.cwd()): Promise<Agent> {
  return agentOf(speakAlone(['mcp', ...options], cwd), protocolVersion)
}

/** Initialises the session with a running server. */
export async function agentOf({ input, output, exit }: Speaking, protocolVersion = '2025-06-18'): Promise<Agent> {
  const waiting = new Map<number, (answer: Answer) => void>()
  let rest = ''
  output.setEncoding('utf8')
  output.on('data', (text: string) => {
    const lines = (rest + text).split('\n')
    rest = lines.pop() ?? ''
    for (const line of lines) {
      const message = JSON.parse(line) as Answer & { readonly id: number } // JSON-RPC
      waiting.get(message.id)?.(message)
    }
  })
  let last = 0
  const send = (message: object): void => void input.write(`${JSON.stringify({ jsonrpc: '2.0', ...message })}\n`)
  const ask = (method: string, params: object = {}): Promise<Answer> =>
    new Promise((resolve) => {
      const id = ++last
      waiting.set(id, resolve)
      send({ id, method, params })
    })
  await ask('initialize', { protocolVersion, capabilities: {}, clientInfo: { name: 'test', version: '0' } })
  send({ method: 'notifications/initialized' })
  return {
    ask,
    async tool(name, given) {
      const { result, error } = await ask('tools/call', { name, arguments: given })
      if (error !== undefined) return `!! ${error.message}`
      const { content, isError }: { content?: readonly { text: string }[]; isError?: boolean } = result ?? {}
      return `${isError === true ? '! ' : ''}${content?.[0]?.text ?? ''}`
    },
    end() {
      input.end()
      return exit
    },
  }
}
