// Owns what a pressed key is to the editor: its name where it has one, and the text that it types.

/** A key as `readline.emitKeypressEvents` of Node names it: `left`, `return`, `f1`, `paste-start`. */
export interface Key {
  readonly name?: string | undefined
  readonly ctrl?: boolean | undefined
  readonly meta?: boolean | undefined
  /** The characters that came; absent for keys that type nothing. */
  readonly text?: string | undefined
}

/** Whether it is the key of a name, or that letter with Ctrl. */
export const isKey = ({ name, ctrl }: Key, wanted: string, letter?: string): boolean => (ctrl === true ? name === letter : name === wanted)

/** What a key types; undefined where it is for steering. */
export function typed({ text, ctrl, meta }: Key): string | undefined {
  if (text === undefined || ctrl === true || meta === true) return undefined
  return /^[^\0-\x1f\x7f-\x9f]+$/.test(text) ? text : undefined
}
