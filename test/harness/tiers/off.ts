// Owns thresholds in place of src/compile/thresholds.ts (test/vitest.config.ts): closures only.
import type { Thresholds } from '../../../src/compile/thresholds.ts'

export const thresholds: Thresholds | null = null
