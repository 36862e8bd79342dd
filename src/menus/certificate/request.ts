// Owns commands for certificate requests: creating one from a template, signing one from a file.
import { Failure } from '../../diagnostic/failure.ts'
import { isOn, required, givenText, type CommandCall } from '../../device/call.ts'
import type { Router } from '../../device/router.ts'
import { readCertificateFile } from '../../pki/certificate-file.ts'
import { issue } from '../../pki/issue.ts'
import { writeEncryptedKey, writeKey } from '../../pki/key-write.ts'
import { writeName } from '../../pki/name.ts'
import { writePem } from '../../pki/pem.ts'
import { writeRequest } from '../../pki/request.ts'
import { digestNamed } from '../../pki/signature.ts'
import { printProgress } from '../../print/settings.ts'
import { emptyRow, type MenuCommand } from '../../schema/menu.ts'
import { elements } from '../../schema/property.ts'
import { noMatch } from '../../schema/refusal.ts'
import { show } from '../../value/show.ts'
import { ArrayValue, Id, nil, type Value } from '../../value/value.ts'
import { freeName } from '../unique.ts'
import { authority } from './authority.ts'
import { newCertificateValues, templateContents } from './contents.ts'
import { certificatePath, isTemplate, Signed } from './parts/signed.ts'

/** Fixed names, overwritten by the next request. */
const requestFile = 'certificate-request.pem'
const keyFile = 'certificate-request_key.pem'

/** `create-certificate-request`: writes a request and its new key to files; the template stays (C-36). */
export const createRequest: MenuCommand<CommandCall> = {
  about: `makes a key and a request for a template: ${requestFile} and ${keyFile}; the template stays (C-36)`,
  arguments: {
    template: 'the template',
    'key-passphrase': 'the passphrase that encrypts the key in the file; - for a key that is not encrypted',
    'challenge-passphrase': 'a password for the authority, in the request',
  },
  run(call) {
    const { device } = call
    const row = call.store.byId(device.references.locate(certificatePath, show(required(call, 'template'))) ?? 0)
    if (row === undefined || !isTemplate(row)) throw noMatch('template')
    const template = templateContents(device, row)
    const key = device.host.keys.make(template['key-size'])
    const contents = { ...template, subject: writeName(template.subject), challengePassword: givenText(call, 'challenge-passphrase') }
    const request = writeRequest(contents, key)
    // Scripts give `-` or nothing for an unencrypted key.
    const passphrase = givenText(call, 'key-passphrase') ?? ''
    const plain = passphrase === '' || passphrase === '-'
    write(device, requestFile, writePem('CERTIFICATE REQUEST', request))
    write(device, keyFile, plain ? writeKey(key) : writeEncryptedKey(key, passphrase, device.host.random))
    if (isOn(call, 'as-value')) return new ArrayValue([], new Map([['progress', 'done']]))
    if (device.isRelease('6.46..')) call.actor.write(printProgress('done'))
    return nil
  },
}

/** `sign-certificate-request`. What a device creates is not recorded; here: a row `issued_N`, like its SCEP server, and a file. */
export const signRequest: MenuCommand<CommandCall> = {
  about: 'signs the request in a file: a row issued_N without key, and certificate-response.pem',
  arguments: {
    'file-name': 'the request: a file of this device',
    ca: 'the authority of this device that signs',
  },
  run(call) {
    const { device, store } = call
    const file = device.files.read(show(required(call, 'file-name')))
    if (file === undefined) throw noMatch('file-name')
    const found = readCertificateFile(file, undefined).parts.find((part) => part.kind === 'request')
    if (found === undefined || !found.request.verified) throw new Failure('failure: file holds no valid certificate request')
    const { request } = found
    const ca = authority(device, elements(required(call, 'ca')))
    const contents = {
      ...newCertificateValues(device, Number(option(call, 'days-valid')), ca.row.id),
      subject: request.subjectName,
      spki: request.spki,
      'digest-algorithm': digestNamed(option(call, 'digest-algorithm')),
      'key-usage': request['key-usage'],
      'subject-alt-name': request['subject-alt-name'],
    }
    const der = issue(contents, ca.issuer)
    const item = store.add(
      new Map<string, Value>([
        ['name', freeName(device, certificatePath, 'issued_')],
        ['ca', new Id(ca.row.id)],
      ]),
    )
    store.attach(item, new Signed({ der, origin: 'issued' }))
    write(device, 'certificate-response.pem', writePem('CERTIFICATE', der))
    return isOn(call, 'as-value') ? new ArrayValue([], new Map<string, Value>([['.id', new Id(item.id)]])) : nil
  },
}

/** Returns the given value, else the default of a new template. */
function option(call: CommandCall, name: 'days-valid' | 'digest-algorithm'): string {
  const { device, menu } = call
  const given = call.given.get(name)
  const type = device.property(menu, name)?.type
  if (given === undefined || type === undefined) return show(device.read(menu, emptyRow(0), name))
  return show(type.accept(given, name, device.references))
}

const write = (device: Router, name: string, pem: string): void => device.files.write(name, Buffer.from(pem, 'latin1'))
