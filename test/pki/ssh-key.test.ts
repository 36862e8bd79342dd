// Owns the tests of keys as SSH writes them: what OpenSSH made is read, and what is written OpenSSH reads.
import { createPrivateKey, generateKeyPairSync, type KeyObject } from '../../src/crypto.ts'
import { execFileSync } from 'node:child_process'
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, describe, expect, it } from 'vitest'
import { readPem } from '../../src/pki/pem.ts'
import { readSshLine, readSshPrivate, sshBits, sshFingerprint, sshLine, sshPublic, writeSshPrivate } from '../../src/pki/ssh-key.ts'
import { scratch } from '../harness/command-line.ts'
import { describeWith } from '../harness/judge.ts'

const rsa = generateKeyPairSync('rsa', { modulusLength: 1024 }).privateKey
const ed25519 = generateKeyPairSync('ed25519').privateKey
const p256 = generateKeyPairSync('ec', { namedCurve: 'prime256v1' }).privateKey
const place = scratch()

afterAll(() => place.remove())

const der = (key: KeyObject): Buffer => key.export({ type: 'pkcs8', format: 'der' })

/** The key of an OpenSSH file. */
const readText = (text: string): KeyObject | undefined => readPem(text).flatMap(({ bytes }) => readSshPrivate(bytes) ?? [])[0]

describe('keys of SSH', () => {
  it.each([
    ['RSA', rsa, 1024],
    ['Ed25519', ed25519, 256],
  ])('reads back what it wrote of %s', (_, key, bits) => {
    const known = sshPublic(key, 'me@home')
    expect(readSshLine(sshLine(known))).toEqual(known)
    expect(sshBits(known)).toBe(bits)
    const read = readText(writeSshPrivate(key))
    expect(read && der(read).equals(der(key))).toBe(true)
  })

  it('takes no other kind, and nothing that is damaged', () => {
    expect(() => sshPublic(p256)).toThrow()
    expect(readSshLine('ecdsa-sha2-nistp256 AAAA')).toBeUndefined()
    expect(readSshLine('ssh-rsa AAAA')).toBeUndefined()
    expect(readSshLine(sshLine(sshPublic(rsa)).replace('ssh-rsa', 'ssh-ed25519'))).toBeUndefined()
    const [block] = readPem(writeSshPrivate(ed25519))
    const whole = Buffer.from(block?.bytes ?? [])
    for (let at = 0; at < whole.length; at += 1) {
      expect(() => readSshPrivate(whole.subarray(0, at))).not.toThrow()
      const damaged = Buffer.from(whole)
      damaged[at] = (damaged[at] ?? 0) ^ 0xff
      expect(() => readSshPrivate(damaged)).not.toThrow()
    }
  })
})

describeWith('openssh', 'ssh-keygen', () => {
  const keygen = (...words: readonly string[]): string => execFileSync('ssh-keygen', words, { cwd: place.path, encoding: 'utf8' })

  it.each(['rsa', 'ed25519'])('agrees about %s', (type) => {
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

  it('makes no key that is encrypted readable here', () => {
    keygen('-q', '-t', 'ed25519', '-N', 'secret', '-f', 'locked')
    expect(readText(readFileSync(join(place.path, 'locked'), 'latin1'))).toBeUndefined()
  })
})
