// Owns tests of foreign certificates whose names contain control bytes, each byte in each string type: they are imported completely or not
// at all, stored unchanged, and escaped on a terminal.
import { describe, expect, it } from 'vitest'
import { createDevice, memoryHost, type Device } from '../../src/index.ts'
import { loadState, saveState } from '../../src/device/state/state.ts'
import { context, derElement, objectId, sequence, derSetOf } from '../../src/pki/der-write.ts'
import { writePem } from '../../src/pki/pem.ts'
import { fixtureKey, newYear } from '../pki/fixture.ts'
import { alternative, extension, generalName, raw } from '../pki/raw-certificate.ts'

const key = fixtureKey('ec-prime256v1')
const utf8 = (code: number): string => Buffer.from(String.fromCodePoint(code), 'utf8').toString('latin1')

/** Attributes of a subject: identifier, string type, and the text around the byte. */
const strings: readonly (readonly [id: string, kind: number, text: (byte: number) => string])[] = [
  ['2.5.4.3', 0x0c, utf8],
  ['2.5.4.10', 0x13, String.fromCharCode],
  ['2.5.4.11', 0x14, String.fromCharCode],
  ['2.5.4.7', 0x16, String.fromCharCode],
  ['2.5.4.8', 0x1e, (byte) => `\0${String.fromCharCode(byte)}`],
  ['2.5.4.12', 0x1c, (byte) => `\0\0\0${String.fromCharCode(byte)}`],
  ['1.2.840.113549.1.9.1', 0x16, String.fromCharCode],
]

/** Returns a certificate with the byte in each place; `rough`: also unencoded where UTF-8 is required. */
function holding(byte: number, rough: boolean): Buffer {
  const wide = (kind: number, text: string): string =>
    kind === 0x1e ? `\0a${text}\0b` : kind === 0x1c ? `\0\0\0a${text}\0\0\0b` : `a${text}b`
  const own = String.fromCharCode(byte)
  const parts = strings.map(([id, kind, text]) =>
    derSetOf(sequence(objectId(id), derElement(kind, wide(kind, rough && kind === 0x0c ? own : text(byte))))),
  )
  const url = generalName(6, `http://a${own}b/c.crl`)
  return raw({
    subject: sequence(...parts),
    key,
    extensions: [
      alternative(generalName(2, `a${own}b.test`), generalName(1, `a${own}b@test`), url),
      extension('2.5.29.31', sequence(sequence(context(0, context(0, url))))),
      // The Netscape comment extension.
      extension('2.16.840.1.113730.1.13', derElement(0x16, `a${own}b`)),
    ],
  }).der
}

const steering = /[\0-\x08\x0b\x0c\x0e-\x1f\x7f]|\xc2[\x80-\x9f]/
const bytes = [...Array(0x20).keys(), ...Array.from({ length: 0x21 }, (_, at) => 0x7f + at)]

/** Returns the output of scripts on a terminal, or the message of a failure. */
function onTerminal(device: Device, text: string): string {
  let printed = ''
  const session = device.session({ write: (bytes) => void (printed += bytes), onTerminal: true })
  const { failure } = session.feed(text)
  return failure === undefined ? printed : `${printed}! ${failure.message}`
}

describe.each([
  ['well-formed', false],
  ['in UTF-8 that is none', true],
])('control bytes, %s', (_, rough) => {
  const device = createDevice({ host: memoryHost({ now: newYear }) })
  it.each(bytes)('%i', (byte) => {
    const der = holding(byte, rough)
    const rows = (): number => Number(device.run(':put [:len [/certificate/find]]').output)
    const before = rows()
    device.router.files.write('c.crt', Buffer.from(writePem('CERTIFICATE', der)))
    const said = onTerminal(device, `/certificate/import file-name=c.crt name=n${byte} passphrase="" trusted=yes`)
    expect(said).toMatchInlineSnapshot(`
      "     certificates-imported: 1
           private-keys-imported: 0
                  files-imported: 1
             decryption-failures: 0
        keys-with-no-certificate: 0

      "
    `)
    expect(rows()).toBe(before + 1)
    for (const manner of ['', 'detail', 'terse', 'brief', 'value-list', 'as-value'])
      expect(onTerminal(device, `/certificate/print ${manner} where name=n${byte}`)).not.toMatch(steering)
    expect(onTerminal(device, '/certificate/crl/print detail; /export')).not.toMatch(steering)
    // A script reads the original byte.
    const { output } = device.run(`:put [/certificate/get n${byte} common-name]`)
    if (!rough && byte !== 0) expect(output).toBe(`a${String.fromCodePoint(byte)}b\n`)
    device.run(`/certificate/export-certificate n${byte} file-name=back`)
    expect(Buffer.from(device.router.files.read('back.crt') ?? '').toString()).toBe(writePem('CERTIFICATE', der))
  })

  it('are stored', () => {
    const texts = saveState(device.router)
    const again = createDevice({ host: memoryHost({ now: newYear }) })
    loadState(again.router, texts, again.catalog)
    const list = '/certificate; :foreach c in=[find] do={:put "$[get $c name] $[get $c fingerprint] $[get $c common-name]"}'
    expect(again.run(list).output).toBe(device.run(list).output)
    expect(again.run(':put [:len [/certificate/find]]').output).toBe(`${bytes.length}\n`)
  })
})
