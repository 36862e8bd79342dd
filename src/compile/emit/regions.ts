// Owns the regions of one sealed body: generates JavaScript when a loop or the body itself is hot.
import { descend } from '../../syntax/descent.ts'
import type { Body, Node } from '../../syntax/tree.ts'
import { isDeferred } from '../constant.ts'
import type { Context } from '../context.ts'
import { nodesOfForm, type Form } from '../form.ts'
import type { Frame, Machine } from '../machine.ts'
import type { CountRegion, EachRegion, LoopRegion, Regions, RoutineRegion, Tier } from '../tier.ts'
import { emitValue } from './expression.ts'
import { countLoopBody, emitLoop, eachLoopBody } from './loop.ts'
import { Region, slotsIn, type Parts } from './region.ts'
import { loopFunction, routineFunction, type AnyFunction } from './region-code.ts'
import { emitBody } from './statement.ts'
import { writesOf } from './writes.ts'

/** The maximum length of script code in one region, in bytes. */
const maxRegionBytes = 1 << 16

/** Makes the regions of one sealed body. */
export class SealedRegions<M extends Machine> implements Regions<M> {
  readonly tier: Tier
  readonly #whole: Body
  readonly #context: Context<M>
  readonly #parts: Parts<M> = { value: emitValue, body: emitBody }
  #captured: ReadonlySet<number> | undefined

  constructor(whole: Body, context: Context<M>, tier: Tier) {
    this.#whole = whole
    this.#context = context
    this.tier = tier
  }

  count(form: Form<M> & { kind: 'count' }, frame: Frame<M>): CountRegion<M> | undefined {
    const names = { at: 'at', last: 'last', step: 'step', n: 0 }
    return this.#loop(form, ['at', 'last', 'step'], frame, (region) => {
      region.label()
      return countLoopBody(form, region, names, true)
    })
  }

  loop(form: Form<M> & { kind: 'loop' }, frame: Frame<M>): LoopRegion<M> | undefined {
    return this.#loop(form, [], frame, (region) => emitLoop(form, region, true))
  }

  each(form: Form<M> & { kind: 'each' }, frame: Frame<M>): EachRegion<M> | undefined {
    return this.#loop(form, ['walk', 'at'], frame, (region) => eachLoopBody(form, region, 'walk', 'at', region.label(), true))
  }

  /** The body itself as a function; `size` is the number of its slots. */
  routine(size: number): RoutineRegion | undefined {
    const { statements, from, to } = this.#whole
    if (to - from > maxRegionBytes || statements.some((statement) => writesOf(statement, this.#context.analysis).arguments))
      return undefined
    return this.#attempt(() => {
      const region = this.#region(true)
      return routineFunction(region, region.body(this.#whole, true), size)
    })
  }

  #loop<F>(form: Form<M>, state: readonly string[], frame: Frame<M>, emit: (region: Region<M>) => string | undefined): F | undefined {
    const parts = nodesOfForm(form).filter((part) => part !== undefined)
    if (!this.#isSuitable(parts)) return undefined
    const make = <G>(numbers: Frame<M> | undefined, otherwise: AnyFunction): G | undefined => {
      const region = this.#region(false)
      const js = emit(region)
      return js === undefined ? undefined : loopFunction<M, G>(region, js, state, numbers, otherwise)
    }
    let general: AnyFunction | undefined
    const unguarded: AnyFunction = (...given) => {
      general ??= make<AnyFunction>(undefined, unguarded)
      // Code that can be generated for numbers can also be generated for any type.
      return general!(...given)
    }
    return this.#attempt(() => make<F>(frame, unguarded))
  }

  /**
   * Whether code is short enough, and writes no arguments of the call: other code reads those, and JavaScript variables would hide them.
   */
  #isSuitable(parts: readonly Node[]): boolean {
    const from = Math.min(...parts.map((part) => part.from))
    const to = Math.max(...parts.map((part) => part.to))
    return to - from <= maxRegionBytes && !parts.some((part) => writesOf(part, this.#context.analysis).arguments)
  }

  #region(isRoutine: boolean): Region<M> {
    this.#captured ??= captured(this.#whole)
    return new Region(this.#context, isRoutine, this.#captured, this.#parts)
  }

  /** Generates one more region. If the process forbids code generation, the tier stops; code that nests too deeply gets no region. */
  #attempt<F>(make: () => F | undefined): F | undefined {
    if (!this.tier.take()) return undefined
    try {
      return make()
    } catch (error) {
      if (error instanceof EvalError) this.tier.stop()
      else if (!(error instanceof RangeError)) throw error
      return undefined
    }
  }
}

/** Slots that deferred expressions capture, which may be evaluated at any time. */
function captured(whole: Body): ReadonlySet<number> {
  const slots = new Set<number>()
  descend(whole, (part) => {
    if (part.kind === 'operation' && isDeferred(part)) for (const slot of slotsIn(part)) slots.add(slot)
  })
  return slots
}
