// Owns the private keys of 2.x to 5.x: stored encrypted by their passphrase, and usable once decrypted into the cache.
import { givenText, type CommandCall } from '../../device/call.ts'
import type { Router } from '../../device/router.ts'
import type { StoredRow } from '../../device/rows/store.ts'
import { readKeyBlock } from '../../pki/key-read.ts'
import { writeEncryptedKey } from '../../pki/key-write.ts'
import { readPem } from '../../pki/pem.ts'
import { printCounters } from '../../print/settings.ts'
import { printStyle } from '../../print/style.ts'
import type { MenuCommand, Row } from '../../schema/menu.ts'
import { show } from '../../value/show.ts'
import { nil } from '../../value/value.ts'
import { askPassphrase, importFiles } from './import-files.ts'
import { signedOf } from './parts/signed.ts'

/** The property with the encrypted key: PEM. */
const property = 'encrypted-key'

/** Whether a row has a private key, decrypted or not. */
export const hasKey = (row: Row): boolean => row.values.has(property) || signedOf(row)?.key !== undefined

/** The import of later releases; keys that were imported with a passphrase are locked again (the manual of 2.8 shows `Q` after it). */
export const importLocked: MenuCommand<CommandCall> = {
  about: importFiles.about,
  run(call) {
    const passphrase = givenText(call, 'passphrase') ?? askPassphrase(call)
    const open = new Set(call.store.items.filter((row) => signedOf(row)?.key !== undefined))
    const counted = importFiles.run({ ...call, given: new Map([...call.given, ['passphrase', passphrase]]) })
    if (passphrase !== '') for (const row of call.store.items) if (!open.has(row)) lock(call, row, passphrase)
    return counted
  },
}

function lock({ store, device }: CommandCall, row: StoredRow, passphrase: string): void {
  const signed = signedOf(row)
  if (signed?.key === undefined) return
  store.set(row, property, writeEncryptedKey(signed.key, passphrase, device.host.random))
  store.attach(row, signed.with({ key: undefined }))
}

/** `decrypt`: decrypts every key that the passphrase fits, and prints their number as `keys-decrypted`. */
export const decryptKeys: MenuCommand<CommandCall> = {
  about: 'decrypts the keys that a passphrase fits, and prints their number',
  run(call) {
    const passphrase = givenText(call, 'passphrase') ?? askPassphrase(call)
    const opened = call.store.items.filter((row) => open(call, row, passphrase))
    call.actor.write(printCounters([['keys-decrypted', opened.length]], styleOf(call.device)))
    return nil
  },
}

function open({ store }: CommandCall, row: StoredRow, passphrase: string): boolean {
  const signed = signedOf(row)
  const [block] = readPem(show(row.values.get(property) ?? ''))
  if (signed === undefined || signed.key !== undefined || block === undefined) return false
  const reading = readKeyBlock(block, passphrase)
  if (reading.outcome !== 'key') return false
  store.attach(row, signed.with({ key: reading.key }))
  return true
}

/** `reset-certificate-cache`: drops all decrypted keys; the encrypted ones stay in their rows. */
export const resetCache: MenuCommand<CommandCall> = {
  about: 'drops all decrypted keys; `decrypt` decrypts them again',
  run({ store }) {
    for (const row of store.items) {
      const signed = signedOf(row)
      if (signed !== undefined && row.values.has(property)) store.attach(row, signed.with({ key: undefined }))
    }
    return nil
  },
}

const styleOf = (device: Router): ReturnType<typeof printStyle> => printStyle(device.release.text)
