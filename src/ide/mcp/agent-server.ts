// Owns handling an agent's requests without the protocol: finds the tool or prompt, checks its arguments, reports errors.
import { ToolArguments, Misuse } from './given.ts'
import { isTool, prompts, tools, type ToolName } from './tools.ts'

/** The result of a tool. `failed` marks an error: a failed script, an unknown name. */
export interface ToolReply {
  readonly text: string
  readonly failed: boolean
}

/** A resource that an agent may read. */
export interface Resource {
  readonly uri: string
  readonly name: string
  readonly mimeType: string
}

/** The implementation of the tools. `call` and `read` may throw a Misuse. */
export interface ToolBackend {
  call(tool: ToolName, given: ToolArguments): ToolReply
  resources(): readonly Resource[]
  /** Undefined for an unknown resource. */
  read(uri: string): string | Uint8Array | undefined
}

/** The maximum length of a tool's result, in characters, which limits the tokens that an agent spends. */
const maxAnswerCharacters = 64 * 1024

type Arguments = Readonly<Record<string, unknown>> | undefined

/** The tools, prompts and resources of one session. */
export class AgentServer {
  readonly #workshop: ToolBackend
  readonly #broke: (error: unknown) => void

  /** `broke` receives internal errors of offbox; the session continues. */
  constructor(workshop: ToolBackend, broke: (error: unknown) => void) {
    this.#workshop = workshop
    this.#broke = broke
  }

  /** The result of a tool; undefined for an unknown tool. */
  call(name: string, given: Arguments): ToolReply | undefined {
    if (!isTool(name)) return undefined
    const { text, failed } = this.#guarded(() => this.#workshop.call(name, new ToolArguments(Object.keys(tools[name].takes), given)))
    return { text: shortened(text), failed }
  }

  /** The request of a prompt; undefined for an unknown prompt. */
  prompt(name: string, given: Arguments): ToolReply | undefined {
    const prompt = Object.hasOwn(prompts, name) ? prompts[name] : undefined
    if (prompt === undefined) return undefined
    return this.#guarded(() => ({ text: prompt.request(new ToolArguments(Object.keys(prompt.takes), given)), failed: false }))
  }

  resources(): readonly Resource[] {
    return this.#workshop.resources()
  }

  /** The contents of a resource, or an error. */
  read(uri: string): { readonly contents: string | Uint8Array } | ToolReply {
    let contents: string | Uint8Array | undefined
    const outcome = this.#guarded(() => {
      contents = this.#workshop.read(uri)
      return { text: `there is no ${uri}`, failed: true }
    })
    return contents === undefined ? outcome : { contents }
  }

  #guarded(act: () => ToolReply): ToolReply {
    try {
      return act()
    } catch (error) {
      if (error instanceof Misuse) return { text: error.message, failed: true }
      this.#broke(error)
      return { text: 'offbox broke on this, which is its own fault and not that of the script', failed: true }
    }
  }
}

/** A long result without its middle: errors are usually at the end. */
function shortened(text: string): string {
  if (text.length <= maxAnswerCharacters) return text
  const end = maxAnswerCharacters / 8
  const left = text.length - maxAnswerCharacters
  return `${text.slice(0, maxAnswerCharacters - end)}\n... ${left} characters are left out ...\n${text.slice(-end)}`
}
