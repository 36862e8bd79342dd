// Owns certificates and keys in the form that node's TLS takes.
import type { Identity } from '../../host.ts'

const pem = (der: Uint8Array): string => `-----BEGIN CERTIFICATE-----\n${Buffer.from(der).toString('base64').replace(/.{64}/g, '$&\n').trimEnd()}\n-----END CERTIFICATE-----\n`

export const pemOf = ({ chain, key }: Identity): { readonly cert: string; readonly key: string } => ({
  cert: chain.map(pem).join(''),
  key: key.export({ type: 'pkcs8', format: 'pem' }).toString(),
})
