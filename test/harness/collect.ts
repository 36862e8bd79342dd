// Owns collecting garbage in tests: what was left behind before is then neither counted nor collected at the expense of what is measured.
import { getHeapStatistics, setFlagsFromString } from 'node:v8'
import { runInNewContext } from 'node:vm'

/** Collects all garbage of this process. V8's own collector: contexts that are made after the flag was set have it. */
export const collect = ((): (() => void) => {
  setFlagsFromString('--expose-gc')
  const gc: unknown = runInNewContext('gc')
  return () => {
    if (typeof gc === 'function') Reflect.apply(gc, undefined, [])
  }
})()

/** The bytes of memory that are in use, garbage not counted. */
export function bytesInUse(): number {
  collect()
  const { used_heap_size, external_memory } = getHeapStatistics()
  return used_heap_size + external_memory
}
