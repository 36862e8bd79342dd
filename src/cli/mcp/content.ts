// Owns the readable resources of a device: its configuration, its files, its certificates.
import type { Device } from '../../index.ts'
import type { Resource } from '../../ide/mcp/agent-server.ts'
import { certificatePath, signedOf } from '../../menus/certificate/parts/signed.ts'
import { writePem } from '../../pki/pem.ts'
import { fromBytes, toBytes } from '../../text/bytes.ts'
import { show } from '../../value/show.ts'

/** The maximum number of resources listed per kind. */
const maxListed = 100

const pem = 'application/x-pem-file'

/** All resources of a named device. */
export function resourcesOf(name: string, device: Device): readonly Resource[] {
  const base = `offbox://device/${name}`
  const files = device.router.files.list().filter(({ directory }) => !directory)
  const menu = device.router.menus.declared.get(certificatePath)
  const held = menu === undefined ? [] : device.router.store(menu).items.filter((row) => signedOf(row) !== undefined)
  return [
    { uri: `${base}/export`, name: `configuration of ${name}`, mimeType: 'text/plain' },
    ...files.slice(0, maxListed).map(({ name: file }) => {
      const shown = fromBytes(file)
      return { uri: `${base}/files/${encodeURI(shown)}`, name: shown, mimeType: 'application/octet-stream' }
    }),
    ...held.slice(0, maxListed).map((row) => {
      const shown = fromBytes(show(row.values.get('name') ?? ''))
      return { uri: `${base}/certificate/${encodeURIComponent(shown)}.pem`, name: `certificate ${shown}`, mimeType: pem }
    }),
  ]
}

/** `export`, `files/NAME` or `certificate/NAME.pem` of a device; undefined if it does not have it. */
export function contentOf(device: Device, what: string): string | Uint8Array | undefined {
  if (what === 'export') return device.run('/export').output
  const [, kind, name = ''] = /^(files|certificate)\/(.+)$/.exec(what) ?? []
  if (kind === 'files') {
    const contents = device.router.files.read(toBytes(name))
    return contents && (isText(contents) ? new TextDecoder().decode(contents) : contents)
  }
  const menu = kind === 'certificate' ? device.router.menus.declared.get(certificatePath) : undefined
  const row = menu && device.router.store(menu).byName(toBytes(name.replace(/\.pem$/, '')))
  const signed = row && signedOf(row)
  return signed && writePem('CERTIFICATE', signed.der)
}

function isText(bytes: Uint8Array): boolean {
  try {
    new TextDecoder('utf-8', { fatal: true }).decode(bytes)
    return !bytes.includes(0)
  } catch {
    return false
  }
}
