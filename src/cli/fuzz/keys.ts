// Owns the keys of trials: making one is slow and no trial is about which one it is, so one of each size is enough.
import type { Host } from '../../host/host.ts'
import { nodeHost } from '../../host/node/host.ts'

export function oneKeyEach(): Host['keys'] {
  const fresh = nodeHost().keys
  const made = new Map<string, ReturnType<Host['keys']['make']>>()
  return {
    make(size) {
      const key = made.get(size) ?? fresh.make(size)
      made.set(size, key)
      return key
    },
  }
}
