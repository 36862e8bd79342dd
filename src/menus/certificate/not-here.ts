// Owns the commands of /certificate that need a network.
import type { Call } from '../../device/call.ts'
import type { Command } from '../../schema/menu.ts'
import { notModelled } from '../../schema/refusal.ts'

const needs = (what: string): Command<Call> => ({
  about: `needs ${what}: fails`,
  run(call) {
    throw notModelled(call.command.path, `it needs ${what}`)
  },
})

export const notHere: Readonly<Record<string, Command<Call>>> = {
  'add-acme': needs('an ACME server'),
  'acme-renew': needs('an ACME server'),
  'enable-ssl-certificate': needs('an ACME server'),
}
