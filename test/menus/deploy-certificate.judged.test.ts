// Owns the tests of fixtures/scripts/deploy-certificate.rsc: a renewed certificate replaces the former one, on 6.x and 7.x.
import { execFileSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { createDevice, memoryHost, type Device } from '../../src/index.ts'
import { scratch } from '../harness/command-line.ts'
import { describeWith } from '../harness/judge.ts'
import { top } from '../harness/sources.ts'

const script = readFileSync(join(top, 'fixtures', 'scripts', 'deploy-certificate.rsc'), 'latin1')
const place = scratch()
afterAll(() => place.remove())

const file = (name: string): Buffer => readFileSync(join(place.path, name))

/** Returns the output of a script, followed by its failure. */
function outputOf(device: Device, text: string): string {
  const { output, failure } = device.run(text)
  return `${output}${failure === undefined ? '' : failure.message}`
}

/** Stores the files on the device that a user would have copied. */
function storeFiles(device: Device, certificate: string, key: string): void {
  device.router.files.write('web.crt', file(certificate))
  device.router.files.write('web.key', file(key))
}

const stateOf = (device: Device): string =>
  outputOf(device, ':put "$[/ip service get www-ssl certificate] $[:len [/certificate find]] $[/certificate get web fingerprint]"').trim()

describeWith('openssl', 'a certificate is deployed', () => {
  beforeAll(() => {
    for (const at of ['1', '2']) {
      const words = ['req', '-x509', '-newkey', 'rsa:2048', '-nodes', '-subj', '/CN=router.lan', '-addext', 'subjectAltName=DNS:router.lan']
      execFileSync('openssl', [...words, '-keyout', `${at}.key`, '-out', `${at}.crt`], { cwd: place.path, stdio: 'pipe' })
    }
  })

  it.each(['6.40.9', '6.49.17', '7.1', '7.24'])('on %s', (release) => {
    const device = createDevice({ release, host: memoryHost({ now: BigInt(Date.now()) * 1_000_000n }) })
    expect(outputOf(device, script)).toMatch(/^web\.crt is not there/)
    storeFiles(device, '1.crt', '1.key')
    expect(outputOf(device, script)).toMatch(/deployed: router\.lan\n$/)
    outputOf(device, '/ip service set www-ssl certificate=web disabled=no')
    const first = stateOf(device)
    expect(first).toMatch(/^web 1 [0-9a-f]+$/)
    // The key of another certificate: nothing changes.
    storeFiles(device, '2.crt', '1.key')
    expect(outputOf(device, script)).toContain('the certificate was not imported; the former one stays')
    expect(stateOf(device)).toBe(first)
    storeFiles(device, '2.crt', '2.key')
    expect(outputOf(device, script)).toMatch(/www-ssl shows it\ndeployed: router\.lan\n$/)
    expect(stateOf(device)).toMatch(/^web 1 [0-9a-f]+$/)
    expect(stateOf(device)).not.toBe(first)
  })
})
