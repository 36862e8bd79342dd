// Owns hints for the most frequent failures: the probable cause and the correct form.
import type { Cause, NamedCause, SoughtRow } from '../diagnostic/cause.ts'
import { didYouMean, quotedAlternatives } from '../resolve/check/similar.ts'
import { fromBytes } from '../text/bytes.ts'

const hints: Readonly<Partial<Record<NamedCause, string>>> = {
  'not-signed': 'sign it first: /certificate sign NAME',
  'missing-arguments': 'a console would prompt for them; a script must give them all',
  'condition-not-bool': 'compare with something: if=($x = "yes"), or ([:len $x] > 0)',
  'no-order-of-text': 'texts have no order: a number that is kept as text has to be made one, [:tonum $x]',
  'no-sum-of-text': "'+' adds numbers and times: texts are joined with '.', (\"a\" . $b)",
  'no-order': 'these types have no order: look with [:typeof $x] first',
  'not-invertible': 'there is no !~: write (!($x ~ "..."))',
  'division-by-zero': 'test before: :if ($x != 0) do={...}',
  'not-permitted': 'the policy of this script or console does not allow it',
  'http-challenge-failed':
    'the server connects to port 80 of the name, which must reach this machine at --listen www=PORT, with www enabled on the device',
  'untrusted-server': 'import the authority that signed for the server, or give --ca FILE',
  'no-import-file': 'files are on the device: copy it to DIR/files of --device DIR',
}

/** The hint for a failure, or undefined. `release` is that of the device; `command` is the failed one. */
export function hintFor(
  { cause, command = '' }: { readonly cause?: Cause | undefined; readonly command?: string | undefined },
  release: string,
): string | undefined {
  if (cause === undefined) return undefined
  switch (cause.kind) {
    case 'not-modelled':
    case 'not-allowed':
      return undefined
    case 'refused':
      return cause.guessed ? `offbox has no facts about RouterOS ${release}: the name may be right there` : undefined
    case 'no-such-item':
      return hintForItem(cause)
    case 'argument':
      if (cause.sought !== undefined && cause.argument !== 'ca') return hintForReference(cause.sought)
      return cause.problem === 'no-match' ? hintForArgument(cause.argument, command) : forms[`${command} ${cause.argument}`]
    default:
      return hints[cause.kind]
  }
}

/** The correct format of often mistaken values, by command and argument. */
const forms: Readonly<Record<string, string>> = {
  '/certificate/add subject-alt-name': 'names are DNS:foo.example, IP:192.0.2.1 or email:a@b',
  '/certificate/set subject-alt-name': 'names are DNS:foo.example, IP:192.0.2.1 or email:a@b',
}

/** Which row was meant, with similar names. */
function hintForItem({ menu, wanted = '', isEmpty, names }: Extract<Cause, { readonly kind: 'no-such-item' }>): string {
  if (menu === undefined) return '[find ...] matched no row: test it first, :if ([:len [find ...]] > 0) do={...}'
  if (/^\d+$/.test(wanted))
    return `${menu} has no item with the number ${wanted}: a script counts all rows from 0, a console those of the last print`
  if (wanted.startsWith('*')) return `${menu} has no item with the id ${wanted} any more: select it by its values, [find name=...]`
  const there = (names?.() ?? []).map(fromBytes)
  const word = fromBytes(wanted)
  const near = didYouMean(word, there)
  const none = isEmpty === true ? 'it is empty' : 'it has none with a name'
  const known = there.length === 0 ? none : there.length > 5 ? undefined : `there is ${quotedAlternatives(there)}`
  return `${menu} has no item named '${word}'${(near ?? known) === undefined ? '' : `: ${near ?? known}`}`
}

/** Which row was meant, with similar names. */
function hintForReference({ written, wanted, menus, names, asList }: SoughtRow): string {
  const word = fromBytes(wanted)
  const list = asList?.()
  if (list !== undefined)
    return `${written}: '${word}' is an interface list, not an interface; write ${fromBytes(list.instead ?? 'the name of an interface')}`
  const there = names().map(fromBytes)
  const more =
    didYouMean(word, there) ?? (there.length === 0 || there.length > 5 ? 'create it first' : `there is ${quotedAlternatives(there)}`)
  const [one = '', other] = menus
  const nowhere = other === undefined ? `${one} has no item` : `neither ${one} nor ${other} has an item`
  return `${written}=: ${nowhere} named '${word}': ${more}`
}

function hintForArgument(argument: string, command: string): string {
  const menu = command.slice(0, Math.max(1, command.lastIndexOf('/')))
  switch (argument) {
    case 'ca':
      return 'ca= names a signed certificate with key-usage=key-cert-sign'
    case 'value-name':
      return `${menu} has no property of that name: print its properties with :put [get ...]`
    default:
      return `${argument}= refers to something that does not exist, or is an unknown word: create it first, or check its spelling`
  }
}
