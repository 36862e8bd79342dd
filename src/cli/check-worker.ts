// Owns a worker thread of `offbox check`: receives batches of files, sends results.
import { parentPort, workerData } from 'node:worker_threads'
import type { Batch, Done } from './check/crew.ts'
import { jobFor, type CheckOrder } from './check/job.ts'

// check/crew.ts starts this thread, with these.
const orders = workerData as readonly CheckOrder[]
const check = jobFor(orders)

parentPort?.on('message', ({ number, tasks }: Batch) => {
  const done: Done = { number, results: tasks.map(check) }
  parentPort?.postMessage(done)
})
