// Owns tests of the ACME commands against pebble: a device with a real network gets, renews and revokes real certificates on loopback.
import { X509Certificate } from 'node:crypto'
import { afterAll, afterEach, beforeAll, expect, it } from 'vitest'
import { createDevice, nodeNetwork, type NodeNetwork } from '../../src/index.ts'
import { memoryHost } from '../../src/host/memory.ts'
import { nodeHost } from '../../src/host/node/host.ts'
import { writePem } from '../../src/pki/pem.ts'
import { describeWith } from '../harness/judge.ts'
import { fixtureKeys } from '../harness/keys.ts'
import { startPebble, type Pebble, type PebbleOptions } from '../harness/pebble.ts'

interface Lab {
  /** Returns the status of the client for a name, after a script that starts it. */
  status(script: string, name: string): string
  /** Returns a file of the device. */
  file(name: string): Uint8Array
  /** Returns the output of a script. Throws its failure. */
  run(text: string): string
  fails(text: string): string
}

const networks: NodeNetwork[] = []
afterEach(() => {
  for (const network of networks.splice(0)) network.close()
})

interface LabOptions {
  readonly release?: string
  /** The local port for the device's port 80; the right one by default. */
  readonly port?: number
  readonly withoutRecords?: true
}

/** Creates a device that trusts pebble's TLS certificate and has simulated time. */
function lab(pebble: Pebble, { release = '7.24', port = pebble.httpPort, withoutRecords }: LabOptions = {}): Lab {
  const network = nodeNetwork({
    allowed: 'all',
    listenAddresses: new Map([['www', { address: '127.0.0.1', port }]]),
    cloud: withoutRecords === true ? undefined : pebble.records,
  })
  networks.push(network)
  // Only keys of certificates are prepared: the account key of a device is generated.
  const { keys } = memoryHost({ keys: { '2048': fixtureKeys()['2048'] ?? [] } })
  const host = { ...nodeHost({ network, leaping: true }), keys }
  const device = createDevice({ release, host, files: { 'pebble.crt': writePem('CERTIFICATE', pebble.authority) } })
  const run = (text: string): string => {
    const { output, failure } = device.run(text)
    if (failure !== undefined) throw new Error(failure.message)
    return output
  }
  return {
    file: (name) => host.files.read(name) ?? new Uint8Array(),
    run,
    status(script, name) {
      run(script)
      return run(`:put [/certificate/get "${name}" acme-status]`)
    },
    fails(text) {
      const { failure } = device.run(text)
      if (failure === undefined) throw new Error('did not fail')
      return failure.message
    },
  }
}

/** The same, with the authority imported. */
function trusting(pebble: Pebble, options: LabOptions = {}): Lab {
  const made = lab(pebble, options)
  made.run('/certificate import file-name=pebble.crt passphrase=""')
  return made
}

const add = ({ directory }: Pebble, names: string, more = ''): string =>
  `/certificate/add-acme directory-url="${directory}" domain-names="${names}" ${more}`

/** The certificate of a name, from an exported file. */
function exported({ file, run }: Lab, name: string): X509Certificate {
  run(`/certificate export-certificate "${name}" file-name=export`)
  return new X509Certificate(file('export.crt'))
}

/** Starts pebble for the suite. */
function withPebble(options: PebbleOptions = {}): () => Pebble {
  let pebble: Pebble | undefined
  beforeAll(async () => {
    pebble = await startPebble(options)
  })
  afterAll(() => pebble?.stop())
  return () => {
    if (pebble === undefined) throw new Error('pebble did not start')
    return pebble
  }
}

describeWith('pebble', 'pebble', () => {
  const pebble = withPebble()

  it('issues for several names by HTTP-01, and its chain is complete', async () => {
    const made = trusting(pebble())
    made.run(add(pebble(), 'router.test,www.router.test'))
    const [own, above, root] = [exported(made, 'router.test'), exported(made, 'router.test_1'), new X509Certificate(await pebble().root())]
    expect(own.subjectAltName).toBe('DNS:router.test, DNS:www.router.test')
    expect([own.verify(above.publicKey), above.verify(root.publicKey)]).toEqual([true, true])
    expect(made.run(':put [/certificate/get router.test private-key]')).toBe('true\n')
  })

  it('issues for names of the cloud by DNS-01, wildcards too', () => {
    const made = trusting(pebble())
    const name = made.run(':put [/ip/cloud/get dns-name]').trim()
    made.run(add(pebble(), `${name},*.${name}`))
    expect(exported(made, name).subjectAltName).toBe(`DNS:${name}, DNS:*.${name}`)
  })

  it('reports who has to publish the TXT record', () => {
    const { fails } = trusting(pebble(), { withoutRecords: true })
    expect(fails(add(pebble(), 'a.sn.mynetname.net'))).toContain('--cloud=URL')
  })

  it('is not used if the device does not trust it', () => {
    const { status } = lab(pebble())
    expect(status(add(pebble(), 'router.test'), 'router.test')).toBe('failed: SSL: ssl: no trusted CA certificate found (6)\n')
  })

  it('is not reached without permission', () => {
    const network = nodeNetwork({ allowed: [{ host: 'elsewhere.test', port: undefined }] })
    networks.push(network)
    const { failure } = createDevice({ host: nodeHost({ network }) }).run(add(pebble(), 'router.test'))
    expect(failure?.message).toContain(`--allow-net=127.0.0.1:${new URL(pebble().directory).port}`)
  })

  it.each([
    ['the name leads elsewhere', { port: 0 }, ''],
    ['www is off', {}, '/ip/service/disable www;'],
  ])('is refused where %s', (_what, options, before) => {
    const { run, status } = trusting(pebble(), options)
    expect(status(`${before} ${add(pebble(), 'router.test')}`, 'router.test')).toMatch(
      /^failed: HTTP challenge validation failed for router\.test: (connection|unauthorized): /,
    )
    expect(run(':put [/certificate/print count-only]')).toBe('2\n')
  })

  it('works with acme-plain=no (7.21)', () => {
    const { run } = trusting(pebble())
    run(`/ip/service/webserver/set acme-plain=no; ${add(pebble(), 'router.test')}; :delay 1s`)
    expect(run(':put [/certificate/print count-only]')).toBe('3\n')
  })

  it('is not asked for invalid names', () => {
    const { status } = trusting(pebble())
    expect(status(add(pebble(), 'a_b.test'), 'a_b.test')).toMatch(/^failed: ACME server refuses: malformed: /)
  })

  it('works with enable-ssl-certificate', () => {
    const { run } = trusting(pebble(), { release: '7.18' })
    expect(run(`/certificate/enable-ssl-certificate dns-name=old.test directory-url="${pebble().directory}"`)).toBe('')
    expect(run(':put [/ip/service/get www-ssl certificate]')).toBe('old.test\n')
  })

  it('renews automatically after four fifths of the validity, with the same key', () => {
    const made = trusting(pebble())
    made.run(add(pebble(), 'router.test'))
    const before = exported(made, 'router.test')
    // Pebble's certificates are valid for five years.
    made.run(':delay 1459d')
    expect(exported(made, 'router.test').serialNumber).toBe(before.serialNumber)
    made.run(':delay 3d')
    const after = exported(made, 'router.test')
    expect(after.serialNumber).not.toBe(before.serialNumber)
    expect(after.publicKey.equals(before.publicKey)).toBe(true)
    expect(made.run(':put [:len [/log/find where message="ssl certificate updated"]]')).toBe('2\n')
  })

  it('revokes', async () => {
    const made = trusting(pebble())
    made.run(add(pebble(), 'router.test'))
    const { serialNumber } = exported(made, 'router.test')
    expect(await pebble().status(serialNumber)).toBe('Valid')
    made.run('/certificate/issued-revoke router.test')
    expect(await pebble().status(serialNumber)).toBe('Revoked')
  })
})

describeWith('pebble', 'pebble that refuses half of all nonces', () => {
  const pebble = withPebble({ refusedNonces: 50 })

  it('still issues', () => {
    const made = trusting(pebble())
    made.run(add(pebble(), 'router.test'))
    made.run('/certificate/acme-renew router.test')
    expect(exported(made, 'router.test').subjectAltName).toBe('DNS:router.test')
  })
})

describeWith('pebble', 'pebble with external account binding', () => {
  const key = Buffer.from('a key of thirty-two bytes, or so').toString('base64url')
  const pebble = withPebble({ binding: { 'kid-1': key } })

  it('issues with the right key, and recognises the account', () => {
    const made = trusting(pebble())
    made.run(add(pebble(), 'router.test', `eab-kid=kid-1 eab-key-b64=${key}`))
    made.run(add(pebble(), 'second.test'))
    expect(exported(made, 'second.test').subjectAltName).toBe('DNS:second.test')
  })

  it.each([
    ['no binding', '', 'externalAccountRequired'],
    ['a wrong key', 'eab-kid=kid-1 eab-key-b64=d3Jvbmc', 'unauthorized|malformed'],
    ['a wrong identifier', `eab-kid=kid-2 eab-key-b64=${key}`, 'unauthorized|malformed'],
  ])('refuses %s', (_what, binding, type) => {
    const { status } = trusting(pebble())
    expect(status(add(pebble(), 'router.test', binding), 'router.test')).toMatch(new RegExp(`^failed: ACME server refuses: (${type}): .`))
  })
})

describeWith('pebble', 'pebble that is killed during an order', () => {
  it('keeps the certificate, and the failure describes the reason', async () => {
    const pebble = await startPebble()
    const made = trusting(pebble)
    try {
      made.run(add(pebble, 'router.test'))
    } finally {
      await pebble.stop()
    }
    const before = exported(made, 'router.test').serialNumber
    made.run('/certificate/acme-renew router.test')
    expect(exported(made, 'router.test').serialNumber).toBe(before)
    expect(made.run(':put [/certificate/get router.test acme-status]')).toContain('failed: ')
  })
})
