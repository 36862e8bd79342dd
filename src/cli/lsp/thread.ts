// Owns the messages of the thread that checks an editor's texts, and the interface to it.
import type { Worker } from 'node:worker_threads'
import type { Diagnostic } from '../../diagnostic/diagnostic.ts'
import type { NamesQuery } from '../../host/catalog-cache.ts'
import type { Inspector } from '../../ide/lsp/inspector.ts'

/** Requests to the thread; the response has the same `number`. */
export type CheckRequest =
  | { readonly what: 'configure'; readonly name: string; readonly names: NamesQuery }
  | { readonly what: 'forget'; readonly name: string }
  | { readonly what: 'check'; readonly number: number; readonly name: string; readonly text: string }
  | { readonly what: 'works-on'; readonly number: number; readonly name: string; readonly text: string }

/** Responses of the thread. */
export type CheckResponse =
  | { readonly number: number; readonly findings: readonly Diagnostic[] }
  | { readonly number: number; readonly worksOn: string }
  | { readonly number: number; readonly fault: string }

/** An inspector that runs in a thread. `end` stops it. */
export function inspectorIn(worker: Worker): Inspector & { readonly end: () => Promise<unknown> } {
  const waiting = new Map<number, (answer: CheckResponse) => void>()
  let count = 0
  const ask = (asked: CheckRequest): void => worker.postMessage(asked)
  const answered = (question: (number: number) => CheckRequest): Promise<CheckResponse> =>
    new Promise((resolve) => {
      const number = ++count
      waiting.set(number, resolve)
      ask(question(number))
    })
  worker.on('message', (answer: CheckResponse) => {
    waiting.get(answer.number)?.(answer)
    waiting.delete(answer.number)
  })
  worker.on('error', ({ message }) => {
    for (const [number, resolve] of waiting) resolve({ number, fault: message })
    waiting.clear()
  })
  return {
    configure: (name, names) => ask({ what: 'configure', name, names }),
    forget: (name) => ask({ what: 'forget', name }),
    async check(name, text) {
      const answer = await answered((number) => ({ what: 'check', number, name, text }))
      if ('findings' in answer) return answer.findings
      throw new Error('fault' in answer ? answer.fault : 'the thread answered another question')
    },
    async worksOn(name, text) {
      const answer = await answered((number) => ({ what: 'works-on', number, name, text }))
      if ('worksOn' in answer) return answer.worksOn
      throw new Error('fault' in answer ? answer.fault : 'the thread answered another question')
    },
    end: () => worker.terminate(),
  }
}
