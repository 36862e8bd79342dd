// Owns tests of registration authorities: their own enrolment, and forwarding between clients and an authority on another device.
import { describe, expect, it } from 'vitest'
import type { Device } from '../../src/index.ts'
import { DeviceGroup, typed } from '../harness/device-group.ts'
import { thrownBy } from '../harness/expected.ts'

const requests = '/certificate/scep-server/requests'
const get = (device: Device, path: string, property: string): string => typed(device, `:put [${path}/get 0 ${property}]`).trim()

/** An authority, a registration authority with its own certificate in front of it, and a client with a template. */
function three(more = ''): { group: DeviceGroup; ca: Device; ra: Device; cap: Device } {
  const group = new DeviceGroup()
  const ca = group.device('ca')
  typed(ca, '/certificate add name=ca common-name=Test-CA key-usage=key-cert-sign,crl-sign days-valid=3650; /certificate sign ca')
  typed(ca, '/certificate/scep-server/add ca-cert=ca path=/scep/ca days-valid=100')
  const ra = group.device('ra')
  typed(
    ra,
    '/certificate add name=ra common-name=ra; /certificate/scep-server/ra/add name=ra1 template=ra ' +
      `server-url=http://ca/scep/ca ra-path=/scep/ra ${more}`,
  )
  group.pass(1)
  const cap = group.device('cap')
  typed(cap, '/certificate add name=CAP1 common-name=CAP1')
  return { group, ca, ra, cap }
}

const grant = (device: Device): string => typed(device, `${requests}/grant [find where status=pending]`)
const ask = (cap: Device, more = ''): string => typed(cap, `/certificate add-scep template=CAP1 scep-url=http://ra/scep/ra ${more}`)

describe('a registration authority', () => {
  it('enrols automatically, and answers only after it has its certificate', () => {
    const { group, ca, ra, cap } = three()
    expect(get(ra, '/certificate/scep-server/ra', 'status')).toBe('pending')
    ask(cap)
    expect(get(cap, '/certificate', 'status')).toBe('failed')
    expect(typed(cap, '/log print')).toBe(' 2024-11-20 12:00:01 certificate,error CAP1: SCEP server answers 404 Not OK\n')
    grant(ca)
    group.pass(60)
    expect(get(ra, '/certificate/scep-server/ra', 'status')).toBe('idle')
    expect(get(ra, '/certificate/scep-server/ra', 'ca-fingerprint')).toBe(get(ca, '/certificate', 'fingerprint'))
    typed(ra, '/certificate/scep-server/ra/set 0 fingerprint-algorithm=md5')
    expect(get(ra, '/certificate/scep-server/ra', 'ca-fingerprint')).toBe('116c30e4fb318b7ce0ee3a3bd3b83e2d')
  })

  it('keeps requests pending until it grants them, forwards them, and keeps them pending for the authority', () => {
    const { group, ca, ra, cap } = three()
    grant(ca)
    group.pass(60)
    ask(cap)
    const statuses = (): string[] => [
      get(ra, requests, 'status'),
      typed(ca, `:put [:len [${requests}/find where common-name=CAP1]]`).trim(),
    ]
    expect([...statuses(), get(ra, requests, 'authority')]).toEqual(['pending', '0', 'ra1'])
    grant(ra)
    expect(statuses()).toEqual(['authorized', '0'])
    group.pass(40)
    expect(statuses()).toEqual(['waiting', '1'])
    grant(ca)
    group.pass(120)
    expect(statuses()).toEqual(['issued', '1'])
    expect(typed(cap, ':put [/certificate get CAP1 status]; :put [/certificate get CAP1 issuer]')).toBe('idle\nCN=Test-CA\n')
    expect(typed(ca, ':foreach c in=[/certificate find where issued] do={:put [/certificate get $c common-name]}')).toBe('ra\nCAP1\n')
  })

  it('forwards requests with a challenge, and renewals of its clients, at once', () => {
    const { group, ca, cap } = three('challenge-password=sesame')
    grant(ca)
    group.pass(60)
    ask(cap, 'challenge-password=sesame')
    grant(ca)
    group.pass(60)
    expect(get(cap, '/certificate', 'status')).toBe('idle')
    const before = get(cap, '/certificate', 'skid')
    typed(cap, '/certificate scep-renew CAP1')
    grant(ca)
    group.pass(60)
    expect(get(cap, '/certificate', 'status')).toBe('idle')
    expect(get(cap, '/certificate', 'skid')).not.toBe(before)
  })

  it('keeps clients pending while the authority does not answer, and logs it', () => {
    const { group, ca, ra, cap } = three('challenge-password=sesame')
    grant(ca)
    group.pass(60)
    typed(ca, '/certificate/scep-server/disable 0')
    ask(cap, 'challenge-password=sesame')
    expect(get(cap, '/certificate', 'status')).toBe('pending')
    expect(typed(ra, '/log print')).toBe(' 2024-11-20 12:01:01 certificate,error ra1: SCEP server answers 404 Not OK\n')
    typed(ca, '/certificate/scep-server/enable 0')
    group.pass(60)
    grant(ca)
    group.pass(120)
    expect(get(cap, '/certificate', 'status')).toBe('idle')
  })

  it('renews itself in time, and on request', () => {
    const { group, ca, ra } = three()
    grant(ca)
    group.pass(60)
    const issued = (): string => typed(ca, ':put [:len [/certificate find where issued]]').trim()
    expect(issued()).toBe('1')
    typed(ra, '/certificate/scep-server/ra/renew ra1')
    expect(issued()).toBe('2')
    group.pass(80 * 86_400)
    expect(issued()).toBe('3')
  })

  it('accepts templates, and paths below /scep/', () => {
    const { ra } = three()
    const refused = (script: string, words: string): void => expect(thrownBy(() => typed(ra, script))).toBe(`Error: ${words}`)
    refused('/certificate/scep-server/ra/add name=x server-url=http://ca/ template=nobody', 'input does not match any value of template')
    refused('/certificate/scep-server/ra/add name=ra1 server-url=http://ca/ template=ra', 'failure: Name exists, please choose another!')
    refused('/certificate/scep-server/ra/set 0 ra-path=/x', 'failure: ra-path must begin with /scep/')
    refused(
      '/certificate/scep-server/ra/set 0 ra-transaction-lifetime=1m',
      'value of ra-transaction-lifetime out of range (5m..7101w3d6h28m15s)',
    )
  })
})
