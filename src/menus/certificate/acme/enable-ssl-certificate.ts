// Owns /certificate enable-ssl-certificate: the single ACME client of devices before 7.22, for the service www-ssl.
import { isOn, givenText, type CommandCall } from '../../../device/call.ts'
import type { Router } from '../../../device/router.ts'
import type { StoredRow } from '../../../device/rows/store.ts'
import { Failure } from '../../../diagnostic/failure.ts'
import { printProgress } from '../../../print/settings.ts'
import type { MenuCommand } from '../../../schema/menu.ts'
import { formatDateTime } from '../../../value/date.ts'
import { show } from '../../../value/show.ts'
import { ArrayValue, nil, type Value } from '../../../value/value.ts'
import { freeName } from '../../unique.ts'
import { certificatePath, signedOf } from '../parts/signed.ts'
import { bindingOf } from './binding.ts'
import { clientOf, acmeClients, listedNames, refuseInvalidNames, usualDirectory, type Client } from './client.ts'
import { addClient, makeDue, bindService } from './client-rows.ts'
import { renewAcmeCertificate } from './renewal.ts'

const done = '[success] ssl certificate updated'

/**
 * On a console, or where its value is used, the command returns after the order (C-45: lines `progress:`, then the success). In a script it
 * returns immediately, and the order runs when the device next waits.
 */
export const enableSslCertificate: MenuCommand<CommandCall> = {
  about: 'gets a certificate from an ACME server for www-ssl; the same names again change nothing while it is valid',
  arguments: {
    'dns-name': 'the names that it is for, with commas between; that of the cloud where none is given',
    'directory-url': "the directory of the ACME server; Let's Encrypt where none is given",
    'eab-kid': 'the key identifier of an account outside of the server (external account binding)',
    'eab-hmac-key': 'the key of that account',
    'reset-private-key': 'whether it gets a new key',
  },
  run(call) {
    const { device } = call
    const names = wantedNames(call)
    const client = { directory: givenText(call, 'directory-url') ?? usualDirectory, names }
    const binding = bindingOf(call, 'eab-hmac-key')
    const known = isOn(call, 'reset-private-key') ? undefined : acmeClients(device).find((row) => isFor(row, client))
    // On a device of 7.5 the second call succeeds immediately with the old certificate: it is renewed at its own time.
    if (known !== undefined && (signedOf(known)?.certificate['invalid-after'] ?? 0n) > device.host.clock.now()) {
      bindService(device, known)
      return answer(call, done)
    }
    const proof = device.isRelease('7.22..') ? undefined : (givenText(call, 'type') ?? '')
    // With a new key a new certificate is created, and the old one stays (7.21).
    const row = known ?? addClient(device, nameOf(device, names[0] ?? ''), client, { binding, proof, binds: true })
    if (call.actor.door !== 'console' && !isOn(call, 'as-value')) {
      makeDue(device, row)
      return nil
    }
    return answer(call, attempted(call, row))
  },
}

/** Runs the order and returns its result as text. A row whose order fails stays, and is tried again. */
function attempted(call: CommandCall, row: StoredRow): string {
  try {
    renewAcmeCertificate(call.device, row, progressOf(call))
    return done
  } catch (error) {
    if (!(error instanceof Failure) || !error.catchable || error.notModelled) throw error
    // No transcript shows a failure; its form is that of the success.
    return `[error] ${error.reason}`
  }
}

function answer(call: CommandCall, progress: string): Value {
  if (isOn(call, 'as-value')) return new ArrayValue([], new Map([['progress', progress]]))
  call.actor.write(printProgress(progress))
  return nil
}

/** A terminal shows the progress; scripts and pages only get the last state. */
const progressOf =
  ({ actor }: CommandCall) =>
  (words: string): void => {
    if (actor.terminal !== undefined) actor.write(`  progress: ${words}\n`)
  }

/** Returns the names of the certificate: `dns-name`, else the device's name at /ip/cloud. Throws a Failure where there is neither. */
function wantedNames(call: CommandCall): readonly string[] {
  const { device } = call
  const given = call.given.get('dns-name')
  if (given !== undefined) {
    const names = listedNames(given)
    refuseInvalidNames(names, 'dns-name')
    return names
  }
  const cloud = device.only('/ip/cloud')
  // The message is offbox's own: no transcript shows a device's.
  if (show(device.value('/ip/cloud', cloud, 'ddns-enabled')) === 'no')
    throw new Failure('failure: give dns-name, or switch on /ip/cloud ddns-enabled for a name')
  return [show(device.value('/ip/cloud', cloud, 'dns-name'))]
}

const isFor = (row: StoredRow, { directory, names }: Client): boolean => {
  const client = clientOf(row)
  return client !== undefined && client.directory === directory && client.names.join() === names.join()
}

/** Seen: `letsencrypt_2021-04-09T07:10:55Z` (7.1 beta), `letsencrypt-autogen_2023-04-02T02:05:37Z` (7.8), the name itself (7.16, 7.18). */
const stems = [
  { since: '7.1', stem: 'letsencrypt_' },
  { since: '7.2', stem: 'letsencrypt-autogen_' },
  { since: '7.15', stem: undefined },
] as const

function nameOf(device: Router, dnsName: string): string {
  const stem = device.choose(stems)?.stem
  const name = stem === undefined ? dnsName : `${stem}${formatDateTime(device.host.clock.now(), 'iso').replace(' ', 'T')}Z`
  return freeName(device, certificatePath, `${name}_`, name)
}
