// Owns /certificate add-scep and scep-renew: a template becomes a SCEP client, and a client asks for its next certificate.
import { Failure } from '../../../diagnostic/failure.ts'
import { isOn, required, textOf, type Call } from '../../../device/call.ts'
import type { Router } from '../../../device/router.ts'
import { rowsOf } from '../../../device/rows/row-numbers.ts'
import { writeName } from '../../../pki/name.ts'
import type { Command, Row } from '../../../schema/menu.ts'
import { noMatch } from '../../../schema/refusal.ts'
import { show } from '../../../value/show.ts'
import { ArrayValue, Id, nil, type Value } from '../../../value/value.ts'
import { templateContents } from '../contents.ts'
import { path, isTemplate } from '../parts/signed.ts'
import { refuseCard } from '../smart-card.ts'
import { refuseName } from '../template.ts'
import { enrol, renew, type Wish } from './ask.ts'
import { enrolmentOf, keepEnrolment } from './client.ts'
import { newEnrolment } from './enrolment.ts'

export const addScep: Command<Call> = {
  about: 'makes a template a client of a SCEP server: the row keeps its place and id, and its certificate comes when the server grants it',
  run: add,
}

/**
 * The first question is asked before the command ends, so that a server that is not there is told at once. A device answers at once,
 * keeps the row (a thread of 6.x shows one, `K T` with its `scep-url`) and goes on trying.
 */
function add(call: Call): Value {
  const { device, store } = call
  refuseCard(call, 'on-smart-card')
  const row = store.byId(device.locate(path, show(required(call, 'template'))) ?? 0)
  if (row === undefined || !isTemplate(row)) throw noMatch('template')
  const url = show(required(call, 'scep-url'))
  const name = textOf(call, 'name')
  if (name !== undefined) refuseName(device, name, row)
  const challenge = textOf(call, 'challenge-password') ?? ''
  const fresh = newEnrolment({
    url,
    identity: textOf(call, 'ca-identity') ?? '',
    challenge,
    // Clients of Terraform's provider have it on where nothing is said.
    refresh: call.given.get('refresh') === undefined || isOn(call, 'refresh'),
  })
  const enrolment = enrol(device, fresh, wishOf(device, row))
  if (name !== undefined) store.set(row, 'name', name)
  store.set(row, 'trusted', true)
  store.set(row, 'scep-url', url)
  if (challenge !== '') store.set(row, 'challenge-password', challenge)
  keepEnrolment(device, row, enrolment)
  return isOn(call, 'as-value') ? new ArrayValue([], new Map<string, Value>([['.id', new Id(row.id)]])) : nil
}

/** What a template asks a SCEP server for. Such servers answer RSA keys only: they encrypt for them. */
export function wishOf(device: Router, row: Row): Wish {
  const template = templateContents(device, row)
  // The newest manual has RSA only; the sentence is ours.
  if (!/^\d/.test(template['key-size'])) throw new Failure('failure: SCEP needs an RSA key')
  return { ...template, subject: writeName(template.subject) }
}

export const scepRenew: Command<Call> = {
  about: 'asks the SCEP server for the next certificate now, under a new key',
  run(call) {
    const { device } = call
    for (const row of rowsOf(call)) {
      const enrolment = enrolmentOf(device, row)
      // No transcript shows what a device answers; the sentence is ours.
      if (enrolment === undefined) throw new Failure('failure: only SCEP clients can be renewed')
      keepEnrolment(device, row, renew(device, enrolment))
    }
    return nil
  },
}
