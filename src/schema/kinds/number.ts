// Owns numbers as arguments take them.
const plain = /^(0|-?[1-9]\d{0,14})$/

/** A number whose printed form is what was written: `distance=2.2` and `vlan=007` stay text. */
export const readPlainNumber = (text: string): number | undefined => (plain.test(text) ? Number(text) : undefined)

/** A whole number, decimal or hexadecimal, with its sign. */
export const whole = /^-?(0[xX][0-9a-fA-F]+|[0-9]+)$/

/** The number that a text of the form `whole` stands for. */
export const numberOf = (text: string): number => (text.startsWith('-') ? -Number(text.slice(1)) : Number(text))

export const outside = (number: number, min = -Infinity, max = Infinity): boolean => number < min || number > max

/** A range as the device prints it: `1..65535`, `1..`. */
export const range = (min: number | undefined, max: number | undefined): string => `${min ?? ''}..${max ?? ''}`
