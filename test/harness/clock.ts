// Owns the default time of devices in memory.
import { second } from '../../src/text/units.ts'

/** 2024-11-20 12:00:00 UTC. */
export const defaultClock = 1_732_104_000n * second
