// Owns mutating a trial that reached something new.
import { canAppearLater } from './draw.ts'
import { textSlotOf, type LearnedTexts } from './learned-texts.ts'
import { numberedCopy } from './step.ts'
import type { RowEvent, SetupStep, Trial } from './trial.ts'

/** A number from 0 to 1 (exclusive), like Math.random; the sequence depends on the seed only. */
export type RandomNumber = () => number

/** The generator Mulberry32. */
export function seeded(seed: number): RandomNumber {
  let state = seed >>> 0
  return () => {
    state = (state + 0x6d2b79f5) >>> 0
    let mixed = Math.imul(state ^ (state >>> 15), state | 1)
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 0x1_0000_0000
  }
}

const pick = <T>(random: RandomNumber, all: readonly T[]): T | undefined => all[Math.floor(random() * all.length)]

/** The number of steps up to which a mutation adds another one. */
const maxSteps = 40

/** One or two mutations; new parts are taken from `fresh`. */
export function mutated(trial: Trial, fresh: Trial, known: LearnedTexts, counts: readonly number[], random: RandomNumber): Trial {
  let changed = trial
  for (let left = random() < 0.5 ? 1 : 2; left > 0; left--) changed = once(changed, fresh, known, counts, random)
  return changed
}

function once(trial: Trial, fresh: Trial, known: LearnedTexts, counts: readonly number[], random: RandomNumber): Trial {
  const { steps } = trial
  switch (Math.floor(random() * 8)) {
    case 0:
      return { ...trial, globals: fresh.globals, parameters: fresh.parameters }
    case 1:
      return fresh.call === null ? { ...trial, web: fresh.web } : { ...trial, call: fresh.call }
    case 2:
      return { ...trial, web: fresh.web, pings: fresh.pings, now: fresh.now }
    case 3: {
      const step = pick(random, fresh.steps)
      return step === undefined || steps.length > maxSteps ? trial : { ...trial, steps: [...steps, step] }
    }
    case 4: {
      const step = pick(random, steps)
      if (step === undefined || steps.length > maxSteps) return trial
      // Repeats a row, as often as the script counts.
      const count = random() < 0.5 ? 1 : (pick(random, counts) ?? 1)
      return { ...trial, steps: [...steps, ...Array.from({ length: count }, (_, at) => numberedCopy(step, at + 1))] }
    }
    case 5: {
      const movable = steps.flatMap((step, at) => (canAppearLater(step) ? [at] : []))
      const step = pick(random, movable)
      return step === undefined || fresh.events.length === 0
        ? trial
        : { ...trial, events: [{ wait: Math.floor(random() * 3), step, change: random() < 0.7 ? 'disappears' : 'appears' }] }
    }
    default: {
      const at = Math.floor(random() * steps.length)
      const step = steps[at]
      return step === undefined
        ? { ...trial, steps: fresh.steps, events: fresh.events }
        : { ...trial, steps: steps.with(at, valued(step, known, random)) }
    }
  }
}

/** A step with one property changed. */
function valued(step: SetupStep, known: LearnedTexts, random: RandomNumber): SetupStep {
  if (step.kind === 'command' || step.values.length === 0) return step
  const at = Math.floor(random() * step.values.length)
  const [name] = step.values[at] ?? ['']
  const text = pick(random, known.at(textSlotOf(step.menu, name)))
  return text === undefined ? step : { ...step, values: step.values.with(at, [name, text]) }
}

/** A trial without some of its steps. */
export function without(trial: Trial, from: number, count = 1): Trial {
  const isLeft = (at: number): boolean => at < from || at >= from + count
  const events = trial.events.flatMap((event): readonly RowEvent[] =>
    isLeft(event.step) ? [{ ...event, step: event.step < from ? event.step : event.step - count }] : [],
  )
  return { ...trial, steps: trial.steps.filter((_, at) => isLeft(at)), events }
}
