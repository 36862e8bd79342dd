// Owns how hot code has to be before it becomes JavaScript.

/** Turns of a loop and calls of a function before it becomes JavaScript. Making that costs some 2 ms for each kB of a script. */
export interface Thresholds {
  readonly turns: number
  readonly calls: number
}

/** Those of every device; null leaves the second tier off. Tests put another file in place of this one (test/vitest.config.ts). */
export const thresholds: Thresholds | null = { turns: 500, calls: 200 }
