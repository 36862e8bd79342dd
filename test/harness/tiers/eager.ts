// Owns thresholds in place of src/compile/thresholds.ts (test/vitest.config.ts): every loop and function becomes JavaScript at once.
import type { Thresholds } from '../../../src/compile/thresholds.ts'

export const thresholds: Thresholds | null = { turns: 0, calls: 0 }
