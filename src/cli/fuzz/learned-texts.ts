// Owns the values known to matter to a script: texts and numbers by the place that they are compared with, learned while it runs.
import { fromBytes } from '../../text/bytes.ts'

/** The maximum number of texts per slot. */
const maxTextsPerPlace = 24
/** The maximum number of those that came from a trial itself, not from the script. */
const maxOwnTexts = 4
/** The maximum length of a learned text, in characters. */
const maxTextChars = 400

/**
 * Texts by slot. A slot is the origin of a value: `/ip/route comment` (a property of rows), `input NAME`, `web` (servers' answers). Texts
 * are never removed; `version` increases with each.
 */
export class LearnedTexts {
  readonly #slots = new Map<string, Set<string>>()
  readonly #own = new Map<string, number>()
  #version = 0

  get version(): number {
    return this.#version
  }

  /** Adds a text; returns whether it is new. Texts are decoded; `isOwn`: it came from the trial. */
  learn(slot: string, text: string, isOwn = false): boolean {
    let texts = this.#slots.get(slot)
    if (texts === undefined) this.#slots.set(slot, (texts = new Set()))
    if (text === '' || text.length > maxTextChars || texts.size >= maxTextsPerPlace || texts.has(text)) return false
    const own = this.#own.get(slot) ?? 0
    if (isOwn && own >= maxOwnTexts) return false
    if (isOwn) this.#own.set(slot, own + 1)
    texts.add(text)
    this.#version++
    return true
  }

  at(slot: string): readonly string[] {
    return [...(this.#slots.get(slot) ?? [])]
  }
}

/** The slot of a property of a menu's rows. */
export const textSlotOf = (menu: string, property: string): string => `${menu} ${property}`
/** The slot of an input; `of` is the function of an argument. */
export const inputSlot = (name: string, of = ''): string => `input ${of} ${name}`
/** The slot of servers' answers. */
export const webSlot = 'web'

/** The texts that a property is compared with, in the source or at run time; `written`: those of the source. */
export const comparedTexts = (menu: string, property: string, written: Iterable<string>, known: LearnedTexts): readonly string[] => [
  ...new Set([...[...written].map(fromBytes), ...known.at(textSlotOf(menu, property)).filter((text) => !text.includes('\0'))]),
]
