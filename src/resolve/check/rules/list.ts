// Owns the list of rule families, and looks up a rule by its code.
import type { RuleFamily, Rule } from '../rule.ts'
import { addressRules } from './address.ts'
import { addressListRules } from './address-list.ts'
import { boardRules } from './board.ts'
import { propertyNameRules } from './property-name.ts'
import { builtinValueRules } from './builtin.ts'
import { certificateRules } from './certificate.ts'
import { certificateValueRules } from './certificate-value.ts'
import { commentRules } from './comment.ts'
import { conditionRules } from './condition.ts'
import { dateFormRules } from './date.ts'
import { duplicateRules } from './duplicate.ts'
import { earlyRules } from './early.ts'
import { firewallRules } from './firewall.ts'
import { languageRules } from './language.ts'
import { misspeltRules } from './misspelt.ts'
import { orderRules } from './order.ts'
import { policyRules } from './policy.ts'
import { readingRules } from './reading.ts'
import { referenceRules } from './reference.ts'
import { refusalRules } from './refusal.ts'
import { requiredRules } from './required.ts'
import { scriptNameRules } from './script-name.ts'
import { searchRules } from './search.ts'
import { textRules } from './text.ts'
import { valueRules } from './value.ts'

/** Every family, in the order in which they run. */
export const families: readonly RuleFamily[] = [
  refusalRules,
  readingRules,
  valueRules,
  builtinValueRules,
  requiredRules,
  boardRules,
  duplicateRules,
  referenceRules,
  orderRules,
  scriptNameRules,
  conditionRules,
  certificateRules,
  languageRules,
  firewallRules,
  misspeltRules,
  addressListRules,
  addressRules,
  dateFormRules,
  searchRules,
  earlyRules,
  textRules,
  policyRules,
  propertyNameRules,
  certificateValueRules,
  commentRules,
]

/** Every rule, in the order of the families. */
export const rules: readonly Rule[] = families.flatMap((family) => family.rules)

/** The rule of a code. Throws an Error for an unknown code, which is a bug in offbox. */
export function ruleOf(code: string): Rule {
  const rule = rules.find((one) => one.code === code)
  if (rule === undefined) throw new Error(`no rule has the code ${code}`)
  return rule
}
