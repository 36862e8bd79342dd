// Owns a thread of `offbox check`: batches of files in, their results out.
import { parentPort, workerData } from 'node:worker_threads'
import type { Batch, Done } from './check/crew.ts'
import { jobFor, type Order } from './check/job.ts'

const order: Order = workerData
const check = jobFor(order)

parentPort?.on('message', ({ number, paths }: Batch) => {
  const done: Done = { number, results: paths.map(check) }
  parentPort?.postMessage(done)
})
