// Owns thresholds that replace src/compile/thresholds.ts (test/vitest.config.ts): every loop and function becomes JavaScript at once.
import type { Thresholds } from '../../../src/compile/thresholds.ts'

/** The number of iterations and calls after which code is compiled: none. */
export const thresholds: Thresholds | null = { turns: 0, calls: 0 }
