// Owns /certificate import: choosing files, asking for the passphrase, and printing counters.
import { Failure } from '../../diagnostic/failure.ts'
import { isOn, givenText, type CommandCall } from '../../device/call.ts'
import { printCounters } from '../../print/settings.ts'
import { printStyle } from '../../print/style.ts'
import type { MenuCommand } from '../../schema/menu.ts'
import { ambiguous, missingValues } from '../../schema/refusal.ts'
import { ArrayValue, nil } from '../../value/value.ts'
import { importCertificateFile, type Counters } from './import.ts'

/**
 * `import`: up to 7.11 an import without a passphrase asks for one, even where nothing is encrypted (C-05 to C-33); up to 6.49 an import
 * without a file name imports all files.
 */
export const importFiles: MenuCommand<CommandCall> = {
  about: 'imports the certificates and keys in a file: PEM, DER and PKCS#12',
  arguments: {
    'file-name': 'the file of this device',
    passphrase: 'the passphrase of its keys; empty where none is needed',
    name: 'the name of the first row; others get a number',
    trusted: 'whether the imported certificates are trusted',
    'trust-store': 'the services that trust it',
    'no-key-export': 'whether the keys can never be exported again',
  },
  run(call) {
    const passphrase = givenText(call, 'passphrase') ?? (call.device.isRelease('..7.11') ? askPassphrase(call) : undefined)
    const counted = filesOf(call).map((file) => importCertificateFile(call, file, passphrase))
    const sums = counters.map((name): [string, number] => [name, counted.reduce((sum, one) => sum + one[name], 0)])
    if (isOn(call, 'as-value')) return new ArrayValue([], new Map(sums))
    call.actor.write(printCounters(sums, printStyle(call.device.release.text)))
    return nil
  },
}

/** The counters of an import, in the order of printing. */
const counters: readonly (keyof Counters)[] = [
  'certificates-imported',
  'private-keys-imported',
  'files-imported',
  'decryption-failures',
  'keys-with-no-certificate',
]

/** Returns the named file; up to 6.49 all files where no name is given. */
function filesOf(call: CommandCall): readonly string[] {
  const file = givenText(call, 'file-name')
  if (file === undefined && call.device.isRelease('..6.99'))
    return call.device.files.list().flatMap(({ name, directory }) => (directory ? [] : [name]))
  if (file === undefined) throw missingValues(['file-name'])
  if (file === '' && call.device.files.list().length > 1) throw ambiguous('file-name')
  return [file.replace(/^\/+/, '')]
}

/** Asks for a passphrase; each of its characters is shown as the release's mask. Throws a Failure without a terminal. */
export function askPassphrase({ actor, device }: CommandCall, prompt = 'passphrase: '): string {
  const { secret } = printStyle(device.release.text)
  const answer = actor.terminal?.ask(prompt, { initial: '', hidden: true, sign: secret })
  if (answer === undefined) throw new Failure('this command requires user input')
  return answer
}
