// Owns the measure of growth: how the processor time of check, of its human output, of fmt and of run grows with a text.
import { findingsOf } from '../../src/cli/check/result.ts'
import { human } from '../../src/cli/check/human.ts'
import { coloursFor } from '../../src/cli/paint.ts'
import { checkerFor } from '../../src/host/node/catalog-cache.ts'
import { check, createDevice, format } from '../../src/index.ts'
import { toBytes } from '../../src/text/bytes.ts'
import { Source } from '../../src/text/source.ts'
import { constructs } from './constructs.ts'
import { collect } from '../harness/collect.ts'
import { effortOf } from '../harness/processor.ts'

/** How a construct grows in one operation. */
export interface Growth {
  readonly construct: string
  readonly operation: string
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

export const operations: Readonly<Record<string, (text: string) => unknown>> = {
  check: (text) => check(text),
  human(text) {
    const source = new Source(toBytes(text), 'x.rsc')
    const colours = coloursFor(false)
    const findings = findingsOf(checkerFor({}).check(source), source, { colours, withFingerprints: false })
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

/** Growth of the constructs whose names match `part`, in the operations that are named; `told` each. */
export function measure(part: string, names: readonly string[], told: (growth: Growth) => void, upTo?: number): void {
  for (const act of Object.values(operations))
    for (let n = 0; n < 3; n++) act(':local a 1; :put "$a $b"; /ip/address/add address=1.1.1.1/24')
  for (const [construct, growing] of constructs)
    if (new RegExp(part).test(construct)) for (const operation of names) told(growthOf(construct, operation, growing, upTo))
}

/** Milliseconds of the processor that a operation takes for a text. */
function timed(act: (text: string) => unknown, text: string): number {
  // What others have left behind would be collected at the expense of this text, more so the longer it takes.
  collect()
  return effortOf(() => act(text))
}

const operationOf = (operation: string): ((text: string) => unknown) => {
  const act = operations[operation]
  if (act === undefined) throw new Error(`no operation ${operation}`)
  return act
}

const thrownBy = (error: unknown): string => (error instanceof Error ? `${error.name}: ${error.message}` : String(error))

/** Growth of one construct in one operation, measured again where it is above `most`. */
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
    // Two times that can be told lie too near to each other to say how anything grows: then one of a larger text.
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

/** Milliseconds below which the smaller of two times says nothing. */
const least = 25

/**
 * The steepest that a construct can be between two sizes, in few measures: the larger text first. Where its time is so short that the
 * smaller text's would have to be too short to tell for `bound` to be reached, nothing else is measured, and the exponent is 0.
 */
export function steepnessOf(construct: string, operation: string, [small, large]: readonly [number, number], bound: number): Growth {
  const [act, growing] = [operationOf(operation), constructs.get(construct)]
  if (growing === undefined) throw new Error(`no construct ${construct}`)
  const [lesser, text] = [growing(small), growing(large)]
  const enough = least * (text.length / lesser.length) ** bound
  const grown = (exponent: number, longest: number): Growth => ({ construct, operation, exponent, longest, largest: text.length })
  try {
    // What V8 has not compiled yet would be counted for one of the two.
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

/** The size of a text, and the milliseconds that it took. */
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
