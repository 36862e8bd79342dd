// Owns /user/ssh-keys import: a public key of a file, which goes.
import { Failure } from '../../diagnostic/failure.ts'
import { required, textOf, type Call } from '../../device/call.ts'
import { noMatch } from '../../schema/refusal.ts'
import { show } from '../../value/show.ts'
import { nil, type Value } from '../../value/value.ts'
import { extend } from '../declaration.ts'

/** A line of an OpenSSH public key file; devices take these two kinds. */
const line = /^ssh-(rsa|ed25519) ([A-Za-z0-9+/]+=*)(?: (.*))?$/

/** The parts of a key blob (RFC 4253, section 6.6): each behind its length. */
function partsOf(blob: Buffer): readonly Buffer[] {
  const parts: Buffer[] = []
  for (let at = 0; at + 4 <= blob.length;) {
    const end = at + 4 + blob.readUInt32BE(at)
    parts.push(blob.subarray(at + 4, end))
    at = end
  }
  return parts
}

/** The bits of the modulus; those of ed25519 are always the same. */
function bitsOf(type: string, blob: Buffer): number {
  const modulus = type === 'rsa' ? partsOf(blob)[2] : undefined
  return modulus === undefined ? 256 : BigInt(`0x0${modulus.toString('hex')}`).toString(2).length
}

function importKey(call: Call): Value {
  const { device, store } = call
  const file = show(required(call, 'public-key-file'))
  const user = show(required(call, 'user'))
  if (device.knows(['/user'], user) === false) throw noMatch('user')
  const contents = device.files.read(file)
  if (contents === undefined) throw noMatch('public-key-file')
  const [, type, key, info = ''] = line.exec(Buffer.from(contents).toString('latin1').trim()) ?? []
  if (type === undefined || key === undefined) throw new Failure('unable to load key file (wrong format or bad passphrase)!')
  store.add(
    new Map<string, Value>([
      ['user', user],
      ['key-type', type],
      ['bits', bitsOf(type, Buffer.from(key, 'base64'))],
      ['info', textOf(call, 'info') ?? textOf(call, 'key-owner') ?? info],
    ]),
  )
  device.files.remove(file)
  return nil
}

export const sshKeys = extend('/user/ssh-keys', {
  commands: { import: { about: 'reads a public key from a file', run: importKey } },
})
