// Owns the benchmark of growth: how the processor time of check, of its human output, of fmt and of run grows with the size of a text.
import { findingsOf } from '../../src/cli/check/result.ts'
import { humanFormat } from '../../src/cli/check/human.ts'
import { coloursFor } from '../../src/cli/paint.ts'
import { checkerFor } from '../../src/host/node/catalog-cache.ts'
import { check, createDevice, format } from '../../src/index.ts'
import { toBytes } from '../../src/text/bytes.ts'
import { Source } from '../../src/text/source.ts'
import { constructs } from './constructs.ts'
import { collect } from '../harness/collect.ts'
import { effortOf } from '../harness/processor.ts'

/** The growth of a construct in one operation. */
export interface Growth {
  readonly construct: string
  readonly operation: string
  /** `time` is proportional to `size ** exponent`; 0 if all times are too short to measure. */
  readonly exponent: number
  /** The time for the largest size that was tried, in milliseconds. */
  readonly longest: number
  readonly largest: number
  /** The message of an error that was thrown. */
  readonly thrown?: string
}

/** Five sizes from 10 KB to 1 MB. */
export const sizes = [10_000, 31_600, 100_000, 316_000, 1_000_000] as const

/** An additional size for fast operations. */
const beyond = 3_160_000

/** The measured operations by name; each takes a script. */
export const operations: Readonly<Record<string, (text: string) => unknown>> = {
  check: (text) => check(text),
  human(text) {
    const source = new Source(toBytes(text), 'x.rsc')
    const colours = coloursFor(false)
    const findings = findingsOf(checkerFor({}).check(source), source, { colours, withFingerprints: false })
    return humanFormat(colours).file({ name: 'x.rsc', findings }).length
  },
  fmt: (text) => format(text),
  run: (text) => createDevice({ limits: { time: 20_000 } }).run(text),
}

/** Shorter times, in milliseconds, depend more on the machine than on the text. */
const tellable = 50

/** The maximum accepted exponent. */
export const most = 1.15

/** How often a construct with a larger exponent is measured again. */
const again = 6

/** A size is skipped if its predecessor took longer than this, in milliseconds. */
const patience = 6_000

/** Measures the constructs whose names contain `part`, in the named operations; calls `told` with each result. */
export function measure(part: string, names: readonly string[], told: (growth: Growth) => void, upTo?: number): void {
  for (const act of Object.values(operations))
    for (let n = 0; n < 3; n++) act(':local a 1; :put "$a $b"; /ip/address/add address=1.1.1.1/24')
  for (const [construct, growing] of constructs)
    if (new RegExp(part).test(construct)) for (const operation of names) told(growthOf(construct, operation, growing, upTo))
}

/** Returns the processor time of an operation for a text, in milliseconds. */
function timed(act: (text: string) => unknown, text: string): number {
  // Garbage of earlier measurements would be collected in this one, more so the longer it takes.
  collect()
  return effortOf(() => act(text))
}

const operationOf = (operation: string): ((text: string) => unknown) => {
  const act = operations[operation]
  if (act === undefined) throw new Error(`no operation ${operation}`)
  return act
}

const thrownBy = (error: unknown): string => (error instanceof Error ? `${error.name}: ${error.message}` : String(error))

/** Returns the growth of one construct in one operation, measured again if it exceeds `most`. */
export function growthOf(construct: string, operation: string, growing: (bytes: number) => string, upTo = Infinity): Growth {
  const act = operationOf(operation)
  const points: Point[] = []
  const exponentOf = (): number => slope(points.filter(([, time]) => time >= tellable))
  try {
    for (const size of sizes) {
      if (size > upTo || (points.at(-1)?.[1] ?? 0) > patience) break
      const text = growing(size)
      const first = timed(act, text)
      points.push([text.length, first > 200 ? first : Math.min(first, timed(act, text))])
    }
    // Two measurable times are too close to each other for an exponent: then a larger text is added.
    if (exponentOf() > most && points.filter(([, time]) => time >= tellable).length < 3 && upTo > beyond) {
      const text = growing(beyond)
      points.push([text.length, timed(act, text)])
    }
    // Other work on the machine makes a time longer, never shorter: what looks steep is measured again.
    for (let round = 0; round < again && exponentOf() >= most; round++)
      for (const [at, point] of points.entries()) point[1] = Math.min(point[1], timed(act, growing(sizes[at] ?? beyond)))
  } catch (error) {
    return { construct, operation, exponent: Infinity, longest: 0, largest: points.at(-1)?.[0] ?? 0, thrown: thrownBy(error) }
  }
  const [largest, longest] = points.at(-1) ?? [0, 0]
  return { construct, operation, exponent: exponentOf(), longest, largest }
}

/** If the smaller of two times is below this, in milliseconds, it is not measurable. */
const least = 25

/**
 * Returns the maximum exponent of a construct between two sizes, with few measurements: the larger text first. If its time is so short that
 * `bound` could only be reached with a smaller time that is not measurable, returns 0 without further measurements.
 */
export function steepnessOf(construct: string, operation: string, [small, large]: readonly [number, number], bound: number): Growth {
  const [act, growing] = [operationOf(operation), constructs.get(construct)]
  if (growing === undefined) throw new Error(`no construct ${construct}`)
  const [lesser, text] = [growing(small), growing(large)]
  const enough = least * (text.length / lesser.length) ** bound
  const grown = (exponent: number, longest: number): Growth => ({ construct, operation, exponent, longest, largest: text.length })
  try {
    // Warms up: compilation by V8 would be counted for one of the two.
    act(growing(small / 10))
    let longest = timed(act, text)
    if (longest < enough) return grown(0, longest)
    let shortest = timed(act, lesser)
    const exponentOf = (): number =>
      slope([
        [lesser.length, Math.max(shortest, least)],
        [text.length, longest],
      ])
    // Other work on the machine makes a time longer, never shorter: what looks steep is measured again.
    for (let round = 0; round < again && longest < patience && exponentOf() >= bound; round++) {
      shortest = Math.min(shortest, timed(act, lesser))
      longest = Math.min(longest, timed(act, text))
    }
    return grown(exponentOf(), longest)
  } catch (error) {
    return { ...grown(Infinity, 0), thrown: thrownBy(error) }
  }
}

/** The size of a text, and its time in milliseconds. */
type Point = [size: number, time: number]

/** The slope of the logarithms, by least squares; 0 for less than two points. */
function slope(points: readonly Readonly<Point>[]): number {
  if (points.length < 2) return 0
  const logs = points.map(([x, y]) => [Math.log(x), Math.log(y)] as const)
  const meanX = logs.reduce((sum, [x]) => sum + x, 0) / logs.length
  const meanY = logs.reduce((sum, [, y]) => sum + y, 0) / logs.length
  const over = logs.reduce((sum, [x, y]) => sum + (x - meanX) * (y - meanY), 0)
  return over / logs.reduce((sum, [x]) => sum + (x - meanX) ** 2, 0)
}
