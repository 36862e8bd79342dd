// Owns create-certificate-request of 2.x to 5.x, which prompts its user for all values.
import { Failure } from '../../diagnostic/failure.ts'
import type { CommandCall } from '../../device/call.ts'
import type { KeySize } from '../../host/host.ts'
import { writeEncryptedKey, writeKey } from '../../pki/key-write.ts'
import { writeName } from '../../pki/name.ts'
import { writePem } from '../../pki/pem.ts'
import { writeRequest } from '../../pki/request.ts'
import type { MenuCommand } from '../../schema/menu.ts'
import { pick } from '../../schema/property.ts'
import { nil } from '../../value/value.ts'
import { askPassphrase } from './import-files.ts'

const sizes = ['1024', '2048', '4096'] as const satisfies readonly KeySize[]

/**
 * The prompts are those that the manual of 2.8 lists, in its order and wording; it shows no session. Offbox's own are the initial file
 * names and size, `verify passphrase`, the format of the key file, and the digest.
 */
export const askRequest: MenuCommand<CommandCall> = {
  about: 'asks for names, generates a key and writes a request',
  run(call) {
    const ask = (what: string, initial = ''): string => {
      const answer = call.actor.terminal?.ask(`${what}: `, { initial, hidden: false })
      if (answer === undefined) throw new Failure('this command requires user input')
      return answer
    }
    const askFile = (what: string, initial: string): string => {
      const answer = ask(what, initial)
      // The message is offbox's own: a device's was not seen.
      if (answer === '') throw new Failure(`failure: ${what} is missing`)
      return answer
    }
    const requestFile = askFile('certificate request file name', 'certificate-request.pem')
    const keyFile = askFile('file name', 'private-key.pem')
    const passphrase = askPassphrase(call)
    // The message is offbox's own: a device's was not seen.
    if (askPassphrase(call, 'verify passphrase: ') !== passphrase) throw new Failure('failure: passphrases do not match')
    const size = pick(sizes, ask('rsa key bits', '1024'), 'rsa key bits')
    const subject = writeName({
      country: ask('country name'),
      state: ask('state or province name'),
      locality: ask('locality name'),
      organization: ask('organization name'),
      unit: ask('organization unit name'),
      'common-name': ask('common name'),
      email: ask('email address'),
    })
    const challengePassword = ask('challenge password')
    const unstructuredAddress = ask('unstructured address')
    const { files, host } = call.device
    const key = host.keys.make(sizes.find((known) => known === size) ?? '1024')
    const contents = {
      subject,
      challengePassword,
      unstructuredAddress,
      'key-usage': [],
      'subject-alt-name': [],
      'digest-algorithm': 'sha1',
    } as const
    files.write(keyFile, Buffer.from(passphrase === '' ? writeKey(key) : writeEncryptedKey(key, passphrase, host.random), 'latin1'))
    files.write(requestFile, Buffer.from(writePem('CERTIFICATE REQUEST', writeRequest(contents, key)), 'latin1'))
    return nil
  },
}
