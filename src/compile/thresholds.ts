// Owns the numbers of iterations and calls from which on code is compiled to JavaScript.

/** Iterations of a loop and calls of a function before it is compiled to JavaScript, which takes some 2 ms for each kB of a script. */
export interface Thresholds {
  readonly turns: number
  readonly calls: number
}

/** The thresholds of every device; null turns the second tier off. Tests replace this file (test/vitest.config.ts). */
export const thresholds: Thresholds | null = { turns: 500, calls: 200 }
