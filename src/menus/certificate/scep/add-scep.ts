// Owns /certificate add-scep and scep-renew: making a template a SCEP client, and requesting a client's next certificate.
import { Failure } from '../../../diagnostic/failure.ts'
import { isOn, required, givenText, type CommandCall } from '../../../device/call.ts'
import type { Router } from '../../../device/router.ts'
import { outsideFailure } from '../../../device/world/fault.ts'
import { rowsOf } from '../../../device/rows/row-numbers.ts'
import type { MenuCommand } from '../../../schema/menu.ts'
import { noMatch } from '../../../schema/refusal.ts'
import { show } from '../../../value/show.ts'
import { ArrayValue, Id, nil, type Value } from '../../../value/value.ts'
import { certificatePath, isTemplate } from '../parts/signed.ts'
import { refuseCard } from '../smart-card.ts'
import { refuseName } from '../template.ts'
import { enrolmentOf, keepEnrolment } from './client.ts'
import { newEnrolment } from './enrolment.ts'
import { scepUrl } from './exchange.ts'
import { requestOfTemplate } from './template-request.ts'

/** `add-scep`; see `add`. */
export const addScep: MenuCommand<CommandCall> = {
  about: 'makes a template a client of a SCEP server: the row keeps its place and id, and its certificate comes when the server grants it',
  arguments: {
    template: 'the template',
    name: 'another name for the row',
    'ca-identity': 'which of the authorities of the server, where it has several',
    refresh: 'whether it requests the next certificate before this one expires',
    'on-smart-card': 'whether its key is on a smart card',
  },
  run: add,
}

/**
 * Returns immediately and keeps the row (a thread of 6.x shows one, `K T` with its `scep-url`): the request is sent when the device next
 * waits, and repeated where the server does not answer; `status` shows the progress.
 */
function add(call: CommandCall): Value {
  const { device, store } = call
  refuseCard(call, 'on-smart-card')
  const row = store.byId(device.references.locate(certificatePath, show(required(call, 'template'))) ?? 0)
  if (row === undefined || !isTemplate(row)) throw noMatch('template')
  const url = show(required(call, 'scep-url'))
  const name = givenText(call, 'name')
  if (name !== undefined) refuseName(device, name, row)
  const challenge = givenText(call, 'challenge-password') ?? ''
  refuseWithheld(device, url)
  // Throws at once for templates that cannot be requested.
  requestOfTemplate(device, row)
  const fresh = newEnrolment({
    url,
    identity: givenText(call, 'ca-identity') ?? '',
    challenge,
    // Clients of Terraform's provider have it on by default.
    refresh: call.given.get('refresh') === undefined || isOn(call, 'refresh'),
  })
  if (name !== undefined) store.set(row, 'name', name)
  store.set(row, 'trusted', true)
  store.set(row, 'scep-url', url)
  if (challenge !== '') store.set(row, 'challenge-password', challenge)
  keepEnrolment(device, row, fresh.with({ status: 'pending', retry: device.host.clock.now() }))
  return isOn(call, 'as-value') ? new ArrayValue([], new Map<string, Value>([['.id', new Id(row.id)]])) : nil
}

/** Throws the Failure of a server that the user has not allowed. */
function refuseWithheld(device: Router, url: string): void {
  const address = scepUrl(url)
  const withheld = URL.canParse(address) ? device.peers.withheld(address) : undefined
  if (withheld !== undefined) throw outsideFailure('SCEP', withheld, '')
}

/**
 * `scep-renew`: makes clients due and returns immediately. Throws a Failure for a row that is not a SCEP client or has not requested
 * anything.
 */
export const scepRenew: MenuCommand<CommandCall> = {
  about: 'requests the next certificate of a SCEP client with a new key when the device next waits; status shows the progress',
  run(call) {
    const { device } = call
    const now = device.host.clock.now()
    for (const row of rowsOf(call)) {
      const enrolment = enrolmentOf(device, row)
      // The message is offbox's own: no transcript shows a device's.
      if (enrolment === undefined) throw new Failure('failure: only SCEP clients can be renewed')
      const { url, request } = enrolment.parts
      refuseWithheld(device, url)
      if (request === undefined) throw new Failure('failure: nothing was asked for yet')
      keepEnrolment(device, row, enrolment.with({ renews: true, status: 'pending', retry: now, failing: undefined, why: undefined }))
    }
    return nil
  },
}
