// Owns how /certificate import gets what it was not given: the passphrase from its user, the file's name from the list of files.
import { Failure } from '../../diagnostic/failure.ts'
import { isOn, type Call } from '../../device/call.ts'
import { printCounters } from '../../print/settings.ts'
import { printStyle } from '../../print/style.ts'
import type { Command } from '../../schema/menu.ts'
import { ArrayValue, nil, type Value } from '../../value/value.ts'
import { importFile } from './import.ts'

const counters = [
  'certificates-imported',
  'private-keys-imported',
  'files-imported',
  'decryption-failures',
  'keys-with-no-certificate',
] as const

/**
 * Up to 7.11 an import without passphrase asks for one, also where nothing is encrypted (C-05 to C-33);
 * up to 6.49 one without file takes all.
 */
export const importFiles: Command<Call> = {
  about: importFile.about,
  run(call) {
    const given = new Map(call.given)
    if (!given.has('passphrase') && call.device.holds('..7.11')) given.set('passphrase', askPassphrase(call))
    if (given.has('file-name') || !call.device.holds('..6.99')) return importFile.run({ ...call, given })
    const files = call.device.files.list().filter(({ directory }) => !directory)
    const counted = files.map(({ name }) =>
      importFile.run({ ...call, given: new Map([...given, ['file-name', name], ['as-value', true]]) }),
    )
    const sums = counters.map((name): [string, number] => [name, counted.reduce<number>((sum, one) => sum + counterOf(one, name), 0)])
    if (isOn(call, 'as-value')) return new ArrayValue([], new Map(sums))
    call.console.write(printCounters(sums, printStyle(call.device.release.text)))
    return nil
  },
}

/** Asks for a passphrase; each of its characters stands as the release's sign. Fails where nobody can be asked. */
export function askPassphrase({ console, device }: Call, prompt = 'passphrase: '): string {
  const { secret } = printStyle(device.release.text)
  const answer = console.terminal?.ask(prompt, { initial: '', hidden: true, sign: secret })
  if (answer === undefined) throw new Failure('this command requires user input')
  return answer
}

const counterOf = (counted: Value, name: string): number => (counted instanceof ArrayValue ? Number(counted.at(name) ?? 0) : 0)
