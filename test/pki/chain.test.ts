// Owns the tests that the search for an issuer finds existing chains, and ends.
import { describe, expect, test } from 'vitest'
import { type Certificate, readCertificate } from '../../src/pki/certificate.ts'
import { buildChain } from '../../src/pki/chain.ts'
import { issue, issuerOf, selfSign } from '../../src/pki/issue.ts'
import { contents, fixtureKey, keyNames, seeded } from './fixture.ts'
import { effortOf } from '../harness/processor.ts'
import { existing } from '../harness/existing.ts'

const keys = keyNames.map(fixtureKey)
const [keyA, keyB, keyC] = [fixtureKey('ec-prime256v1'), fixtureKey('ec-secp384r1'), fixtureKey('rsa-1024-a')]
const authority = { 'key-usage': ['key-cert-sign'] } as const

const root = readCertificate(selfSign(contents('root', keyA, authority), keyA))
const middle = readCertificate(issue(contents('middle', keyB, authority), issuerOf(root, keyA)))
const leaf = readCertificate(issue(contents('leaf', keyC), issuerOf(middle, keyB)))

const walk = (certificate: Certificate, candidates: readonly Certificate[]): [string, boolean] => {
  const { path, complete } = buildChain(certificate, candidates)
  return [path.map((step) => step.subject['common-name']).join(' '), complete]
}

describe('a chain', () => {
  test('is found in any order of candidates', () => {
    expect(walk(leaf, [root, leaf, middle])).toEqual(['leaf middle root', true])
    expect(walk(leaf, [middle, root])).toEqual(['leaf middle root', true])
    expect(walk(root, [])).toEqual(['root', true])
    expect(walk(leaf, [middle])).toEqual(['leaf middle', false])
    expect(walk(leaf, [root])).toEqual(['leaf', false])
  })

  test('follows the signing key, not an issuer of the same name', () => {
    const namesake = readCertificate(selfSign(contents('middle', keyC, authority), keyC))
    const notAuthority = readCertificate(issue(contents('middle', keyB), issuerOf(root, keyA)))
    expect(walk(leaf, [namesake, notAuthority, root])).toEqual(['leaf', false])
    expect(walk(leaf, [namesake, notAuthority, middle, root])).toEqual(['leaf middle root', true])
  })

  test('prefers a path to a root over a dead end', () => {
    const gone = issuerOf(readCertificate(selfSign(contents('gone', keyC, authority), keyC)), keyC)
    const crossed = readCertificate(issue(contents('middle', keyB, authority), gone))
    expect(walk(leaf, [crossed, middle, root])).toEqual(['leaf middle root', true])
    expect(walk(leaf, [middle, crossed, root])).toEqual(['leaf middle root', true])
    expect(walk(leaf, [crossed, root])).toEqual(['leaf middle', false])
  })

  test('that is circular ends', () => {
    const one = issuerOf(readCertificate(selfSign(contents('one', keyA, authority), keyA)), keyA)
    const two = issuerOf(readCertificate(selfSign(contents('two', keyB, authority), keyB)), keyB)
    const circle = [
      readCertificate(issue(contents('one', keyA, authority), two)),
      readCertificate(issue(contents('two', keyB, authority), one)),
    ]
    expect(walk(existing(circle[0], 'circle[0]'), circle)).toEqual(['one two', false])
  })

  test('among many cross-signed authorities costs at most a thousand signature checks', { timeout: 600_000 }, () => {
    // Every authority has signed every other, six times each: some 10^20 paths, and no root.
    const names = keys.map((_, at) => `ca${at}`)
    const issuers = keys.map((key, at) =>
      issuerOf(readCertificate(selfSign(contents(existing(names[at], 'names[at]'), key, authority), key)), key),
    )
    const thicket = keys.flatMap((key, at) =>
      issuers.flatMap((issuer, from) =>
        from === at
          ? []
          : Array.from({ length: 6 }, (_, copy) =>
              readCertificate(
                issue(
                  contents(existing(names[at], 'names[at]'), key, { ...authority, serial: seeded(at * 100 + from * 10 + copy).bytes(6) }),
                  issuer,
                ),
              ),
            ),
      ),
    )
    // Compared with the same number of signature checks: independent of back end and machine.
    const signatures = effortOf(() => {
      for (let at = 0; at < 1000; at += thicket.length)
        thicket.slice(0, 1000 - at).forEach((one, place) => one.signedBy(keys[place % keys.length] ?? keyA))
    })
    const walk = effortOf(() => expect(buildChain(existing(thicket[0], 'thicket[0]'), thicket).complete).toBe(false))
    expect(walk).toBeLessThan(2 * signatures + 500)
  })
})
