// Owns /certificate add-acme and acme-renew: the ACME clients of 7.22 and later.
import { isOn, required, givenText, type CommandCall } from '../../../device/call.ts'
import { rowsOf } from '../../../device/rows/row-numbers.ts'
import type { MenuCommand } from '../../../schema/menu.ts'
import { missingValues } from '../../../schema/refusal.ts'
import { ArrayValue, Id, nil, type Value } from '../../../value/value.ts'
import { refuseName } from '../template.ts'
import { bindingOf } from './binding.ts'
import { listedNames, refuseInvalidNames, usualDirectory } from './client.ts'
import { addClient, makeDue } from './client-rows.ts'

/** Returns immediately: the order runs when the device next waits, and `acme-status` shows its progress. */
export const addAcme: MenuCommand<CommandCall> = {
  about: 'gets a certificate from an ACME server, and renews it from then on',
  arguments: {
    'domain-names': 'the names that it is for, with commas between',
    name: 'the name of the row',
    'directory-url': "the directory of the ACME server; Let's Encrypt where none is given",
    'eab-kid': 'the key identifier of an account outside of the server (external account binding)',
    'eab-hmac-key': 'the key of that account',
    'eab-key-b64': 'the key of that account, as base64url',
  },
  run(call) {
    const { device } = call
    if (!call.given.has('domain-names')) throw missingValues(['domain-names'])
    const names = listedNames(required(call, 'domain-names'))
    refuseInvalidNames(names, 'domain-names')
    const name = givenText(call, 'name') ?? names[0] ?? ''
    refuseName(device, name)
    const client = { directory: givenText(call, 'directory-url') ?? usualDirectory, names }
    const row = addClient(device, name, client, { binding: bindingOf(call, 'eab-key-b64', 'eab-hmac-key') })
    return isOn(call, 'as-value') ? new ArrayValue([], new Map<string, Value>([['.id', new Id(row.id)]])) : nil
  },
}

/** `acme-renew numbers`: makes clients due and returns immediately. Throws a Failure for a row that is not an ACME client. */
export const acmeRenew: MenuCommand<CommandCall> = {
  about: 'renews certificates from ACME servers when the device next waits; acme-status shows the progress',
  run(call) {
    for (const row of rowsOf(call)) makeDue(call.device, row)
    return nil
  },
}
