// Owns how what an ACME server gave stands in /certificate: the client's row, the rows of those above it, and when it is due again.
import type { KeyObject } from 'node:crypto'
import type { Router } from '../../../device/router.ts'
import type { Item } from '../../../device/rows/store.ts'
import type { Certificate } from '../../../pki/certificate.ts'
import { Time, type Value } from '../../../value/value.ts'
import { freeName } from '../../unique.ts'
import { path, Signed, signedOf } from '../parts/signed.ts'
import type { Client } from './client.ts'

/** A new row for a client, trusted as imported ones are (flags K T, and `a` since 7.22). */
export function addClient(
  device: Router,
  name: string,
  { directory, names }: Client,
  chain: readonly [Certificate, ...Certificate[]],
  key: KeyObject,
): Item {
  const values = new Map<string, Value>([
    ['name', name],
    ['trusted', true],
    ['directory-url', directory],
    ['domain-names', names.join(',')],
  ])
  const row = device.store(device.declared(path)).add(values)
  hold(device, row, chain, key)
  return row
}

/** A client's row gets a certificate, in place: it keeps its name, and whoever uses it goes on with the new one. */
export function hold(device: Router, row: Item, [own, ...above]: readonly [Certificate, ...Certificate[]], key: KeyObject): void {
  const store = device.store(device.declared(path))
  store.attach(row, new Signed({ der: own.der, origin: 'imported', key }, own))
  store.set(row, 'acme-status', 'idle')
  store.set(row, 'acme-failures', undefined)
  device.log('acme-client,info', 'ssl certificate updated')
  schedule(device, row, renewalOf(own, device.host.clock.now()))
  for (const certificate of above) enter(device, row, certificate)
}

/**
 * When four fifths of its time have passed. A server whose clock is behind (the device's may leap) is left in peace for a fifth of that
 * time at least.
 */
function renewalOf(certificate: Certificate, now: bigint): bigint {
  const [from, until] = [certificate['invalid-before'], certificate['invalid-after']]
  const [wanted, earliest] = [from + ((until - from) * 4n) / 5n, now + (until - from) / 5n]
  return wanted > earliest ? wanted : earliest
}

/** One above it: that it is named and trusted as an imported chain is a guess. One that is here already is not entered again. */
function enter(device: Router, row: Item, certificate: Certificate): void {
  const store = device.store(device.declared(path))
  if (store.items.some((item) => signedOf(item)?.certificate.fingerprint === certificate.fingerprint)) return
  const name = freeName(device, path, `${device.nameOf(path, row.id)}_`)
  const item = store.add(
    new Map<string, Value>([
      ['name', name],
      ['trusted', true],
    ]),
  )
  store.attach(item, new Signed({ der: certificate.der, origin: 'imported' }, certificate))
}

/** When a client's row is due; the log's words were seen on 7.21. */
export function schedule(device: Router, row: Item, at: bigint): void {
  device.store(device.declared(path)).set(row, 'acme-next', new Time(at))
  device.log('acme-client,info', `cert update scheduled at ${moment(at)}`)
}

/** When a client's row is due, in nanoseconds since 1970. */
export function dueAt(row: Item): bigint | undefined {
  const next = row.values.get('acme-next')
  return next instanceof Time ? next.ns : undefined
}

/** `2026-03-06T12:14:00Z`. */
const moment = (ns: bigint): string => new Date(Number(ns / 1_000_000n)).toISOString().replace(/\.\d+/, '')
