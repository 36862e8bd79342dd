// Owns the time of devices in memory, where a test sets none.
import { second } from '../../src/text/units.ts'

/** 2024-11-20 12:00:00 UTC. */
export const defaultClock = 1_732_104_000n * second
