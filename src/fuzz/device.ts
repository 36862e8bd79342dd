// Owns arbitraries of a device's state before a script runs: rows of menus, globals, files, certificates.
import fc, { type Arbitrary } from 'fast-check'
import type { KnownMenu } from '../schema/known-menu.ts'
import { certificateChain } from './certificates.ts'
import { itemOf } from './item.ts'
import { fileName, variableName } from './names.ts'
import { value } from './values.ts'

/** A file's name on the device and its contents. */
export type FileOnDevice = readonly [name: string, contents: Uint8Array]

/** A file: any text, a script, or bytes that are not text. */
export const file: Arbitrary<FileOnDevice> = fc.tuple(
  fileName,
  fc.oneof(
    fc
      .constantFrom('', 'one line', 'a\nb\n', 'a=1\r\nb=2\r\n', ':put 1\n', '{"a":[1,2,null]}', 'a,b\n1,2\n')
      .map((text) => Buffer.from(text, 'utf8')),
    fc.string({ maxLength: 80 }).map((text) => Buffer.from(text, 'utf8')),
    fc.uint8Array({ maxLength: 80 }),
  ),
)

/** Options of an arbitrary state of a device. */
export interface StateOptions {
  /** The menus to fill with rows. */
  readonly menus: readonly KnownMenu[]
  /** The maximum number of rows per menu; default 3. */
  readonly rows?: number
}

/**
 * The commands that prepare a new device, one per line: rows in lists, words for settings, globals, sometimes certificates. A device may
 * refuse some of them.
 */
export function stateCommands({ menus, rows = 3 }: StateOptions): Arbitrary<string> {
  const ofMenu = (menu: KnownMenu): Arbitrary<readonly string[]> => {
    if (menu.shape === 'settings')
      return fc
        .option(itemOf(menu, { command: 'set' }), { nil: undefined })
        .map((words) => (words === undefined ? [] : [`${menu.path}/set ${words}`]))
    if (menu.command('add') === undefined) return fc.constant([])
    return fc.array(itemOf(menu), { maxLength: rows }).map((items) => items.map((words) => `${menu.path}/add ${words}`))
  }
  const globals = fc
    .array(fc.tuple(variableName, value), { maxLength: 2 })
    .map((all) => all.map(([name, text]) => `:global ${name} ${text}`))
  const certificates = fc.option(certificateChain, { nil: '', freq: 4 }).map((text) => text.split('\n'))
  return fc.tuple(fc.tuple(...menus.map(ofMenu)), globals, certificates).map(([items, set, chain]) =>
    [...items.flat(), ...set, ...chain]
      .filter((line) => line !== '')
      .map((line) => `${line}\n`)
      .join(''),
  )
}
