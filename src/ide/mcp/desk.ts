// Owns what an agent asks, without the protocol: finding the tool or prompt, reading what it is given, telling what is wrong with it.
import { Given, Misuse } from './given.ts'
import { isTool, prompts, tools, type ToolName } from './tools.ts'

/** What a tool says. `failed` marks what went wrong: a script that failed, a name that there is not. */
export interface Reply {
  readonly text: string
  readonly failed: boolean
}

/** Something that an agent may read. */
export interface Resource {
  readonly uri: string
  readonly name: string
  readonly mimeType: string
}

/** What carries the tools out. `call` and `read` may throw a Misuse. */
export interface Workshop {
  call(tool: ToolName, given: Given): Reply
  resources(): readonly Resource[]
  /** Undefined where there is no such resource. */
  read(uri: string): string | Uint8Array | undefined
}

/** The longest answer of a tool, in characters: more only fills the agent's memory. */
const maxAnswerCharacters = 64 * 1024

type Arguments = Readonly<Record<string, unknown>> | undefined

export class Desk {
  readonly #workshop: Workshop
  readonly #broke: (error: unknown) => void

  /** `broke` is told of faults of offbox; the session goes on. */
  constructor(workshop: Workshop, broke: (error: unknown) => void) {
    this.#workshop = workshop
    this.#broke = broke
  }

  /** What a tool says; undefined where there is no such tool. */
  call(name: string, given: Arguments): Reply | undefined {
    if (!isTool(name)) return undefined
    const { text, failed } = this.#guarded(() => this.#workshop.call(name, new Given(Object.keys(tools[name].takes), given)))
    return { text: shortened(text), failed }
  }

  /** The request that a prompt makes; undefined where there is no such prompt. */
  prompt(name: string, given: Arguments): Reply | undefined {
    const prompt = Object.hasOwn(prompts, name) ? prompts[name] : undefined
    if (prompt === undefined) return undefined
    return this.#guarded(() => ({ text: prompt.say(new Given(Object.keys(prompt.takes), given)), failed: false }))
  }

  resources(): readonly Resource[] {
    return this.#workshop.resources()
  }

  /** What a resource holds; where it cannot be read, why. */
  read(uri: string): { readonly contents: string | Uint8Array } | Reply {
    let contents: string | Uint8Array | undefined
    const outcome = this.#guarded(() => {
      contents = this.#workshop.read(uri)
      return { text: `there is no ${uri}`, failed: true }
    })
    return contents === undefined ? outcome : { contents }
  }

  #guarded(act: () => Reply): Reply {
    try {
      return act()
    } catch (error) {
      if (error instanceof Misuse) return { text: error.message, failed: true }
      this.#broke(error)
      return { text: 'offbox broke on this, which is its own fault and not that of the script', failed: true }
    }
  }
}

/** A long answer without its middle: what went wrong stands at the end. */
function shortened(text: string): string {
  if (text.length <= maxAnswerCharacters) return text
  const end = maxAnswerCharacters / 8
  const left = text.length - maxAnswerCharacters
  return `${text.slice(0, maxAnswerCharacters - end)}\n... ${left} characters are left out ...\n${text.slice(-end)}`
}
