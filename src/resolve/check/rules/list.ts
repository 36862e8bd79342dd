// Owns the list of rule families, and looks up a rule by its code.
import type { RuleFamily, Rule } from '../rule.ts'
import { addresses } from './address.ts'
import { addressLists } from './address-list.ts'
import { ofBoards } from './board.ts'
import { propertyNames } from './property-name.ts'
import { builtinValues } from './builtin.ts'
import { certificates } from './certificate.ts'
import { certificateValues } from './certificate-value.ts'
import { comments } from './comment.ts'
import { conditions } from './condition.ts'
import { dateForms } from './date.ts'
import { duplicates } from './duplicate.ts'
import { early } from './early.ts'
import { firewall } from './firewall.ts'
import { language } from './language.ts'
import { misspelt } from './misspelt.ts'
import { order } from './order.ts'
import { policies } from './policy.ts'
import { readings } from './reading.ts'
import { references } from './reference.ts'
import { refusals } from './refusal.ts'
import { required } from './required.ts'
import { scriptNames } from './script-name.ts'
import { searches } from './search.ts'
import { texts } from './text.ts'
import { values } from './value.ts'

/** Every family, in the order in which they run. */
export const families: readonly RuleFamily[] = [
  refusals,
  readings,
  values,
  builtinValues,
  required,
  ofBoards,
  duplicates,
  references,
  order,
  scriptNames,
  conditions,
  certificates,
  language,
  firewall,
  misspelt,
  addressLists,
  addresses,
  dateForms,
  searches,
  early,
  texts,
  policies,
  propertyNames,
  certificateValues,
  comments,
]

/** Every rule, in the order of the families. */
export const rules: readonly Rule[] = families.flatMap((family) => family.rules)

/** The rule of a code. Throws an Error for an unknown code, which is a bug in offbox. */
export function ruleOf(code: string): Rule {
  const rule = rules.find((one) => one.code === code)
  if (rule === undefined) throw new Error(`no rule has the code ${code}`)
  return rule
}
