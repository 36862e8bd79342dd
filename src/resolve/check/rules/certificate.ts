// Owns the rules of certificates that a script makes: keys and digests that others no longer accept, and uses that do not go together.
import type { Family, Rule, Scene, Use } from '../rule.ts'

const rules: readonly Rule[] = [
  {
    code: 'weak-key',
    severity: 'warning',
    about: 'an RSA key under 2048 bits',
    why: 'Browsers, phones and most TLS libraries refuse such keys, and they can be broken with money.',
    wrong: '/certificate add name=web common-name=web.example key-size=1024',
    right: '/certificate add name=web common-name=web.example key-size=2048',
  },
  {
    code: 'weak-digest',
    severity: 'warning',
    about: 'a certificate signed over MD5 or SHA-1',
    why: 'No current client takes such a signature; forging them was shown in public. sha256 is the default.',
    wrong: '/certificate add name=web common-name=web.example digest-algorithm=sha1',
    right: '/certificate add name=web common-name=web.example digest-algorithm=sha256',
  },
  {
    code: 'unfit-usage',
    severity: 'warning',
    about: 'key usages that do not go together',
    why: `A certificate that signs others (key-cert-sign) and is shown by a server or client at the same time is refused by strict clients, and
its key lies on the device that anyone can reach: make an authority, and sign a certificate of its own for the server.`,
    wrong: '/certificate add name=web common-name=web.example key-usage=key-cert-sign,tls-server',
    right: '/certificate add name=web common-name=web.example key-usage=digital-signature,key-encipherment,tls-server',
  },
]

const digests = new Set(['md5', 'sha1'])
const small = new Set(['512', '1024', '1536'])

/** Templates as `/certificate/add` makes them. */
export const certificates: Family = {
  rules,
  use(use, scene) {
    if (use.command.path !== '/certificate/add') return
    const warn = (code: string, property: string, message: string): void => reportOn(code, property, message, use, scene)
    const size = use.text('key-size')
    if (size !== undefined && small.has(size)) warn('weak-key', 'key-size', `a key of ${size} bits is too short: take 2048 or an elliptic curve`)
    const digest = use.text('digest-algorithm')
    if (digest !== undefined && digests.has(digest)) warn('weak-digest', 'digest-algorithm', `${digest} is no longer safe: take sha256`)
    const usages = use.text('key-usage')?.split(',') ?? []
    const other = usages.find((usage) => usage === 'tls-server' || usage === 'tls-client')
    if (usages.includes('key-cert-sign') && other !== undefined)
      warn('unfit-usage', 'key-usage', `an authority (key-cert-sign) should not be used as ${other}`)
  },
}

function reportOn(code: string, property: string, message: string, { find }: Use, { report }: Scene): void {
  const node = find(property)?.value
  if (node !== undefined) report(code, node, { message })
}
