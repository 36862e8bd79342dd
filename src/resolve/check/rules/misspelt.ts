// Owns the rules about misspelt chains, address lists and marks: names that are used but never created, and are similar to one that is.
import { respelt } from '../fixes.ts'
import { isUse, jumpsIn, usedBy } from '../self-named.ts'
import type { RuleFamily, Rule, CheckedText, CommandUse, ConstantArgument } from '../rule.ts'
import { quotedAlternatives, similar } from '../similar.ts'

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

const chainRule: Rule = {
  code: 'misspelt-chain',
  severity: 'warning',
  about: 'a chain that nothing jumps to, similar to one of the device',
  why: `A device accepts any name of a chain: a rule in 'inptu' is in a chain of its own, which no packet passes. Reported if no rule of \
the file jumps to the chain.`,
  wrong: '/ip firewall filter add action=drop chain=inptu',
  right: '/ip firewall filter add action=drop chain=input',
}

/** Checks names of chains, address lists and marks. */
export const misspeltRules: RuleFamily = {
  rules: [rule, chainRule],
  concerns: ({ name, menu }, argument) =>
    (name === 'add' || name === 'set') && argument !== undefined && (isUse(menu.path, argument.name) || isChain(menu.path, argument.name)),
  written(written, use, checked) {
    const { argument, text, node } = written
    const { menu } = use
    const { definitions, report } = checked
    if (isChain(menu.path, argument.name)) return ofDevice(written, use, checked)
    for (const part of text.split(',')) {
      const name = part.replace(/^!/, '')
      const group = usedBy(menu.path, argument.name, name)
      const made = group && definitions.selfNamed(group.key)
      if (
        group === undefined ||
        made === undefined ||
        made.open ||
        name === '' ||
        (group.what === 'chain' && ofHotspot.test(name)) ||
        made.names.has(name)
      )
        continue
      // Names that differ only in a number name different things.
      const near = similar(name, made.names).filter((one) => withoutNumber(one) !== withoutNumber(name))
      if (near.length === 0) continue
      const message = `${argument.name}: nothing here makes the ${group.what} '${name}'`
      report(rule.code, node, { message, help: `did you mean ${quotedAlternatives(near)}?` })
      return
    }
  },
}

/** Chains that the device makes for hotspots, which its own rules jump to (the manual's page on hotspot customization). */
const ofHotspot = /^(?:(?:pre-)?hotspot|(?:pre-)?hs-input|hs-(?:auth|unauth|auth-to|unauth-to|smtp))$/

const isChain = (menu: string, argument: string): boolean => argument === 'chain' && jumpsIn(menu) !== undefined

/** Reports a chain that nothing jumps to and that is similar to one of the device. */
function ofDevice({ argument, text, node }: ConstantArgument, { menu }: CommandUse, { definitions, report }: CheckedText): void {
  const { words } = argument.kind
  if (words.includes(text) || ofHotspot.test(text)) return
  const jumps = definitions.selfNamed(jumpsIn(menu.path) ?? '')
  if (jumps?.open === true || jumps?.names.has(text) === true) return
  const near = similar(text, words).filter((one) => withoutNumber(one) !== withoutNumber(text))
  if (near.length === 0) return
  report(chainRule.code, node, {
    message: `chain: nothing here jumps to '${text}'`,
    help: `did you mean ${quotedAlternatives(near)}?`,
    fixes: respelt(node, text, near),
  })
}

const withoutNumber = (name: string): string => name.replaceAll(/\d+/g, '')
