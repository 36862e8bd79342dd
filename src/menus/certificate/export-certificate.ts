// Owns /certificate export-certificate: writes certificates and keys to files.
import { Failure } from '../../diagnostic/failure.ts'
import { givenText, type CommandCall } from '../../device/call.ts'
import type { Router } from '../../device/router.ts'
import { rowsOf } from '../../device/rows/row-numbers.ts'
import { buildChain } from '../../pki/chain.ts'
import { writeEncryptedKey } from '../../pki/key-write.ts'
import { writePem } from '../../pki/pem.ts'
import { writePkcs12 } from '../../pki/pkcs12-write.ts'
import type { MenuCommand } from '../../schema/menu.ts'
import { pick } from '../../schema/property.ts'
import { show } from '../../value/show.ts'
import { nil, type Value } from '../../value/value.ts'
import { certificatePath, signedOf, type Signed } from './parts/signed.ts'

/** `export-certificate`: writes files by the arguments below. Throws a Failure for templates and for keys that must not be exported. */
export const exportCertificate: MenuCommand<CommandCall> = {
  about: 'writes certificates, and with a passphrase their keys, into files',
  arguments: {
    numbers: 'the certificates',
    type: 'pem for a certificate and a key in files of their own, pkcs12 for one file',
    'export-passphrase': 'the passphrase that encrypts the key; without one the key is not exported',
    'file-name': 'the name of the files, without their extension; cert_export_ and the name of the row where none is given',
  },
  run,
}

function run(call: CommandCall): Value {
  const { device } = call
  const type = pick(['pem', 'pkcs12'], givenText(call, 'type') ?? 'pem', 'type')
  const passphrase = givenText(call, 'export-passphrase') ?? ''
  // By two libraries of scripts a device refuses passphrases below 8 characters, but a guide's command has 6: all are accepted.
  for (const row of rowsOf(call)) {
    const signed = signedOf(row)
    // The message is from a guide; its prefix `failure:` is *inferred*.
    if (signed === undefined) throw new Failure('failure: Templates are not exportable!', { cause: { kind: 'not-signed' } })
    // The message is offbox's own: no transcript shows a device's.
    if (passphrase !== '' && signed.keepsKey) throw new Failure('failure: private key of this certificate can not be exported')
    const name = show(row.values.get('name') ?? '')
    const file = (givenText(call, 'file-name') || `cert_export_${name}`).replace(/^\/+/, '')
    if (type === 'pem') writePems(device, signed, file, passphrase)
    else device.files.write(`${file}.p12`, pkcs12(device, signed, name, passphrase))
  }
  return nil
}

function writePems(device: Router, signed: Signed, file: string, passphrase: string): void {
  const write = (name: string, pem: string): void => device.files.write(name, Buffer.from(pem, 'latin1'))
  write(`${file}.crt`, writePem('CERTIFICATE', signed.der))
  if (passphrase !== '' && signed.key !== undefined) write(`${file}.key`, writeEncryptedKey(signed.key, passphrase, device.host.random))
}

/**
 * Returns a PKCS#12 with the certificates of the chain that are on the device; the key only with a passphrase. 3DES since 6.44.1
 * (changelog), still in 7.7 (two files of one device: 10 bytes apart, where a name that is one character longer fills a block of 8; AES
 * would be 18); AES by the current manual. The release that changed it was not seen.
 */
function pkcs12(device: Router, signed: Signed, name: string, passphrase: string): Buffer {
  const all = device.storeAt(certificatePath).items.flatMap((row) => signedOf(row)?.certificate ?? [])
  const { path: chain } = buildChain(signed.certificate, all)
  const contents = {
    certificates: chain.map(({ der }) => der),
    ...(passphrase === '' ? {} : { key: signed.key }),
    passphrase,
    style: device.isRelease('..7.7') ? '3des' : 'aes-256',
    friendlyName: name,
  } as const
  return writePkcs12(contents, device.host.random)
}
