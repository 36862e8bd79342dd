// Owns converting certificates and keys to the form that node's TLS takes.
import { writePem } from '../../../pki/pem.ts'
import type { Identity } from '../../host.ts'

/** An identity as PEM: its chain, leaf first, and its key as PKCS#8. */
export const pemOf = ({ chain, key }: Identity): { readonly cert: string; readonly key: string } => ({
  cert: chain.map((der) => writePem('CERTIFICATE', der)).join(''),
  key: key.export({ type: 'pkcs8', format: 'pem' }).toString(),
})
