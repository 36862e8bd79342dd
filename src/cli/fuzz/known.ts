// Owns what is known to matter to a script: texts and numbers by the place that they are compared at, learned while it runs.

/** At most so many texts of one place. */
const maxTextsPerPlace = 24
/** Of these so many that a trial brought along itself: they are no constants of the script. */
const maxOwnTexts = 4
const maxTextLength = 400

/**
 * Texts by slot. A slot is where a value comes from: `/ip/route comment` (a property of rows), `input NAME`, `web` (what servers answer).
 * What is learned stays; `version` grows with it.
 */
export class Known {
  readonly #slots = new Map<string, Set<string>>()
  readonly #own = new Map<string, number>()
  #version = 0

  get version(): number {
    return this.#version
  }

  /** Whether it is news. Texts are decoded; `isOwn` where the trial brought it along. */
  learn(slot: string, text: string, isOwn = false): boolean {
    let texts = this.#slots.get(slot)
    if (texts === undefined) this.#slots.set(slot, (texts = new Set()))
    if (text === '' || text.length > maxTextLength || texts.size >= maxTextsPerPlace || texts.has(text)) return false
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
export const slotOf = (menu: string, property: string): string => `${menu} ${property}`
/** The slot of an input; `of` is the function whose argument it is. */
export const inputSlot = (name: string, of = ''): string => `input ${of} ${name}`
/** The slot of what servers answer. */
export const webSlot = 'web'
