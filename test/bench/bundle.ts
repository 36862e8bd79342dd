// Owns the benchmark of large certificate stores: importing a bundle, printing it and searching it, at three sizes.
import { createPrivateKey } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { createDevice, memoryHost } from '../../src/index.ts'
import { readCertificate } from '../../src/pki/certificate.ts'
import { issue, issuerOf, selfSign, type CertificateContents } from '../../src/pki/issue.ts'
import { spkiOf } from '../../src/pki/key.ts'
import { writeName } from '../../src/pki/name.ts'
import { writePem } from '../../src/pki/pem.ts'

const sizes = [1000, 3000, 10_000] as const

const commands = [
  ['import', '/certificate import file-name=bundle.pem'],
  ['print', '/certificate print'],
  ['print detail', '/certificate print detail'],
  ['find where', ':put [:len [/certificate find where common-name~"[05]0\\$" expires-after<1000d]]'],
] as const

/** Returns a PEM bundle of `count` certificates of one CA, each with its own key identifier. */
export function bundle(count: number): Buffer {
  const key = createPrivateKey(readFileSync(new URL('../../fixtures/keys/ec-prime256v1.pem', import.meta.url), 'utf8'))
  const spki = spkiOf(key)
  const own = issuerOf(readCertificate(selfSign(contents('CA', spki, 1), key)), key)
  const pems: string[] = []
  for (let at = 1; at <= count; at++) {
    // The point is not on the curve: it is never used, and generating a thousand real keys would take longer than the benchmark.
    const other = Buffer.from(spki)
    other.writeUInt32BE(at, other.length - 8)
    pems.push(writePem('CERTIFICATE', issue(contents(`host-${at}`, other, at), own)))
  }
  return Buffer.from(pems.join(''), 'latin1')
}

const contents = (name: string, spki: Uint8Array, serial: number): CertificateContents => ({
  subject: writeName({ country: 'LV', organization: 'Lab', 'common-name': name }),
  spki,
  serial: Uint8Array.of(1, serial >> 16, serial >> 8, serial),
  'invalid-before': 1_700_000_000_000_000_000n,
  'invalid-after': 1_731_536_000_000_000_000n,
  'digest-algorithm': 'sha256',
  'key-usage': name === 'CA' ? ['key-cert-sign', 'crl-sign'] : ['digital-signature', 'tls-server'],
  'subject-alt-name': [`DNS:${name}.example.com`],
})

/** Returns the milliseconds of each command at each size. */
export function curve(): { command: string; ms: number[] }[] {
  const rows = commands.map(([command]): { readonly command: string; readonly ms: number[] } => ({ command, ms: [] }))
  // The first device warms up the code.
  for (const size of [sizes[0], ...sizes]) {
    const host = memoryHost({ now: 1_710_000_000_000_000_000n, files: { 'bundle.pem': bundle(size) } })
    const device = createDevice({ host, width: 160 })
    for (const [at, [, text]] of commands.entries()) {
      const start = process.hrtime.bigint()
      const { failure } = device.run(text)
      if (failure !== undefined) throw new Error(failure.message)
      rows[at]?.ms.push(Number(process.hrtime.bigint() - start) / 1e6)
    }
  }
  return rows.map(({ command, ms }) => ({ command, ms: ms.slice(1) }))
}

/**
 * Returns the cost per certificate for 3,000 and 10,000 certificates, relative to that for 1,000: 1 if the cost is linear, 3 and 10 if it
 * is quadratic.
 */
export const measure = (): { name: string; ratio: number; limit: number }[] =>
  curve().flatMap(({ command, ms }) =>
    sizes.slice(1).map((size, at) => ({
      name: `${command}: each of ${size.toLocaleString('en')} / each of 1,000`,
      ratio: ((ms[at + 1] ?? 0) / (ms[0] ?? 1) / size) * sizes[0],
      limit: 2,
    })),
  )
