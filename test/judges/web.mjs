// Owns the web server for suites: a real HTTPS (and HTTP) server on this machine, in another thread, because a device blocks its own. Its
// certificates are made by offbox: an authority that the device under test imports and trusts, and a certificate for each name.
import http from 'node:http'
import https from 'node:https'
import tls from 'node:tls'
import { isMainThread, parentPort, Worker, workerData } from 'node:worker_threads'

/**
 * Starts the web server of a suite. Returns the authority as PEM, a network for the device (every name is 192.0.2.80, mail is accepted,
 * file servers are in memory, HTTP requests go to this server) and `close`.
 */
export async function openWeb({ suite, checkouts, folder, library }) {
  const { memoryNetwork, nodeNetwork } = await import(library)
  const worker = new Worker(new URL(import.meta.url), { workerData: { suite: suite.name, folder, library } })
  const { authority, ports } = await new Promise((resolve, reject) => {
    worker.once('message', resolve)
    worker.once('error', reject)
  })
  const outside = nodeNetwork({ allowed: 'all', leaping: true })
  const network = {
    ...memoryNetwork({ answers: ({ url }) => ({ body: Buffer.from(suite.answers?.(url, checkouts) ?? '') }) }),
    resolve: (name, family) => (family === 'ipv6' ? { fault: 'unknown-name', detail: `${name} is not known` } : ['192.0.2.80']),
    http(request, judge) {
      const url = new URL(request.url)
      url.port = ports[url.protocol]
      return outside.http({ ...request, url: url.href, address: '127.0.0.1' }, judge)
    },
  }
  return {
    authority,
    network,
    async close() {
      outside.close()
      await worker.terminate()
    },
  }
}

/** A device that is an authority, and its issued certificates by name. */
async function authorityOf(library) {
  const { createDevice, nodeHost } = await import(library)
  const host = nodeHost()
  const { files } = host
  const device = createDevice({ host })
  const run = (text) => {
    const { failure } = device.run(text)
    if (failure !== undefined) throw new Error(`the authority: ${failure.message}`)
  }
  const read = (name) => Buffer.from(files.read(name)).toString('latin1')
  run(`/certificate
add name=judge-ca common-name="Authority of the judge" key-size=prime256v1 key-usage=key-cert-sign,crl-sign days-valid=3650
sign judge-ca
export-certificate judge-ca file-name=judge-ca type=pem`)
  const contexts = new Map()
  const contextOf = (name) => {
    if (!contexts.has(name)) {
      run(`/certificate
add name="${name}" common-name="${name}" subject-alt-name="DNS:${name}" key-size=prime256v1 days-valid=365 \\
    key-usage=digital-signature,tls-server
sign "${name}" ca=judge-ca
export-certificate "${name}" file-name="${name}" type=pem export-passphrase=judge-secret`)
      const identity = { cert: read(`${name}.crt`), key: read(`${name}.key`), passphrase: 'judge-secret' }
      contexts.set(name, tls.createSecureContext(identity))
    }
    return contexts.get(name)
  }
  return { pem: read('judge-ca.crt'), contextOf }
}

if (!isMainThread) {
  const { suite: wanted, folder, library } = workerData
  const [{ suites }, { checkoutsOf }, authority] = await Promise.all([
    import('./suites.mjs'),
    import('./checkouts.mjs'),
    authorityOf(library),
  ])
  const suite = suites.find(({ name }) => name === wanted)
  const checkouts = checkoutsOf(suite, folder)
  const answer = (protocol) => (request, response) => {
    const body = suite.answers?.(`${protocol}//${request.headers.host}${request.url}`, checkouts)
    request.resume()
    request.on('end', () => {
      response.writeHead(body === undefined ? 404 : 200)
      response.end(body ?? 'not found\n')
    })
  }
  const choose = (name, done) => done(null, authority.contextOf(name))
  const servers = [
    ['https:', https.createServer({ SNICallback: choose }, answer('https:'))],
    ['http:', http.createServer(answer('http:'))],
  ]
  const ports = {}
  for (const [protocol, server] of servers) {
    await new Promise((resolve) => server.listen(0, '127.0.0.1', resolve))
    ports[protocol] = server.address().port
  }
  parentPort.postMessage({ authority: authority.pem, ports })
}
