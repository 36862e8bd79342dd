// Owns the fuzz targets `scep` and `acme`: servers and clients that receive damaged messages.
import fc from 'fast-check'
import { createDevice, memoryNetwork, type Device, type HttpRequest, type MemoryNetwork } from '../../src/index.ts'
import { readProblem } from '../../src/host/node/network/acme/resources.ts'
import type { NetworkFault } from '../../src/host/host.ts'
import type { AcmeCertificate, AcmeRefusal } from '../../src/host/acme.ts'
import { readPem } from '../../src/pki/pem.ts'
import { edited, edits, type Edit } from './bytes.ts'
import { limits, spoken, world, type Target } from './target.ts'

/** A network with a device that is an authority. */
function authority(): MemoryNetwork {
  const network = memoryNetwork()
  done(
    createDevice({ host: world(network), limits }),
    `/certificate add name=ca common-name=ca key-usage=key-cert-sign,crl-sign; /certificate sign ca
/certificate/scep-server add ca-cert=ca path=/scep/ca`,
  )
  return network
}

function done(device: Device, source: string): string {
  const { output, failure } = device.run(source)
  if (failure !== undefined) throw new Error(`${source}: ${failure.message}`)
  return output
}

/** Creates a client and runs its enrolment for a day. */
const enrol = `/certificate add name=leaf common-name=leaf
:onerror e in={ /certificate add-scep template=leaf scep-url=http://ca/scep/ca } do={ :put $e }
:delay 1d
/certificate print detail`

const operationOf = (url: string): string => /operation=(\w+)/.exec(url)?.[1] ?? ''

/** Each input contains the damaged operation and the edits: of its request to the server, or of the response to the client. */
type Broken = readonly [operation: string, side: 'request' | 'answer', edits: readonly Edit[]]

function scep(): Target {
  const server = authority()
  const asked = (request: HttpRequest, body: Uint8Array) => {
    const url = new URL(request.url)
    return server.deliver({ method: request.method, path: url.pathname, query: url.search.slice(1), headers: request.headers, body })
  }
  return {
    make: () =>
      fc
        .oneof(
          fc.tuple(fc.constantFrom('GetCACaps', 'GetCACert', 'PKIOperation', 'PKIOperation'), fc.constant('answer'), edits),
          fc.tuple(fc.constant('PKIOperation'), fc.constant('request'), edits),
        )
        .map((broken) => JSON.stringify(broken)),
    holds: (text) => {
      const [operation, side, changes] = JSON.parse(text) as Broken // The target's own samples.
      const network = memoryNetwork({
        answers: (request) => {
          const body = request.body ?? new Uint8Array()
          const breaks = operationOf(request.url) === operation
          const answer = asked(request, breaks && side === 'request' ? edited(body, changes) : body)
          if (answer === undefined) return { fault: 'closed', detail: 'it closed the connection' }
          if (answer.status >= 500) throw new Error(`the server breaks: ${Buffer.from(answer.body).toString('latin1')}`)
          return breaks && side === 'answer' ? { ...answer, body: edited(answer.body, changes) } : answer
        },
      })
      const { failure, output } = createDevice({ host: world(network, 1), limits }).run(enrol)
      spoken(failure)
      spoken({ message: output })
    },
  }
}

/** A certificate chain as an ACME server would return it. */
function chain(): Uint8Array[] {
  const device = createDevice({ host: world(), limits })
  done(
    device,
    `/certificate add name=ca common-name=ca key-usage=key-cert-sign,crl-sign; /certificate sign ca
/certificate add name=leaf common-name=a.test subject-alt-name=DNS:a.test; /certificate sign leaf ca=ca
/certificate export-certificate leaf file-name=leaf; /certificate export-certificate ca file-name=ca`,
  )
  return ['leaf.crt', 'ca.crt'].map((name) => {
    const [block] = readPem(Buffer.from(device.router.files.read(name) ?? '').toString('latin1'))
    if (block === undefined) throw new Error(`no certificate in ${name}`)
    return block.bytes
  })
}

const word = fc.oneof(
  fc.constantFrom('', 'malformed', 'rateLimited', 'badNonce', 'unauthorized', 'userActionRequired'),
  fc.string({ unit: 'binary', maxLength: 30 }),
)

/** The result of the server: a chain with its edits, a problem document of any JSON, or a fault. */
type Given =
  | { readonly edits: readonly (readonly Edit[])[]; readonly account: string }
  | { readonly problem: unknown; readonly challenge?: AcmeRefusal['challenge'] }
  | NetworkFault

const nested = (depth: number): unknown => (depth === 0 ? {} : { subproblems: [nested(depth - 1)] })

function acme(): Target {
  const whole = chain()
  const challenge = fc.record({ name: word, type: fc.constantFrom('http-01' as const, 'dns-01' as const) })
  const problem = fc.oneof(
    fc.jsonValue(),
    fc.record(
      { type: word, detail: word, identifier: fc.record({ value: word }), subproblems: fc.array(fc.record({ type: word, detail: word })) },
      { requiredKeys: [] },
    ),
    fc.nat(2000).map(nested),
  )
  const given: fc.Arbitrary<Given> = fc.oneof(
    { weight: 3, arbitrary: fc.record({ edits: fc.array(edits, { maxLength: 4 }), account: word }) },
    { weight: 1, arbitrary: fc.record({ problem, challenge }, { requiredKeys: ['problem'] }) },
    {
      weight: 1,
      arbitrary: fc.record({ fault: fc.constantFrom('unreachable' as const, 'closed' as const, 'malformed' as const), detail: word }),
    },
  )
  const answered = (answer: Given): AcmeCertificate | AcmeRefusal | NetworkFault => {
    if ('fault' in answer) return answer
    if ('problem' in answer) return { problem: readProblem(answer.problem), challenge: answer.challenge }
    return {
      chain: answer.edits.map((changes, at) => edited(whole[at % whole.length] ?? new Uint8Array(), changes)),
      account: answer.account,
    }
  }
  return {
    make: () => given.map((answer) => JSON.stringify(answer)),
    holds: (text) => {
      const answer = answered(JSON.parse(text) as Given) // The target's own samples.
      const network = memoryNetwork({
        acme: {
          issue: (_order, events) => {
            events.publish(text.slice(0, 9), text)
            events.progress('certificate')
            return answer
          },
          revoke: () => ('chain' in answer ? undefined : answer),
        },
      })
      const device = createDevice({ host: world(network), limits })
      const { failure } = device.run('/certificate/add-acme directory-url=https://acme.test/dir domain-names=a.test')
      spoken(failure)
      if (failure !== undefined && /[\0-\x1f\x7f]/.test(failure.message))
        throw new Error(`control characters of a server: ${JSON.stringify(failure.message)}`)
      spoken(device.run('/certificate print detail; :delay 100d; /certificate print; /log print').failure)
    },
  }
}

/** The fuzz targets of SCEP and ACME, by name. */
export const enrolments = { scep, acme }
