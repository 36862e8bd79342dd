// Owns disabling the second tier in the page: its policy forbids code made from text, so only closures run.
import type { Regions, Tier } from '../../compile/tier.ts'
import type { Machine } from '../../compile/machine.ts'

/** Makes no region. */
export class SealedRegions<M extends Machine> implements Regions<M> {
  readonly tier: Tier

  constructor(_body: unknown, _context: unknown, tier: Tier) {
    this.tier = tier
    tier.stop()
  }

  count = (): undefined => undefined
  loop = (): undefined => undefined
  each = (): undefined => undefined
  routine = (): undefined => undefined
}
