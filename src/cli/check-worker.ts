// Owns a worker thread of `offbox check`: receives batches of files, sends results.
import { parentPort, workerData } from 'node:worker_threads'
import type { Batch, Done } from './check/worker-pool.ts'
import { jobFor, type FileCheckOptions } from './check/job.ts'

// check/worker-pool.ts starts this thread, with these.
const options = workerData as readonly FileCheckOptions[]
const check = jobFor(options)

parentPort?.on('message', ({ number, tasks }: Batch) => {
  const done: Done = { number, results: tasks.map(check) }
  parentPort?.postMessage(done)
})
