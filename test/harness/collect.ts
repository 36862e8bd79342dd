// Owns collecting garbage in tests, so that earlier garbage is neither counted nor collected during a measurement.
import { getHeapStatistics, setFlagsFromString } from 'node:v8'
import { runInNewContext } from 'node:vm'

/** Collects all garbage of this process, with V8's `gc`, which contexts have that are created after the flag was set. */
export const collect = ((): (() => void) => {
  setFlagsFromString('--expose-gc')
  const gc: unknown = runInNewContext('gc')
  return () => {
    if (typeof gc === 'function') Reflect.apply(gc, undefined, [])
  }
})()

/** Returns the bytes of memory in use, without garbage. */
export function bytesInUse(): number {
  collect()
  const { used_heap_size, external_memory } = getHeapStatistics()
  return used_heap_size + external_memory
}
