// Owns the rule of misspelt chains, address lists and marks: used but never created, and similar to one that is.
import { isUse, usedBy } from '../self-named.ts'
import type { RuleFamily, Rule } from '../rule.ts'
import { listed, similar } from '../similar.ts'

const rule: Rule = {
  code: 'misspelt-name',
  severity: 'hint',
  about: 'a chain, address list or mark that is never filled, similar to one that is',
  why: `A device accepts any name: a jump to a chain without rules continues behind the jump; an empty list and a mark that is never set \
match nothing. Only names similar to one that the file fills are reported.`,
  wrong: `/ip firewall filter
add action=accept chain=icmp
add action=jump chain=input jump-target=icpm protocol=icmp`,
  right: `/ip firewall filter
add action=accept chain=icmp
add action=jump chain=input jump-target=icmp protocol=icmp`,
}

/** Checks names that exist by being used in rows. */
export const misspelt: RuleFamily = {
  rules: [rule],
  concerns: ({ name, menu }, argument) => (name === 'add' || name === 'set') && argument !== undefined && isUse(menu.path, argument.name),
  written({ argument, text, node }, { menu }, { definitions, report }) {
    for (const part of text.split(',')) {
      const name = part.replace(/^!/, '')
      const group = usedBy(menu.path, argument.name, name)
      const made = group && definitions.selfNamed(group.key)
      if (group === undefined || made === undefined || made.open || name === '' || made.names.has(name)) continue
      // Names that differ only in a number name different things.
      const near = similar(name, made.names).filter((one) => withoutNumber(one) !== withoutNumber(name))
      if (near.length === 0) continue
      const message = `${argument.name}: nothing here makes the ${group.what} '${name}'`
      report(rule.code, node, { message, help: `did you mean ${listed(near)}?` })
      return
    }
  },
}

const withoutNumber = (name: string): string => name.replaceAll(/\d+/g, '')
