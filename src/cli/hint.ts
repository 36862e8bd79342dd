// Owns what helps with the failures that people meet most: what probably happened and what would be right.

const hints: readonly (readonly [RegExp, string])[] = [
  [/Templates are not exportable!/, 'sign it first: /certificate sign NAME'],
  [/^no such item/, 'item numbers are those of the last print; in a script find the item: [find name=...]'],
  [/^missing value\(s\) of argument\(s\)/, 'a console would ask for them; a script has to give them all'],
  [/^input does not match any value of ca\b/, 'ca= names a signed certificate with key-usage=key-cert-sign'],
  [/^input does not match any value of/, 'the item or word that it names is not there: create it first, or look at its spelling'],
  [/wrong format or bad passphrase/, 'give passphrase=, and look whether the file is PEM, DER or PKCS#12'],
  [/^conditional not boolean/, 'compare with something: if=($x = "yes"), or ([:len $x] > 0)'],
  [/^cannot compare if string is (?:less|more)/, 'texts have no order: a number that is kept as text has to be made one, [:tonum $x]'],
  [/^cannot compare if/, 'these types have no order: look with [:typeof $x] first'],
  [/^cannot invert/, 'there is no !~: write (!($x ~ "..."))'],
  [/^division by zero/, 'ask before: :if ($x != 0) do={...}'],
  [/^not enough permissions/, 'the policy of this script or console does not allow it'],
  [
    /^failure: HTTP challenge validation failed/,
    'the server looks at port 80 of the name: does it lead here, is www enabled, and is --listen www=PORT that port',
  ],
  [/^failure: SSL: ssl: no trusted CA/, 'import the authority that signed for the server, or give --ca FILE'],
  [/Cannot open import file/, 'files lie on the device: put it into DIR/files of --device DIR'],
]

/** A hint for a failure's message, or undefined. */
export const hintFor = (message: string): string | undefined => hints.find(([pattern]) => pattern.test(message))?.[1]
