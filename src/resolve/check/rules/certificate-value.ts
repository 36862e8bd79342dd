// Owns the rules about certificate values that are parsed at run time: alternative names and key usages.
import type { RuleFamily } from '../rule.ts'
import { renamedIn, respelt } from '../fixes.ts'
import { didYouMean, quotedAlternatives, similar } from '../similar.ts'

/** Alternative names with their type. */
const named = /^(DNS|IP|email):./

/** The probable type of an alternative name without one. */
const meant = (name: string): string => (/^[\d.]+$|:/.test(name) ? `IP:${name}` : name.includes('@') ? `email:${name}` : `DNS:${name}`)

/** Checks `key-usage=` and `subject-alt-name=` of templates. It reports the codes of the value rules. */
export const certificateValueRules: RuleFamily = {
  rules: [],
  concerns: ({ name, menu }) => menu.path === '/certificate' && (name === 'add' || name === 'set'),
  written({ argument, text, node }, _use, { report }) {
    if (text === '') return
    const parts = text.split(',')
    if (argument.name === 'subject-alt-name') {
      const invalid = parts.find((part) => part !== '' && !named.test(part) && !/^(DNS|IP|email):$/.test(part))
      if (invalid === undefined) return
      const right = meant(invalid)
      report('wrong-type', node, {
        message: 'invalid value for argument subject-alt-name',
        help: `write ${right}: names are DNS:foo.example, IP:192.0.2.1 or email:a@b`,
        fixes: renamedIn(node, invalid, [right]),
      })
    }
    if (argument.name !== 'key-usage') return
    const words = [...argument.kind.words]
    const invalid = words.length === 0 ? undefined : parts.find((part) => part !== '' && !words.some((word) => word.startsWith(part)))
    if (invalid === undefined) return
    report('unknown-value', node, {
      message: 'input does not match any value of key-usage',
      help: didYouMean(invalid, words) ?? `'${invalid}' is not a key usage: these are ${quotedAlternatives(words)}`,
      fixes: respelt(node, invalid, similar(invalid, words)),
    })
  },
}
