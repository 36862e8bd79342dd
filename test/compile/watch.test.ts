// Owns the tests of Watch: it observes everything that runs, and has no cost without a watcher.
import { afterEach, describe, expect, it, vi } from 'vitest'
import type { Watch } from '../../src/compile/machine.ts'
import { Tier } from '../../src/compile/tier.ts'
import type { Console } from '../../src/device/console.ts'
import { createDevice } from '../../src/index.ts'

afterEach(() => vi.restoreAllMocks())

/** The results of a loop: how much of it became JavaScript, and the depth of the stack when it prints. */
function ran(watch?: Watch<Console>): { readonly printed: string; readonly regions: number; readonly depth: number } {
  const taken = vi.spyOn(Tier.prototype, 'take')
  let printed = ''
  let depth = 0
  const limit = Error.stackTraceLimit
  const session = createDevice().session({
    hotThresholds: { turns: 3, calls: 2 },
    ...(watch === undefined ? {} : { watch }),
    write(bytes) {
      printed += bytes
      // The first line is printed before any code is hot.
      if (depth === 0) depth = new Error().stack?.split('\n').length ?? 0
    },
  })
  Error.stackTraceLimit = Infinity
  try {
    session.feed(':put begin\n:local n 0\n:for i from=1 to=50 do={ :set n ($n + $i) }\n:put $n\n')
  } finally {
    Error.stackTraceLimit = limit
  }
  const regions = taken.mock.calls.length
  taken.mockRestore()
  return { printed, regions, depth }
}

describe('Watch', () => {
  it('has no cost without a watcher: hot code is JavaScript, and closures are not wrapped', () => {
    let seen = 0
    const free = ran()
    const looked = ran((_node, _source, closure) => {
      seen++
      return closure
    })
    const wrapped = ran((_node, _source, closure) => (frame) => closure(frame))
    expect([free.printed, looked.printed, wrapped.printed]).toEqual(Array<string>(3).fill('begin\n1275\n'))
    // JavaScript would bypass the watcher.
    expect([free.regions > 0, looked.regions, wrapped.regions]).toEqual([true, 0, 0])
    expect(seen).toBeGreaterThan(8)
    expect(looked.depth).toBe(free.depth)
    expect(wrapped.depth).toBeGreaterThan(free.depth)
  })
})
