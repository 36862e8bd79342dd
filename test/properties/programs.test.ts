// Owns random programs compared with a plain model: arithmetic, loops, functions, and independent copies of arrays.
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { createDevice, memoryHost } from '../../src/index.ts'
import { grammar } from '../../src/fuzz/index.ts'
import { TooLong, beginning, declarations, epilogue, prelude, statements, type Piece } from '../harness/model.ts'
import { processorTime } from '../harness/processor.ts'

const program = fc.array(statements.statement, { minLength: 1, maxLength: 8 })

function modelled(parts: readonly Piece<void>[]): string | undefined {
  const world = beginning()
  try {
    for (const part of [...parts, epilogue]) part.run(world)
  } catch (error) {
    if (error instanceof TooLong) return undefined
    throw error
  }
  return world.printed.map((line) => `${line}\n`).join('')
}

describe('random programs', () => {
  it.each(['local', 'global'] as const)('compute the same as a plain model, with %s variables', (word) => {
    const device = createDevice({ host: memoryHost(), limits: { steps: 1_000_000 } })
    fc.assert(
      fc.property(program, (parts) => {
        const wanted = modelled(parts)
        fc.pre(wanted !== undefined && wanted.length < 100_000)
        const source = `${prelude}${declarations(word)}${[...parts, epilogue].map((part) => part.text).join('\n')}\n`
        const { output, failure } = device.run(source)
        expect(`${output}${failure === undefined ? '' : `! ${failure.message}\n${source}`}`).toBe(wanted)
      }),
      { numRuns: Number(process.env['RUNS'] ?? 300) },
    )
  })
})

describe('meaningless scripts', () => {
  it('end, and fail with a message and a line', () => {
    let ran = 0
    let failed = 0
    fc.assert(
      fc.property(grammar().script, (source) => {
        const device = createDevice({ host: memoryHost(), limits: { steps: 20_000, depth: 60, output: 1_000_000 } })
        const started = processorTime()
        const { failure } = device.run(source)
        expect(processorTime() - started).toBeLessThan(1000)
        ran += 1
        if (failure === undefined) return
        failed += 1
        expect(failure.line).toBeGreaterThan(0)
        expect(failure.message).not.toMatch(/undefined|NaN|\[object|^$/)
      }),
      { numRuns: Number(process.env['RUNS'] ?? 300) },
    )
    // The test is void if nearly all scripts fail.
    expect(failed).toBeLessThan(0.9 * ran)
  })
})
