// Owns the measure of growth: how the processor time of check, of its human output, of fmt and of run grows with a text.
import { setFlagsFromString } from 'node:v8'
import { runInNewContext } from 'node:vm'
import { findingsOf } from '../../src/cli/check/result.ts'
import { human } from '../../src/cli/check/human.ts'
import { coloursFor } from '../../src/cli/paint.ts'
import { checkerFor } from '../../src/host/node/catalog-cache.ts'
import { check, createDevice, format } from '../../src/index.ts'
import { toBytes } from '../../src/text/bytes.ts'
import { Source } from '../../src/text/source.ts'
import { constructs } from './constructs.ts'
import { effortOf } from '../harness/processor.ts'

/** How a construct grows in one door. */
export interface Growth {
  readonly construct: string
  readonly door: string
  /** `time` is proportional to `size ** exponent`; 0 where all times are too short to tell. */
  readonly exponent: number
  /** Milliseconds for the largest size that was tried. */
  readonly longest: number
  readonly largest: number
  /** What was thrown. */
  readonly thrown?: string
}

/** Five sizes from 10 KB to 1 MB. */
export const sizes = [10_000, 31_600, 100_000, 316_000, 1_000_000] as const

/** A size for texts that are quick. */
const beyond = 3_160_000

export const doors: Readonly<Record<string, (text: string) => unknown>> = {
  check: (text) => check(text),
  human(text) {
    const source = new Source(toBytes(text), 'x.rsc')
    const colours = coloursFor(false)
    const findings = findingsOf(checkerFor({}).check(source), source, { colours, prints: false })
    return human(colours).file({ name: 'x.rsc', findings }).length
  },
  fmt: (text) => format(text),
  run: (text) => createDevice({ limits: { time: 20_000 } }).run(text),
}

/** Times below this, in milliseconds, say more of the machine than of the text. */
const tellable = 50

/** The exponent that nothing is to be above. */
export const most = 1.15

/** How often a construct above it is measured again. */
const again = 6

/** A size whose predecessor took longer than this, in milliseconds, is not tried. */
const patience = 6_000

/** Growth of the constructs whose names match `part`, in the doors that are named; `told` each. */
export function measure(part: string, names: readonly string[], told: (growth: Growth) => void, upTo?: number): void {
  for (const act of Object.values(doors)) for (let n = 0; n < 3; n++) act(':local a 1; :put "$a $b"; /ip/address/add address=1.1.1.1/24')
  for (const [construct, growing] of constructs)
    if (new RegExp(part).test(construct)) for (const door of names) told(growthOf(construct, door, growing, upTo))
}

/** V8's own collector: contexts that are made after the flag was set have it. */
const collect = ((): (() => void) => {
  setFlagsFromString('--expose-gc')
  const gc: unknown = runInNewContext('gc')
  return () => {
    if (typeof gc === 'function') Reflect.apply(gc, undefined, [])
  }
})()

/** Growth of one construct in one door, measured again where it is above `bound`. */
export function growthOf(construct: string, door: string, growing: (bytes: number) => string, upTo = Infinity, bound = most): Growth {
  const act = doors[door]
  if (act === undefined) throw new Error(`no door ${door}`)
  const timed = (text: string): number => {
    // What others have left behind would be collected at the expense of this text, more so the longer it takes.
    collect()
    return effortOf(() => act(text))
  }
  const points: [size: number, time: number][] = []
  const exponentOf = (): number => slope(points.filter(([, time]) => time >= tellable))
  try {
    for (const size of sizes) {
      if (size > upTo || (points.at(-1)?.[1] ?? 0) > patience) break
      const text = growing(size)
      const first = timed(text)
      points.push([text.length, first > 200 ? first : Math.min(first, timed(text))])
    }
    // Two times that can be told lie too near to each other to say how anything grows: then one of a larger text.
    if (exponentOf() > bound && points.filter(([, time]) => time >= tellable).length < 3 && upTo > beyond) {
      const text = growing(beyond)
      points.push([text.length, timed(text)])
    }
    // Other work on the machine makes a time longer, never shorter: what looks steep is measured again.
    for (let round = 0; round < again && exponentOf() >= bound; round++)
      for (const [at, point] of points.entries()) point[1] = Math.min(point[1], timed(growing(sizes[at] ?? beyond)))
  } catch (error) {
    const thrown = error instanceof Error ? `${error.name}: ${error.message}` : String(error)
    return { construct, door, exponent: Infinity, longest: 0, largest: points.at(-1)?.[0] ?? 0, thrown }
  }
  const [largest, longest] = points.at(-1) ?? [0, 0]
  return { construct, door, exponent: exponentOf(), longest, largest }
}

/** The slope of the logarithms, by least squares; 0 for less than two points. */
function slope(points: readonly (readonly [number, number])[]): number {
  if (points.length < 2) return 0
  const logs = points.map(([x, y]) => [Math.log(x), Math.log(y)] as const)
  const meanX = logs.reduce((sum, [x]) => sum + x, 0) / logs.length
  const meanY = logs.reduce((sum, [, y]) => sum + y, 0) / logs.length
  const over = logs.reduce((sum, [x, y]) => sum + (x - meanX) * (y - meanY), 0)
  return over / logs.reduce((sum, [x]) => sum + (x - meanX) ** 2, 0)
}
