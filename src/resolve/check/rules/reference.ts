// Owns the rule of references: names of rows that the script does not define, although it defines other rows of that kind.
import type { ReferenceNote } from '../../../schema/notes/note-types.ts'
import { noted } from '../../../schema/noted.ts'
import type { KnownArgument } from '../../../schema/known-argument.ts'
import { mayBeThere, namesIn, referenceOf } from '../../../schema/references.ts'
import type { RuleFamily, Rule, CheckedText, CommandUse, ConstantArgument } from '../rule.ts'
import { renamedIn } from '../fixes.ts'
import { didYouMean, similar } from '../similar.ts'
import { constantText } from '../use.ts'

const rules: readonly Rule[] = [
  {
    code: 'undefined-reference',
    severity: 'warning',
    about: 'a name that this file does not define, although it defines others of that kind',
    why: `The device refuses it: 'input does not match any value of ...'. In an export, which should be complete, this is a warning; in a \
script that changes a configured device, where the row may exist, a hint. Rows that every device has are known.`,
    wrong: `# 2024-05-01 10:00:00 by RouterOS 7.22
/ip pool
add name=lan ranges=192.0.2.10-192.0.2.20
/ip dhcp-server
add address-pool=lna interface=ether1 name=dhcp1`,
    right: `# 2024-05-01 10:00:00 by RouterOS 7.22
/ip pool
add name=lan ranges=192.0.2.10-192.0.2.20
/ip dhcp-server
add address-pool=lan interface=ether1 name=dhcp1`,
  },
  {
    code: 'no-such-port',
    severity: 'hint',
    about: 'a port that the board does not have',
    why: `The board is that of --board or of the header of the export; its ports come from a public source. A revision of the board, or a \
module in it, may have others.`,
    wrong: '# 2024-05-01 10:00:00 by RouterOS 7.22\n# model = RB750Gr3\n/interface bridge port add bridge=bridge interface=ether9',
    right: '# 2024-05-01 10:00:00 by RouterOS 7.22\n# model = RB750Gr3\n/interface bridge port add bridge=bridge interface=ether5',
  },
  {
    code: 'unknown-row',
    severity: 'late',
    about: 'the name of a row that the menu never has',
    why: `Rows of the menu are the same on every device, and none can be added: no device has a row of that name. The script is accepted \
and fails here: 'no such item'. Menus whose rows depend on the board are not examined.`,
    wrong: '/ip service set www-sll disabled=yes',
    right: '/ip service set www-ssl disabled=yes',
  },
  {
    code: 'deleted-reference',
    severity: 'hint',
    about: 'the value is the id of a deleted row',
    why: `An export writes *1A if it cannot name the row, because it was removed. On another device the id is another row or none: write \
the name of the intended row, or remove the line.`,
    wrong: '/ip address add address=192.0.2.1/24 interface=*F00001',
    right: '/ip address add address=192.0.2.1/24 interface=bridge1',
  },
]

/** Checks names of rows that the file does not define. */
export const references: RuleFamily = {
  rules,
  use: rowsIn,
  written(written, use, checked) {
    const { argument, text } = written
    if (text.startsWith('*') && /^\*[0-9A-F]+$/.test(text) && written.node.kind === 'literal' && argument.kind.name !== 'items') {
      checked.report('deleted-reference', written.node, { message: `${argument.name} refers to a deleted row` })
      return
    }
    if (use.command.name !== 'add' && use.command.name !== 'set') return
    const reference = referenceIn(use.menu.path, argument)
    if (reference !== undefined) look(written, reference, checked)
  },
}

/** Reports names of rows that a menu with fixed rows has in no release. */
function rowsIn({ menu, find }: CommandUse, { knowledge, report }: CheckedText): void {
  const node = find('numbers')?.value
  const text = node && constantText(node)
  const rows = text === undefined ? undefined : noted(menu.path, ({ fixedRows }) => fixedRows)
  if (rows === undefined || node === undefined || text === undefined) return
  const names = new Set(rows.flatMap(({ names, comes }) => `${names} ${comes ?? ''}`.trim().split(' ')))
  const unknownName = text.split(',').find((name) => /^[a-z]/i.test(name) && !names.has(name))
  if (unknownName === undefined) return
  report('unknown-row', node, {
    message: `no device has a row '${unknownName}' in ${menu.path}`,
    help: didYouMean(unknownName, names) ?? `rows are ${[...names].join(', ')}`,
    fixes: renamedIn(node, unknownName, similar(unknownName, names)),
    ...(knowledge.sure ? {} : { severity: 'hint' }),
  })
}

/** The reference of each argument of `add` and `set`; cached. */
const referencesOf = new WeakMap<KnownArgument, { readonly reference: ReferenceNote | undefined }>()

function referenceIn(menu: string, argument: KnownArgument): ReferenceNote | undefined {
  const known = referencesOf.get(argument)
  if (known !== undefined) return known.reference
  const reference = referenceOf(menu, argument.name)
  referencesOf.set(argument, { reference })
  return reference
}

function look({ argument, text, node }: ConstantArgument, reference: ReferenceNote, checked: CheckedText): void {
  const { definitions, exportedBy, knowledge } = checked
  const { of } = reference
  const ofInterfaces = of.includes('/interface')
  if (ofInterfaces && ports(text, node, checked)) return
  // A script may name the interfaces of its device.
  if (!of.some((menu) => definitions.some(menu)) || (ofInterfaces && exportedBy === undefined)) return
  for (const name of namesIn(reference, text)) {
    if (mayBeThere(reference, name) || argument.kind.words.includes(name) || of.some((menu) => definitions.has(menu, name))) continue
    // An interface may be hardware that offbox does not know.
    const isHint = exportedBy === undefined || ofInterfaces || !knowledge.sure
    const names = of.flatMap((menu) => [...definitions.names(menu)])
    checked.report('undefined-reference', node, {
      message: `${argument.name}: nothing here defines '${name}' in ${of.join(' or ')}`,
      help: didYouMean(name, names),
      fixes: renamedIn(node, name, similar(name, names)),
      ...(isHint ? { severity: 'hint' } : {}),
    })
    return
  }
}

/**
 * Reports a port that the board does not have, and returns whether it did. Only if the board's ports have a public source; radios have
 * other names, too.
 */
function ports(text: string, node: ConstantArgument['node'], { board, definitions, report }: CheckedText): boolean {
  if (board?.isSourced !== true) return false
  const isPort = /^(?:ether|sfp|combo)[\w-]*\d+$/
  const missing = text
    .split(',')
    .find((name) => isPort.test(name) && !board.ports.includes(name) && !definitions.names('/interface').has(name))
  if (missing === undefined) return false
  const of = `ports of ${board.model}: ${board.ports.join(', ')}`
  report('no-such-port', node, { message: `${board.model} has no port '${missing}'`, help: of })
  return true
}
