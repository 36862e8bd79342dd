// Owns the checking thread of `offbox lsp`: receives texts, sends findings.
import { parentPort, workerData } from 'node:worker_threads'
import type { NamesQuery } from '../host/catalog-cache.ts'
import { inspectorHere } from '../ide/lsp/inspector.ts'
import type { CheckResponse, CheckRequest } from './lsp/thread.ts'

// The language server starts this thread, with these.
const names = workerData as NamesQuery
const inspector = inspectorHere(names)

async function answered(asked: Extract<CheckRequest, { readonly number: number }>): Promise<CheckResponse> {
  const { number } = asked
  return asked.what === 'check'
    ? { number, findings: await inspector.check(asked.name, asked.text) }
    : { number, worksOn: await inspector.worksOn(asked.name, asked.text) }
}

parentPort?.on('message', (asked: CheckRequest) => {
  if (asked.what === 'configure') inspector.configure(asked.name, asked.names)
  else if (asked.what === 'forget') inspector.forget(asked.name)
  else void answered(asked).then((answer) => parentPort?.postMessage(answer))
})
