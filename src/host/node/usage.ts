// Owns what running costs the machine: real time, and the memory that the process holds.
import { getHeapStatistics, setFlagsFromString } from 'node:v8'
import { runInNewContext } from 'node:vm'
import type { Usage } from '../../device/limits.ts'

/** How much of what V8 can have scripts may fill: the rest is for what one command builds until the next look. */
const share = 0.5

/** Garbage is only told from what is needed by collecting it; again only when this much more is held than after the last time. */
const growth = 1.25

export function nodeUsage(): Usage {
  let collect: (() => void) | undefined
  let afterLast = 0
  return {
    elapsed: () => Number(process.hrtime.bigint()) / 1e6,
    over(most) {
      const bound = Math.min(most, Math.floor(getHeapStatistics().heap_size_limit * share))
      if (held() <= bound || held() < afterLast * growth) return undefined
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

/** V8's own collector; contexts that are made after the flag was set have it. */
function collector(): () => void {
  setFlagsFromString('--expose-gc')
  const collect: unknown = runInNewContext('gc')
  return () => {
    if (typeof collect === 'function') collect()
  }
}
