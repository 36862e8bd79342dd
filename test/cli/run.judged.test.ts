// Owns the test that openssl accepts the certificates of the script in README.md.
import { execFileSync } from 'node:child_process'
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, expect, it } from 'vitest'
import { offbox, scratch } from '../harness/command-line.ts'
import { describeWith } from '../harness/judge.ts'
import { top } from '../harness/sources.ts'

const place = scratch()
const at = (...parts: string[]): string => join(place.path, ...parts)
afterAll(() => place.remove())

describeWith('openssl', 'the script that the README runs', () => {
  it('makes certificates that openssl accepts', () => {
    const { code, out, err } = offbox(place.path, ['run', '--device', 'lab', join(top, 'fixtures', 'scripts', 'pki.rsc')])
    expect({ code, err }).toEqual({ code: 0, err: '' })
    expect(out.match(/progress: done/g)).toHaveLength(3)
    const files = (name: string): string => at('lab', 'files', name)
    expect(
      execFileSync('openssl', ['verify', '-x509_strict', '-CAfile', files('cert_export_root-ca.crt'), files('cert_export_server.crt')], {
        encoding: 'utf8',
      }),
    ).toContain(': OK')
    const client = execFileSync('openssl', ['pkcs12', '-in', files('cert_export_client.p12'), '-passin', 'pass:correct-horse', '-nokeys'], {
      stdio: ['ignore', 'pipe', 'ignore'],
    })
    writeFileSync(at('client.crt'), client)
    expect(
      execFileSync('openssl', ['verify', '-x509_strict', '-CAfile', files('cert_export_root-ca.crt'), at('client.crt')], {
        encoding: 'utf8',
      }),
    ).toContain(': OK')
    execFileSync('openssl', ['pkey', '-in', files('cert_export_server.key'), '-passin', 'pass:correct-horse', '-check', '-noout'], {
      stdio: 'ignore',
    })
  })
})
