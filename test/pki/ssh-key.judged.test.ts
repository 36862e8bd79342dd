// Owns the tests of keys that ssh-keygen reads.
import { createPrivateKey, type KeyObject } from '../../src/crypto.ts'
import { execFileSync } from 'node:child_process'
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, expect, it } from 'vitest'
import { readPem } from '../../src/pki/pem.ts'
import { readSshPrivate, sshBits, sshFingerprint, sshLine, sshPublic, writeSshPrivate } from '../../src/pki/ssh-key.ts'
import { scratch } from '../harness/command-line.ts'
import { describeWith } from '../harness/judge.ts'
const place = scratch()

afterAll(() => place.remove())

/** The key of an OpenSSH file. */
const readText = (text: string): KeyObject | undefined => readPem(text).flatMap(({ bytes }) => readSshPrivate(bytes) ?? [])[0]

describeWith('openssh', 'ssh-keygen', () => {
  const keygen = (...words: readonly string[]): string => execFileSync('ssh-keygen', words, { cwd: place.path, encoding: 'utf8' })

  it.each(['rsa', 'ed25519'])('agrees with offbox on %s', (type) => {
    keygen('-q', '-t', type, '-N', '', '-C', 'a b', '-f', type)
    const key = readText(readFileSync(join(place.path, type), 'latin1'))
    if (key === undefined) throw new Error('no key')
    const line = readFileSync(join(place.path, `${type}.pub`), 'latin1').trim()
    const known = sshPublic(key, 'a b')
    expect(sshLine(known)).toBe(line)
    const [bits, fingerprint] = keygen('-l', '-f', `${type}.pub`).split(' ')
    expect([String(sshBits(known)), sshFingerprint(known)]).toEqual([bits, fingerprint])
    writeFileSync(join(place.path, `${type}.again`), writeSshPrivate(createPrivateKey(key.export({ type: 'pkcs8', format: 'pem' }))), {
      mode: 0o600,
    })
    expect(keygen('-y', '-f', `${type}.again`).trim().split(' ').slice(0, 2)).toEqual(line.split(' ').slice(0, 2))
  })

  it('an encrypted key is not readable', () => {
    keygen('-q', '-t', 'ed25519', '-N', 'secret', '-f', 'locked')
    expect(readText(readFileSync(join(place.path, 'locked'), 'latin1'))).toBeUndefined()
  })
})
