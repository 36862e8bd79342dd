// Owns the rules about certificates: weak keys and digests, contradictory usages, and requests to authorities.
import { inRange } from '../../../schema/range.ts'
import { releaseOf } from '../../../schema/release.ts'
import type { Node } from '../../../syntax/tree.ts'
import type { RuleFamily, Rule, CheckedText, CommandUse } from '../rule.ts'
import { comparisons } from '../comparisons.ts'

const rules: readonly Rule[] = [
  {
    code: 'weak-key',
    severity: 'warning',
    about: 'an RSA key under 2048 bits',
    why: 'Browsers, phones and most TLS libraries refuse such keys, and they can be broken at a known cost.',
    wrong: '/certificate add name=web common-name=web.example key-size=1024',
    right: '/certificate add name=web common-name=web.example key-size=2048',
  },
  {
    code: 'weak-digest',
    severity: 'warning',
    about: 'a certificate signed with MD5 or SHA-1',
    why: 'No current client accepts such a signature; forgeries have been demonstrated. sha256 is the default.',
    wrong: '/certificate add name=web common-name=web.example digest-algorithm=sha1',
    right: '/certificate add name=web common-name=web.example digest-algorithm=sha256',
  },
  {
    code: 'unfit-usage',
    severity: 'warning',
    about: 'key usages that contradict each other',
    why: `Strict clients refuse a certificate that both signs others (key-cert-sign) and identifies a server or client, and its key is \
then on an exposed device. Create an authority, and sign a separate certificate for the server.`,
    wrong: '/certificate add name=web common-name=web.example key-usage=key-cert-sign,tls-server',
    right: '/certificate add name=web common-name=web.example key-usage=digital-signature,key-encipherment,tls-server',
  },
  {
    code: 'ca-is-a-name',
    severity: 'warning',
    about: 'a condition compares `ca` with yes or no, but `ca` is a name',
    why: `The ca of a certificate is the name of the local authority that issued it. So 'where ca=yes' finds the certificates issued by \
an authority named yes: none, without an error. authority=yes tests whether a certificate is an authority. Only in RouterOS 2.x ca was \
yes or no.`,
    wrong: '/certificate print where ca=yes',
    right: '/certificate print where authority=yes',
  },
]

const digests = new Set(['md5', 'sha1'])
const small = new Set(['512', '1024', '1536'])

/** Checks templates of `/certificate/add`. */
export const certificateRules: RuleFamily = {
  rules,
  concerns: ({ path }) => path === '/certificate/add',
  use(use, checked) {
    const warn = (code: string, property: string, message: string): void => reportOn(code, property, message, use, checked)
    const size = use.text('key-size')
    if (size !== undefined && small.has(size))
      warn('weak-key', 'key-size', `a key of ${size} bits is too short: use 2048 or an elliptic curve`)
    const digest = use.text('digest-algorithm')
    if (digest !== undefined && digests.has(digest)) warn('weak-digest', 'digest-algorithm', `${digest} is no longer safe: use sha256`)
    const usages = use.text('key-usage')?.split(',') ?? []
    const other = usages.find((usage) => usage === 'tls-server' || usage === 'tls-client')
    if (usages.includes('key-cert-sign') && other !== undefined)
      warn('unfit-usage', 'key-usage', `an authority (key-cert-sign) should not be used as ${other}`)
  },
  condition(condition, checked) {
    if (condition.menu.path !== '/certificate' || !inRange(releaseOf(checked.knowledge.release), '6.0..')) return
    for (const { name, other } of comparisons(condition)) {
      if (name.variable.name !== 'ca' || !isYesOrNo(other)) continue
      const help = 'for authorities: authority=yes; for what an authority issued: ca=NAME'
      checked.report('ca-is-a-name', name, { message: "'ca' is the name of the issuing authority, neither yes nor no", help })
    }
  },
}

const isYesOrNo = (node: Node | undefined): boolean =>
  node?.kind === 'group' ? isYesOrNo(node.inner) : node?.kind === 'literal' && /^(yes|no|true|false)$/.test(node.text)

function reportOn(code: string, property: string, message: string, { find }: CommandUse, { report }: CheckedText): void {
  const node = find(property)?.value
  if (node !== undefined) report(code, node, { message })
}
