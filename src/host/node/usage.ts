// Owns measuring the cost of running: real time, and the memory of the process.
import { getHeapStatistics, setFlagsFromString } from 'node:v8'
import { runInNewContext } from 'node:vm'
import type { Usage } from '../../device/limits.ts'

/** The share of V8's heap that scripts may fill: the rest is for what one command allocates until the next check. */
const maxHeapShare = 0.5

/** Only collecting garbage shows what is in use; it is repeated when memory exceeds that after the last collection by this factor. */
const collectGrowth = 1.25

/** Returns the usage of this process. `exceededBound` collects garbage where memory seems exceeded, and then decides. */
export function nodeUsage(): Usage {
  let collect: (() => void) | undefined
  let afterLast = 0
  return {
    elapsed: () => Number(process.hrtime.bigint()) / 1e6,
    exceededBound(most) {
      const bound = Math.min(most, Math.floor(getHeapStatistics().heap_size_limit * maxHeapShare))
      if (held() <= bound || held() < afterLast * collectGrowth) return undefined
      collect ??= collector()
      collect()
      afterLast = held()
      return afterLast > bound ? bound : undefined
    },
  }
}

function held(): number {
  const { used_heap_size, external_memory } = getHeapStatistics()
  return used_heap_size + external_memory
}

/** Returns V8's collector; contexts created after setting the flag have it. */
function collector(): () => void {
  setFlagsFromString('--expose-gc')
  // V8 defines it there where the flag is set; undefined otherwise.
  const collect = runInNewContext('gc') as (() => void) | undefined
  return () => collect?.()
}
