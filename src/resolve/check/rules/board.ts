// Owns the rule of arguments that boards have and virtual machines lack.
import { addedByBoards, boardsOnly } from '../advice.ts'
import type { Rule, RuleFamily } from '../rule.ts'

const rule: Rule = {
  code: 'only-on-boards',
  severity: 'hint',
  about: 'an argument that boards have and virtual machines lack',
  why: `Without --board and without the header of an export, offbox run uses a virtual machine, which refuses the argument. On a board \
with the hardware it is right: choose one with --board, or in offbox.json. Only settings (add, set) are examined: scripts that show the \
state of hardware (monitor, info) are written for a board.`,
  wrong: '/ip firewall filter add chain=forward action=fasttrack-connection hw-offload=yes',
  right: '/ip firewall filter add chain=forward action=fasttrack-connection',
}

/** Reports settings that the virtual machine of a run would refuse, if no board is known. */
export const boardRules: RuleFamily = {
  rules: [rule],
  concerns: (command) => (command.name === 'add' || command.name === 'set') && addedByBoards(command).length > 0,
  use({ command, menu, invocation }, { board, exportedBy, knowledge, report }) {
    const { sure, hasOwnFacts, history, otherReleases } = knowledge
    if (board !== undefined || exportedBy !== undefined || hasOwnFacts || !sure) return
    const added = addedByBoards(command)
    for (const given of invocation.given) {
      const { name } = given.argument
      if (!added.includes(name)) continue
      const lifetime = history.argument(menu.path, command.name, name)
      if (lifetime !== undefined && otherReleases(lifetime, command.path) === undefined) continue
      const message = `a virtual machine has no ${name} of ${command.path}`
      report(rule.code, given.name ?? given, { message, help: boardsOnly(name, command, knowledge) })
    }
  },
}
