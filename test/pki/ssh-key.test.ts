// Owns the tests of SSH keys: OpenSSH's keys are read, and our keys are read again.
import { generateKeyPairSync, type KeyObject } from '../../src/crypto.ts'
import { describe, expect, it } from 'vitest'
import { readPem } from '../../src/pki/pem.ts'
import { readSshLine, readSshPrivate, sshBits, sshLine, sshPublic, writeSshPrivate } from '../../src/pki/ssh-key.ts'
import { thrownBy } from '../harness/expected.ts'

const rsa = generateKeyPairSync('rsa', { modulusLength: 1024 }).privateKey
const ed25519 = generateKeyPairSync('ed25519').privateKey
const p256 = generateKeyPairSync('ec', { namedCurve: 'prime256v1' }).privateKey

const der = (key: KeyObject): Buffer => key.export({ type: 'pkcs8', format: 'der' })

/** The key of an OpenSSH file. */
const readText = (text: string): KeyObject | undefined => readPem(text).flatMap(({ bytes }) => readSshPrivate(bytes) ?? [])[0]

describe('keys of SSH', () => {
  it.each([
    ['RSA', rsa, 1024],
    ['Ed25519', ed25519, 256],
  ])('of type %s are read as written', (_, key, bits) => {
    const known = sshPublic(key, 'me@home')
    expect(readSshLine(sshLine(known))).toEqual(known)
    expect(sshBits(known)).toBe(bits)
    const read = readText(writeSshPrivate(key))
    expect(read && der(read).equals(der(key))).toBe(true)
  })

  it('of other types, and damaged ones, are refused', () => {
    expect(thrownBy(() => sshPublic(p256))).toBe('PkiError: neither an RSA key nor an Ed25519 one')
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
