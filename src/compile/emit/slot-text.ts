// Owns the placeholders of locals in generated JavaScript. Only a finished region knows which locals are in the frame.

// Characters that no source contains: internally a string holds one byte per character.
const open = '\uE000'
const close = '\uE001'
const written = /\uE000(\d+)\uE001/g

/** The placeholder of a slot. */
export const slotText = (slot: number): string => `${open}${slot}${close}`

/** Replaces placeholders: a slot of `frameSlots` is read from the frame (`S[1]`), any other slot is a JavaScript variable (`l1`). */
export const withSlots = (js: string, frameSlots: ReadonlySet<number>): string =>
  js.replace(written, (_, slot: string) => (frameSlots.has(Number(slot)) ? `S[${slot}]` : `l${slot}`))
