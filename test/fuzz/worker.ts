// Owns the worker of one target: processes inputs in batches, and announces each to the watchdog before it is tried.
import { parentPort, workerData } from 'node:worker_threads'
import fc from 'fast-check'
import { targets } from './targets.ts'
import { existing } from '../harness/existing.ts'

interface Work {
  readonly name: string
  readonly runs: number
  /** In seconds, after the setup. */
  readonly time: number
  readonly seed: number
  readonly samples: readonly string[]
  /** The current input, its length in bytes, and the number of inputs tried before it. */
  readonly current: SharedArrayBuffer
  readonly count: Int32Array
}

// run.mjs starts this thread, with these.
const { name, runs, time, seed, samples, current, count } = workerData as Work
const batch = 1000
/** The interval between progress messages, in milliseconds. */
const often = 10_000
/** One input in this number gets the deep checks. */
const seldom = 10
/** The maximum processor time of one input, in milliseconds. */
const patience = 1000

const target = existing(targets[name], name)()
const found = new Set<string>()
let slowest = 0

/** Tries an input; returns the message of what failed, or undefined. */
function trouble(text: string, deeply: boolean): string | undefined {
  const { written } = new TextEncoder().encodeInto(text, new Uint8Array(current))
  Atomics.store(count, 0, written)
  Atomics.add(count, 1, 1)
  const before = process.cpuUsage().user
  try {
    target.holds(text)
    if (deeply) target.deeply?.(text)
  } catch (error) {
    return error instanceof Error ? `${error.message}\n${(error.stack ?? '').split('\n').slice(1, 4).join('\n')}` : String(error)
  }
  const took = (process.cpuUsage().user - before) / 1000
  slowest = Math.max(slowest, took)
  return took > patience ? `it took ${Math.round(took)} ms of the processor` : undefined
}

const arbitrary = target.make(samples)
const until = Date.now() + time * 1000
let done = 0
let deep = 0
let lastReport = Date.now()
for (let round = 0; done < runs && Date.now() < until; round++) {
  for (const text of fc.sample(arbitrary, { numRuns: Math.min(batch, runs - done), seed: seed + round })) {
    if (Date.now() >= until) break
    // Targets with slow inputs report progress, too.
    if (Date.now() - lastReport > often) {
      lastReport = Date.now()
      parentPort?.postMessage({ done, deep, slowest })
    }
    const deeply = target.deeply !== undefined && done % seldom === 0
    done++
    if (deeply) deep++
    const message = trouble(text, deeply)
    const kind = message?.replace(/\n.*/s, '').replaceAll(/\d+/g, '#').slice(0, 80)
    if (kind === undefined || found.has(kind)) continue
    found.add(kind)
    parentPort?.postMessage({ text, message, seed: seed + round })
  }
  if (round % 10 === 0) globalThis.gc?.()
  parentPort?.postMessage({ done, deep, slowest, ...(round % 10 === 0 ? { heap: process.memoryUsage().heapUsed } : {}) })
}
parentPort?.postMessage({ ended: true })
