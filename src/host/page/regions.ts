// Owns the replacement of the second tier in the page: its content security policy forbids code made from text, so only closures run.
import type { Regions, Tier } from '../../compile/tier.ts'
import type { Machine } from '../../compile/machine.ts'

/** Regions of which none is ever compiled: each method returns undefined. */
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
