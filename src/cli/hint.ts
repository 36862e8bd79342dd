// Owns what helps with the failures that people meet most: what probably happened and what would be right.
import type { Cause, NamedCause } from '../diagnostic/cause.ts'

const hints: Readonly<Partial<Record<NamedCause, string>>> = {
  'not-signed': 'sign it first: /certificate sign NAME',
  'no-such-item': 'item numbers are those of the last print; in a script find the item: [find name=...]',
  'missing-arguments': 'a console would ask for them; a script has to give them all',
  'condition-not-bool': 'compare with something: if=($x = "yes"), or ([:len $x] > 0)',
  'no-order-of-text': 'texts have no order: a number that is kept as text has to be made one, [:tonum $x]',
  'no-order': 'these types have no order: look with [:typeof $x] first',
  'not-invertible': 'there is no !~: write (!($x ~ "..."))',
  'division-by-zero': 'ask before: :if ($x != 0) do={...}',
  'not-permitted': 'the policy of this script or console does not allow it',
  'http-challenge-failed': 'the server looks at port 80 of the name: does it lead here, is www enabled, and is --listen www=PORT that port',
  'untrusted-server': 'import the authority that signed for the server, or give --ca FILE',
  'no-import-file': 'files lie on the device: put it into DIR/files of --device DIR',
}

/** A hint for why a script failed, or undefined. `release` is that of the device. */
export function hintFor(cause: Cause | undefined, release: string): string | undefined {
  if (cause === undefined) return undefined
  switch (cause.kind) {
    case 'not-modelled':
    case 'not-allowed':
      return undefined
    case 'refused':
      return cause.guessed ? `offbox has no facts about RouterOS ${release}: the name may be right there` : undefined
    case 'argument':
      if (cause.problem !== 'no-match') return undefined
      return cause.argument === 'ca'
        ? 'ca= names a signed certificate with key-usage=key-cert-sign'
        : 'the item or word that it names is not there: create it first, or look at its spelling'
    default:
      return hints[cause.kind]
  }
}
