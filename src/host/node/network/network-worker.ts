// Owns the network's thread: runs tasks, returns their outcomes, and passes requests from clients to the device.
import { workerData } from 'node:worker_threads'
import { isFault, type NetworkFault, type Listener, type OpenedService, type WebRequest } from '../../host.ts'
import type { Distrust } from '../../judge.ts'
import { acmeWorld } from './acme/world.ts'
import { runAcmeOrder } from './acme/issue.ts'
import { revoke } from './acme/revoke.ts'
import type { NumberedWebRequest, NetworkStart, TaskOutcome, SentResponse, NetworkTask, ToDevice, ToNetwork } from './channel.ts'
import { exchange } from './exchange.ts'
import { networkFaultOf } from './fault.ts'
import { connections } from './connections.ts'
import { ListeningSockets } from './listening.ts'
import { addressesOf, lookupWith } from './lookup.ts'
import { sshListening } from './ssh-listening.ts'

// network.ts starts this thread with these data.
const { port, wake, allowed, listenAddresses, names, cloud } = workerData as NetworkStart

const send = (message: ToDevice): void => {
  port.postMessage(message)
  Atomics.add(wake, 0, 1)
  Atomics.notify(wake, 0)
}

/** Milliseconds between heartbeats. */
const heartbeatMs = 1_000
setInterval(() => Atomics.add(wake, 1, 1), heartbeatMs).unref()

const verdicts = new Map<number, (refusal: Distrust | undefined) => void>()
const responses = new Map<number, (response: SentResponse | undefined) => void>()
const tasks = new Map<number, AbortController>()
let requests = 0

/**
 * Requests collected until everything readable has been read, then sent to the device in one message: sending a message costs more than
 * reading a request.
 */
let unsentRequests: NumberedWebRequest[] = []

function handOver(): void {
  const all = unsentRequests
  unsentRequests = []
  send({ kind: 'requests', all })
}

const ask = (request: WebRequest): Promise<SentResponse | undefined> =>
  new Promise((resolve) => {
    const id = ++requests
    responses.set(id, resolve)
    if (unsentRequests.push({ id, request }) === 1) setImmediate(handOver)
  })

const lookup = lookupWith(names)
const streams = connections(send)
const listeners = new ListeningSockets(listenAddresses, { ask, take: streams.take })
const ssh = sshListening(listenAddresses, (event) => send({ kind: 'ssh', event }))

async function listen(wanted: readonly Listener[]): Promise<ReadonlyMap<string, OpenedService | NetworkFault>> {
  const isSsh = ({ ssh: settings }: Listener): boolean => settings !== undefined
  return new Map([...(await listeners.open(wanted.filter((one) => !isSsh(one)))), ...(await ssh.open(wanted.filter(isSsh)))])
}

async function perform(id: number, task: NetworkTask, cancelled: AbortSignal): Promise<TaskOutcome> {
  if ('listen' in task) return { opened: await listen(task.listen) }
  if ('resolve' in task) {
    const found = await addressesOf(names, task.resolve.name, task.resolve.family, task.resolve.server)
    return isFault(found) ? found : { addresses: found }
  }
  const surroundings = {
    lookup,
    cancelled,
    judge: (chain: readonly Uint8Array[], host: string): Promise<Distrust | undefined> =>
      new Promise((resolve) => {
        verdicts.set(id, resolve)
        send({ kind: 'judge', id, chain, host })
      }),
    progress: (received: number, total: number | undefined) => send({ kind: 'progress', id, received, total }),
  }
  if ('http' in task) return exchange(task.http, surroundings)
  // Separate files, loaded on demand (`.build.mjs`).
  if ('mail' in task) {
    const { sendMail } = await import('./mail.ts')
    const mailed = await sendMail(task.mail, surroundings)
    return isFault(mailed) ? mailed : { mailed }
  }
  if ('transfer' in task) {
    const { transferFile } = await import('./transfer.ts')
    const transferred = await transferFile(task.transfer, surroundings)
    return isFault(transferred) ? transferred : { transferred }
  }
  const world = acmeWorld({ surroundings, allowed, cloud, sendEvent: (event) => send({ kind: 'acme', id, event }) })
  try {
    if ('acme' in task) {
      const issued = await runAcmeOrder(task.acme, world)
      return isFault(issued) ? issued : { issued }
    }
    const revoked = await revoke(task.revoke, world)
    return revoked !== undefined && isFault(revoked) ? revoked : { revoked }
  } finally {
    world.close()
  }
}

port.on('message', (message: ToNetwork) => {
  switch (message.kind) {
    case 'task': {
      const { id } = message
      const abort = new AbortController()
      tasks.set(id, abort)
      void perform(id, message.task, abort.signal)
        .catch(networkFaultOf)
        .then((outcome) => {
          tasks.delete(id)
          verdicts.delete(id)
          send({ kind: 'done', id, outcome })
        })
      break
    }
    case 'verdict':
      verdicts.get(message.id)?.(message.refusal)
      break
    case 'responses':
      for (const { id, response } of message.all) {
        responses.get(id)?.(response)
        responses.delete(id)
      }
      break
    case 'cancel':
      tasks.get(message.id)?.abort()
      break
    case 'send':
      streams.send(message.id, message.bytes, message.ends)
      break
    case 'taken':
      streams.taken(message.id)
      break
    case 'ssh':
      ssh.take(message.message)
  }
})
