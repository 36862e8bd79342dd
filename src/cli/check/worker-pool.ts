// Owns checking many files in this thread or in several, with results in the order of the files.
import { availableParallelism } from 'node:os'
import { Worker } from 'node:worker_threads'
import { jobFor, type FileCheckOptions, type CheckTask } from './job.ts'
import type { FileResult } from './result.ts'

/**
 * The total size, in bytes, from which several threads are used: a thread takes some 300 ms to reach full speed, and checking 8 MB of
 * scripts four times that.
 */
const parallelFromBytes = 8_000_000
/** Files per message: enough to save messages, few enough to balance the threads. */
const filesPerBatch = 8
/** The number of batches that a thread may be ahead of the slowest one, which bounds the waiting results. */
const maxBatchesAhead = 4

/** A message to a thread, and its reply. */
export interface Batch {
  readonly number: number
  readonly tasks: readonly CheckTask[]
}
/** The results of a batch of files, by its number. */
export interface Done {
  readonly number: number
  readonly results: readonly FileResult[]
}

/** The files to check, and their options; `size` is the total size in bytes. */
export interface CheckWork {
  readonly tasks: readonly CheckTask[]
  readonly options: readonly FileCheckOptions[]
  readonly size: number
}

/** The maximum number of threads where none is requested. */
const maxDefaultThreads = 8

/** Checks each file and passes its result to `take`, in order; in `jobs` threads, or by default as many as are worthwhile. */
export async function checkAll(work: CheckWork, take: (result: FileResult) => void, jobs?: number): Promise<void> {
  const { tasks, options, size } = work
  const threads = Math.min(jobs ?? Math.min(availableParallelism(), maxDefaultThreads), Math.ceil(tasks.length / filesPerBatch))
  if (threads < 2 || (jobs === undefined && size < parallelFromBytes)) {
    const check = jobFor(options)
    for (const task of tasks) take(check(task))
    return
  }
  await spread(work, threads, take)
}

function spread({ tasks, options }: CheckWork, threads: number, take: (result: FileResult) => void): Promise<void> {
  const batches: Batch[] = []
  for (let at = 0; at < tasks.length; at += filesPerBatch)
    batches.push({ number: batches.length, tasks: tasks.slice(at, at + filesPerBatch) })
  return new Promise((resolve, reject) => {
    const workers: Worker[] = []
    const idle: Worker[] = []
    const waiting = new Map<number, Done>()
    let asked = 0
    let taken = 0
    const end = (error?: unknown): void => {
      for (const worker of workers) void worker.terminate()
      if (error === undefined) resolve()
      else reject(error instanceof Error ? error : new Error('a thread of check failed', { cause: error }))
    }
    const ask = (): void => {
      for (let batch = batches[asked]; batch !== undefined && asked - taken < threads * maxBatchesAhead; batch = batches[++asked]) {
        const worker = idle.pop()
        if (worker === undefined) return
        worker.postMessage(batch)
      }
    }
    const done = (worker: Worker, answer: Done): void => {
      waiting.set(answer.number, answer)
      idle.push(worker)
      try {
        for (let next = waiting.get(taken); next !== undefined; next = waiting.get(taken)) {
          waiting.delete(taken++)
          next.results.forEach(take)
        }
      } catch (error) {
        return end(error)
      }
      if (taken === batches.length) end()
      else ask()
    }
    for (let n = 0; n < threads; n++) {
      const worker = new Worker(new URL('./check-worker.js', import.meta.url), { workerData: options })
      worker.on('message', (answer: Done) => done(worker, answer))
      worker.on('error', end)
      workers.push(worker)
      idle.push(worker)
    }
    ask()
  })
}
