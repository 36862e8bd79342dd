// Owns the type of a key press: its name, if any, and the text that it types.

/** A key, named as by Node's `readline.emitKeypressEvents`: `left`, `return`, `f1`, `paste-start`. */
export interface KeyPress {
  readonly name?: string | undefined
  readonly ctrl?: boolean | undefined
  readonly meta?: boolean | undefined
  /** The typed characters; undefined for keys that type nothing. */
  readonly text?: string | undefined
}

/** Whether it is the named key, or that letter with Ctrl. */
export const isKey = ({ name, ctrl }: KeyPress, wanted: string, letter?: string): boolean =>
  ctrl === true ? name === letter : name === wanted

/** The text that a key types; undefined for control keys. */
export function typedText({ text, ctrl, meta }: KeyPress): string | undefined {
  if (text === undefined || ctrl === true || meta === true) return undefined
  return /^[^\0-\x1f\x7f-\x9f]+$/.test(text) ? text : undefined
}
