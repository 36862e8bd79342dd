// Owns how a slot is written while it is not known yet whether it stays in the frame.

// Characters that no source has: inside, a string holds one byte per character.
const open = '\uE000'
const close = '\uE001'
const written = /\uE000(\d+)\uE001/g

/** A slot in JavaScript that is not finished. */
export const slotText = (slot: number): string => `${open}${slot}${close}`

/** Finished JavaScript: a slot that is held stands in the frame, each other one is a variable. */
export const withSlots = (js: string, held: ReadonlySet<number>): string =>
  js.replace(written, (_, slot: string) => (held.has(Number(slot)) ? `S[${slot}]` : `l${slot}`))
