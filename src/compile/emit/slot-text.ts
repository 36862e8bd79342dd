// Owns the placeholder of a slot while it is undecided whether it stays in the frame.

// Characters that no source contains: internally a string holds one byte per character.
const open = '\uE000'
const close = '\uE001'
const written = /\uE000(\d+)\uE001/g

/** A slot in unfinished JavaScript. */
export const slotText = (slot: number): string => `${open}${slot}${close}`

/** Replaces placeholders: a held slot is in the frame, each other one is a variable. */
export const withSlots = (js: string, frameSlots: ReadonlySet<number>): string =>
  js.replace(written, (_, slot: string) => (frameSlots.has(Number(slot)) ? `S[${slot}]` : `l${slot}`))
