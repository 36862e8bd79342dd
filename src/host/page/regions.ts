// Owns the second tier of the page: none. Its policy forbids code made of text, so closures are all there is.
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
