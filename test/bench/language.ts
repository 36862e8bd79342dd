// Owns benchmarks of the language without a peer: the cost of the second tier for code that never becomes hot, and growing arrays. All
// times are processor time, the minimum of several alternating rounds.
import { createDevice, memoryHost } from '../../src/index.ts'

interface Row {
  readonly name: string
  readonly ratio: number
  readonly limit: number
}

const rounds = 8

/** Returns ratios with their bounds. */
export function measure(): readonly Row[] {
  const once = ratio(
    () => run(loops(400), null),
    () => run(loops(400), undefined),
  )
  const list = ratio(
    () => run(filling(100_000, '$i')),
    () => run(filling(1_000_000, '$i')),
  )
  const keyed = ratio(
    () => run(filling(20_000, '("k" . $i)')),
    () => run(filling(200_000, '("k" . $i)')),
  )
  return [
    { name: '400 loops that run once, both tiers / closures alone', ratio: once, limit: 1.03 },
    { name: 'a list of 1,000,000 elements / 100,000', ratio: list, limit: 20 },
    { name: 'an array of 200,000 keys / 20,000', ratio: keyed, limit: 20 },
  ]
}

/** Returns the ratio of the minimum time of `many` to that of `few`. */
function ratio(few: () => void, many: () => void): number {
  let [less, more] = [Infinity, Infinity]
  for (let round = 0; round < rounds; round++) {
    less = Math.min(less, spent(few))
    more = Math.min(more, spent(many))
  }
  return more / less
}

/** Returns the processor time of some work, in milliseconds. */
function spent(work: () => void): number {
  const before = process.cpuUsage()
  work()
  const { user, system } = process.cpuUsage(before)
  return (user + system) / 1_000
}

/** Runs a script; `hot: null` disables the second tier. Throws an error if the script fails. */
function run(script: string, hot?: null): void {
  const session = createDevice({ host: memoryHost() }).session({ write: () => undefined, ...(hot === null ? { hotThresholds: hot } : {}) })
  const { failure } = session.feed(script)
  if (failure !== undefined) throw new Error(failure.message)
}

/** Returns different loops of a few iterations, each with some statements. */
const loops = (count: number): string =>
  Array.from(
    { length: count },
    (_, at) =>
      `:local s${at} 0; :for i from=1 to=20 do={ :set s${at} ($s${at} + $i * ${at}); ` +
      `:if ($s${at} > 1000) do={ :set s${at} [:len "x$i"] } }`,
  ).join('\n')

const filling = (count: number, key: string): string => `:local all ({}); :for i from=0 to=${count - 1} do={ :set ($all->${key}) true }`
