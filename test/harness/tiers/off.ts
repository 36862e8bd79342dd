// Owns thresholds that replace src/compile/thresholds.ts (test/vitest.config.ts): closures only.
import type { Thresholds } from '../../../src/compile/thresholds.ts'

/** Null: code is never compiled to JavaScript. */
export const thresholds: Thresholds | null = null
