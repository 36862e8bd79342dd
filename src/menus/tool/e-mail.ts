// Owns /tool/e-mail/send: choosing message and server, and the status that the menu shows afterwards.
import { givenText, type CommandCall } from '../../device/call.ts'
import { outsideFailure } from '../../device/world/fault.ts'
import { isFault } from '../../host/host.ts'
import { unchecked, type ChainJudge } from '../../host/judge.ts'
import type { Mail } from '../../host/mail.ts'
import { elements } from '../../schema/property.ts'
import { missingValues, noMatch } from '../../schema/refusal.ts'
import { fromBytes, toBytes } from '../../text/bytes.ts'
import { nil, type Value } from '../../value/value.ts'
import { show } from '../../value/show.ts'
import { judgeFor } from '../certificate/parts/judge.ts'
import { extend } from '../declaration.ts'
import { lastSegment } from '../../text/words.ts'

const path = '/tool/e-mail'
/** Milliseconds, a limit of offbox. */
const timeoutMs = 120_000

/** Returns an argument, else the menu's setting. */
function chosen(call: CommandCall, name: string): string {
  const given = givenText(call, name)
  if (given !== undefined) return given
  const { device } = call
  return show(device.value(path, device.only(path), name))
}

/** Whether a setting is a server: the default on a new device is not. */
const isServer = (text: string): boolean => !['', '0.0.0.0', '::'].includes(text)

/** Returns the server; until 7.11 its property is `address`. */
const serverOf = (call: CommandCall): string =>
  givenText(call, 'server') ?? givenText(call, 'address') ?? ['server', 'address'].map((name) => chosen(call, name)).find(isServer) ?? ''

/** `start-tls` until 7.x: `yes` means STARTTLS, `tls-only` TLS from the start. */
function tlsOf(call: CommandCall): Mail['tls'] {
  const tls = chosen(call, 'tls')
  if (tls === 'yes' || tls === 'starttls') return tls
  const old = chosen(call, 'start-tls')
  if (old === 'yes') return 'starttls'
  return old === 'tls-only' ? 'yes' : 'no'
}

function judgeOf(call: CommandCall): ChainJudge {
  const verification = chosen(call, 'certificate-verification')
  if (verification !== 'yes' && verification !== 'yes-without-crl') return unchecked
  return judgeFor(call.device, 'email', { withoutCrl: verification === 'yes-without-crl' })
}

/** Returns the addresses of an argument: several separated by commas, or an array. */
const addressesOf = (call: CommandCall, name: string): readonly string[] => {
  const value = call.given.get(name)
  const texts = value === undefined ? [] : elements(value).flatMap((one) => show(one).split(','))
  return texts.map((text) => fromBytes(text.trim())).filter((text) => text !== '')
}

/** Reads the files of an argument. Throws the Failure for a missing one. */
function attachmentsOf(call: CommandCall): Mail['attachments'] {
  const value = call.given.get('file')
  const names = value === undefined ? [] : elements(value).flatMap((one) => show(one).split(','))
  return names
    .filter((name) => name !== '')
    .map((name) => {
      const contents = call.device.files.read(name)
      if (contents === undefined) throw noMatch('file')
      return { name: fromBytes(lastSegment(name)), contents }
    })
}

function messageOf(call: CommandCall): Mail {
  const to = addressesOf(call, 'to')
  if (to.length === 0) throw missingValues(['to'])
  const user = chosen(call, 'user')
  return {
    server: fromBytes(serverOf(call)),
    port: Number(chosen(call, 'port')) || 25,
    tls: tlsOf(call),
    ...(user === '' ? {} : { login: { user: fromBytes(user), password: fromBytes(chosen(call, 'password')) } }),
    from: fromBytes(chosen(call, 'from')),
    to,
    cc: addressesOf(call, 'cc'),
    subject: fromBytes(givenText(call, 'subject') ?? ''),
    body: fromBytes(givenText(call, 'body') ?? ''),
    attachments: attachmentsOf(call),
    timeout: timeoutMs,
  }
}

/**
 * Sends a message; returns the server's address, or why it was refused. The messages are offbox's own: a device's log entries are not
 * known.
 */
function sendMessage(call: CommandCall, message: Mail): { readonly takenBy: string } | { readonly why: string } {
  if (!isServer(message.server)) return { why: 'no server is set' }
  const outcome = call.device.peers.mail(message, judgeOf(call))
  if (isFault(outcome)) {
    if (outcome.fault === 'not-allowed' || outcome.fault === 'interrupted') throw outsideFailure(`${path}/send`, outcome, '')
    return { why: outcome.detail }
  }
  return 'refusal' in outcome ? { why: outcome.refusal } : outcome
}

/**
 * Sends a message and stores the status in the menu. A device does that in the background, so failures of the server are not failures of
 * the command. Here it is complete when the command ends.
 */
function send(call: CommandCall): Value {
  const { device, store } = call
  const message = messageOf(call)
  const [row] = store.items
  const outcome = sendMessage(call, message)
  const taken = 'takenBy' in outcome
  if (row !== undefined) {
    store.set(row, 'last-status', taken ? 'succeeded' : 'failed')
    store.set(row, 'last-address', taken ? outcome.takenBy : undefined)
  }
  if (!taken) device.log('e-mail,error', `Error sending e-mail <${toBytes(message.subject)}>: ${toBytes(outcome.why)}`)
  return nil
}

/** The command `send`. */
export const eMail = extend(path, {
  commands: { send: { about: 'sends a message to a server, where the user allows the network', run: send } },
})
