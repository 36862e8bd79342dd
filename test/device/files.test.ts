// Owns the tests of messages if the host cannot store a file.
import { expect, it } from 'vitest'
import { filed } from '../../src/device/world/files.ts'
import { Failure } from '../../src/diagnostic/failure.ts'
import { FileFault, type FileFaultKind } from '../../src/host/files.ts'
import { thrownBy } from '../harness/expected.ts'

const messageFor = (fault: FileFaultKind, detail?: string): string => {
  try {
    filed(() => {
      throw new FileFault(fault, 'a/b', detail)
    })
  } catch (error) {
    if (error instanceof Failure) return error.message
    throw error
  }
  return 'nothing'
}

it.each([
  ['bad-name', 'it is too long', 'failure: bad file name "a/b": it is too long'],
  ['no-folder', undefined, 'failure: cannot use file "a/b": a folder in it is no folder'],
  ['is-folder', undefined, 'failure: cannot use file "a/b": it is a folder'],
  ['is-file', undefined, 'failure: cannot use file "a/b": there is a file of this name'],
  ['foreign', undefined, 'failure: cannot use file "a/b": it is no file of the device'],
  ['twin', 'A/b', 'failure: cannot use file "a/b": some systems cannot distinguish it from A/b'],
  ['no-space', 'no space left', 'failure: cannot use file "a/b": no space left'],
  ['system', 'permission denied', 'failure: cannot use file "a/b": permission denied'],
] as const)('%s', (fault, detail, message) => {
  expect(messageFor(fault, detail)).toBe(message)
})

it('passes on other errors', () => {
  const fails = (): never => {
    throw new SyntaxError('no file fault')
  }
  expect(thrownBy(() => filed(fails))).toBe('SyntaxError: no file fault')
})
