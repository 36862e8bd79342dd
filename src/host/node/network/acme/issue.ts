// Owns obtaining a certificate from an ACME server: account, order, challenges, finalization, download (RFC 8555 7.3 to 7.4).
import { createHash } from 'node:crypto'
import type { NetworkFault } from '../../../host.ts'
import type { AcmeCertificate, AcmeChallenge, AcmeOrder, AcmeRefusal, AcmeStep } from '../../../acme.ts'
import { readPem } from '../../../../pki/pem.ts'
import { isProblem, stopForInvalidAnswer, outcomeOf, stopForRefusal, AcmeStop } from './outcome.ts'
import { readAuthorization, readJsonBody, readOrder, type AuthorizationResource, type OrderResource } from './resources.ts'
import { AcmeServer, type AcmeWorld } from './server.ts'

/** The environment of an order: reports progress, and publishes the answers of challenges. */
export interface IssueWorld extends AcmeWorld {
  progress(step: AcmeStep): void
  /** Sets the response of `http://NAME/.well-known/acme-challenge/TOKEN` from now on; undefined removes it. */
  publish(token: string, text: string | undefined): Promise<void>
  /** Sets the TXT record of a name from now on; undefined removes it. Returns a fault where that fails. */
  record(name: string, text: string | undefined): Promise<NetworkFault | undefined>
}

/** Runs an order and returns its chain. Never throws for what the server or the network does; published answers are always removed. */
export const runAcmeOrder = (order: AcmeOrder, world: IssueWorld): Promise<AcmeCertificate | AcmeRefusal | NetworkFault> =>
  outcomeOf(async () => {
    const server = new AcmeServer(world, order.account.key, order.timeout)
    world.progress('directory')
    await server.open(order.directory)
    world.progress('account')
    server.account = order.account.url ?? (await enter(server, order.binding))
    world.progress('order')
    const placed = await place(server, order)
    await prove(server, placed.order, order, world)
    world.progress('finalization')
    const finished = await finalize(server, placed.url, placed.order, order.request)
    world.progress('certificate')
    if (finished.certificate === undefined) throw stopForInvalidAnswer('the order is valid and names no certificate')
    const { body } = await server.post(finished.certificate)
    return { chain: chainOf(body), account: server.account }
  })

/** Returns the URL of the key's account, which is created where the server has none yet (RFC 8555 7.3). */
export async function enter(server: AcmeServer, binding: AcmeOrder['binding']): Promise<string> {
  const { location } = await server.post(server.directory.newAccount, {
    termsOfServiceAgreed: true,
    ...(binding === undefined ? {} : { externalAccountBinding: await server.bind(binding.kid, binding.key) }),
  })
  if (location === '') throw stopForInvalidAnswer('the account has no Location')
  return location
}

interface Placed {
  readonly url: string
  readonly order: OrderResource
}

async function place(server: AcmeServer, { names, binding }: AcmeOrder): Promise<Placed> {
  const ask = async (): Promise<Placed> => {
    const { location, body } = await server.post(server.directory.newOrder, {
      identifiers: names.map(({ name }) => ({ type: 'dns', value: name })),
    })
    if (location === '') throw stopForInvalidAnswer('the order has no Location')
    return { url: location, order: readOrder(readJsonBody(body, 'the order')) }
  }
  try {
    return await ask()
  } catch (error) {
    if (!isProblem(error, 'accountDoesNotExist')) throw error
    // The server no longer has the account that the device has stored.
    server.account = undefined
    server.account = await enter(server, binding)
    return ask()
  }
}

/** Proves control of every name that is not proved yet. All challenges are started before the first result is awaited. */
async function prove(server: AcmeServer, { authorizations }: OrderResource, { names }: AcmeOrder, world: IssueWorld): Promise<void> {
  // An order has at most one authorization per name (RFC 8555 7.1.3); more could be endless.
  if (authorizations.length > names.length) throw stopForInvalidAnswer('the order has more authorizations than names')
  const ends: (() => Promise<unknown>)[] = []
  try {
    const begun: { readonly url: string; readonly type: AcmeChallenge }[] = []
    for (const url of authorizations) {
      const authorization = readAuthorization(readJsonBody((await server.post(url)).body, 'the authorization'))
      if (authorization.status === 'valid') continue
      world.progress('challenge')
      const written = `${authorization.wildcard ? '*.' : ''}${authorization.name}`
      // A challenge for another name is not answered: somebody else could use the answer for a certificate of that name.
      const type = names.find(({ name }) => name.toLowerCase() === written.toLowerCase())?.challenge
      if (type === undefined) throw stopForInvalidAnswer(`the order requires a proof of ${written}, which was not requested`)
      const challenge = authorization.challenges.find((offered) => offered.type === type)
      if (challenge === undefined)
        throw stopForRefusal(
          { type: 'unsupported', detail: `the server does not offer ${type} for ${written}`, subproblems: [] },
          { name: written, type },
        )
      // A token is part of a URL and of a file name: only base64url characters are allowed (RFC 8555 8.3).
      if (!/^[\w-]+$/.test(challenge.token)) throw stopForInvalidAnswer('a challenge has an odd token')
      const answer = await server.keyAuthorization(challenge.token)
      ends.push(await publishAnswer(type, authorization.name, challenge.token, answer, world))
      await server.post(challenge.url, {})
      begun.push({ url, type })
    }
    if (begun.length > 0) world.progress('validation')
    for (const { url, type } of begun) {
      const authorization = await server.poll(url, readAuthorization, ({ status }) => status !== 'pending')
      if (authorization.status !== 'valid') throw failed(authorization, type)
    }
  } finally {
    for (const end of ends) await end()
  }
}

/** Publishes the answer to a challenge; returns a function that removes it. */
async function publishAnswer(
  type: AcmeChallenge,
  name: string,
  token: string,
  answer: string,
  world: IssueWorld,
): Promise<() => Promise<unknown>> {
  if (type === 'http-01') {
    await world.publish(token, answer)
    return () => world.publish(token, undefined)
  }
  const record = `_acme-challenge.${name}`
  const fault = await world.record(record, createHash('sha256').update(answer).digest('base64url'))
  if (fault !== undefined) throw new AcmeStop(fault)
  return () => world.record(record, undefined)
}

function failed({ name, status, challenges }: AuthorizationResource, type: AcmeChallenge): AcmeStop {
  const error = challenges.find((challenge) => challenge.type === type)?.error
  return stopForRefusal(error ?? { type: 'unauthorized', detail: `the authorization of ${name} is ${status}`, subproblems: [] }, {
    name,
    type,
  })
}

async function finalize(server: AcmeServer, url: string, { finalize: at }: OrderResource, request: Uint8Array): Promise<OrderResource> {
  const payload = { csr: Buffer.from(request).toString('base64url') }
  const ask = async (): Promise<OrderResource> => readOrder(readJsonBody((await server.post(at, payload)).body, 'the order'))
  let order: OrderResource
  try {
    order = await ask()
  } catch (error) {
    // The names are proved, but the order's status does not show it yet.
    if (!isProblem(error, 'orderNotReady')) throw error
    await server.poll(url, readOrder, ({ status }) => status !== 'pending')
    order = await ask()
  }
  if (!isOver(order)) order = await server.poll(url, readOrder, isOver)
  if (order.status !== 'valid')
    throw stopForRefusal(order.error ?? { type: 'about:blank', detail: `the order is ${order.status}`, subproblems: [] })
  return order
}

const isOver = ({ status }: OrderResource): boolean => status === 'valid' || status === 'invalid'

/** The maximum size of a chain, in bytes; those with the largest keys are smaller. */
const maxChainBytes = 1 << 17

/** Parses `application/pem-certificate-chain` (RFC 8555 9.1). */
function chainOf(body: Uint8Array): readonly Uint8Array[] {
  if (body.length > maxChainBytes) throw stopForInvalidAnswer(`the chain of the ACME server has ${body.length} bytes`)
  const blocks = readPem(Buffer.from(body).toString('latin1')).filter(({ label }) => label === 'CERTIFICATE')
  const chain = blocks.map(({ bytes }) => new Uint8Array(bytes))
  if (chain.length === 0) throw stopForInvalidAnswer('the ACME server sent no certificate')
  return chain
}
