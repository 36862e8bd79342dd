// Owns the rules about the order of commands: names that are used before the script adds their rows, or after it renames them.
import { allInterfaces } from '../../../schema/interfaces.ts'
import type { Node } from '../../../syntax/tree.ts'
import { constantText } from '../constant.ts'
import { lookupKeyOf } from '../row-names.ts'
import { renamedIn } from '../fixes.ts'
import { anyReferenceIn, namedIn } from '../referring.ts'
import { selectedName } from '../selected.ts'
import type { RuleFamily, Rule, CheckedText, CommandUse } from '../rule.ts'

const rules: readonly Rule[] = [
  {
    code: 'used-before-added',
    severity: 'warning',
    about: 'a command refers to a row that the script adds further down',
    why: `Commands run in their order: the device refuses the reference ('input does not match any value of ...'), or, if the row exists \
before, the command that adds it. Add the row first. Only commands that always run are compared, and only if the script removes nothing \
from the menu.`,
    wrong: `/ip dhcp-server add address-pool=lan interface=ether1 name=dhcp1
/ip pool add name=lan ranges=192.0.2.10-192.0.2.20`,
    right: `/ip pool add name=lan ranges=192.0.2.10-192.0.2.20
/ip dhcp-server add address-pool=lan interface=ether1 name=dhcp1`,
  },
  {
    code: 'former-name',
    severity: 'warning',
    about: 'a command uses the name that a row had before the script renamed it',
    why: `After 'set [find default-name=ether1] name=wan' no interface is called ether1: the device refuses it ('input does not match any \
value of interface', 'no such item'). Only 'find default-name=' still finds the port by its first name.`,
    wrong: `/interface ethernet set [find default-name=ether1] name=wan
/ip address add address=192.0.2.1/24 interface=ether1`,
    right: `/interface ethernet set [find default-name=ether1] name=wan
/ip address add address=192.0.2.1/24 interface=wan`,
  },
]

/** Compares uses of names with the lines that add or rename their rows. */
export const orderRules: RuleFamily = {
  rules,
  concerns: ({ name, menu, arguments: all }) =>
    (name === 'add' || name === 'set') &&
    [...all.values()].some((one) => own.has(one.name) || anyReferenceIn(menu.path, one) !== undefined),
  across: ({ menu, invocation }) =>
    invocation.given.some(({ argument }) => own.has(argument.name) || anyReferenceIn(menu.path, argument) !== undefined),
  use(use, checked) {
    const { menu, command, find, text, invocation } = use
    const old = command.name === 'add' ? text('name') : selectedName(find('numbers'))
    if (old !== undefined) claim([menu.path], old, use, checked)
    for (const { argument, value } of invocation.given) {
      const names = value && constantText(value)
      if (value === undefined || names === undefined) continue
      const isSelection = argument.name === 'numbers' && command.name === 'set'
      const reference = isSelection ? undefined : anyReferenceIn(menu.path, argument)
      const of = isSelection ? [menu.path] : reference?.of
      if (of === undefined) continue
      for (const name of reference === undefined ? [names] : namedIn(reference, names)) {
        if (!/^[^*\d]/.test(name) || reference?.words.includes(name) === true) continue
        claim(of, name, use, checked)
        if (former(name, of, { argument: argument.name, node: value }, checked)) break
        if (reference !== undefined && use.alwaysRuns && early(name, of, { argument: argument.name, node: value }, checked)) break
      }
    }
  },
}

/** Arguments that name rows of the menu itself. */
const own: ReadonlySet<string> = new Set(['name', 'numbers'])

/** Claims a name, so that all its uses are compared. */
function claim(of: readonly string[], name: string, { invocation }: CommandUse, { definitions, lineOf }: CheckedText): void {
  for (const menu of of) definitions.claim(`order ${lookupKeyOf(menu)}`, name, lineOf(invocation))
}

/** The value in which a name is used. */
interface Place {
  readonly argument: string
  readonly node: Node
}

/** Reports a name that its row no longer has; returns whether it did. */
function former(name: string, of: readonly string[], { argument, node }: Place, { definitions, lineOf, report }: CheckedText): boolean {
  const [first] = of.flatMap((menu) => definitions.renamedIn(menu, name) ?? []).sort((a, b) => a.line - b.line)
  if (first === undefined || first.line >= lineOf(node)) return false
  const { line, to, hadName } = first
  // A port that `default-name` selects may have had another name before, and another row its own.
  const isAgain = (menu: string): boolean => (hadName ? definitions.lastGivenIn(menu, name) >= line : definitions.names(menu).has(name))
  if (of.some(isAgain)) return false
  const isLast = of.every((menu) => definitions.renamedIn(menu, to) === undefined)
  report('former-name', node, {
    message: `${argument}: nothing is called '${name}' any more: line ${line} calls it '${to}'`,
    help: isLast ? `write '${to}'` : undefined,
    fixes: isLast ? renamedIn(node, name, [to]) : [],
  })
  return true
}

/** Reports a name whose row is added on a later line; returns whether it did. */
function early(name: string, of: readonly string[], { argument, node }: Place, checked: CheckedText): boolean {
  const { definitions, knowledge, exportedBy, lineOf, report } = checked
  const added = of.filter((menu) => definitions.names(menu).has(name))
  const lines = added.map((menu) => definitions.addedIn(menu, name) ?? 0)
  const line = Math.min(...lines)
  if (lines.length === 0 || line <= lineOf(node) || added.some((menu) => definitions.removes(menu))) return false
  // A configured device may have such a row already, unless a second one of the name is refused.
  const isUnique = added.every((menu) => knowledge.catalog.menu(menu)?.keys.join() === 'name' || lookupKeyOf(menu) === allInterfaces)
  if (exportedBy === undefined && !isUnique) return false
  report('used-before-added', node, {
    message: `${argument}: '${name}' is only added further down, in line ${line}`,
    help: 'add it first: a device runs commands in their order',
    ...(knowledge.sure ? {} : { severity: 'hint' }),
  })
  return true
}
