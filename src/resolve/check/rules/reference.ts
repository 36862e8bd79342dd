// Owns the rules about references: names of rows that the script does not define, and lists in place of interfaces.
import type { ReferenceNote } from '../../../schema/notes/note-types.ts'
import { allInterfaces, interfaceKind, interfaceKinds, interfaceLists } from '../../../schema/interfaces.ts'
import { noted } from '../../../schema/noted.ts'
import { isFactoryRow, mayExist, namesIn, namesOfEveryDevice } from '../../../schema/references.ts'
import type { RuleFamily, Rule, CheckedText, CommandUse, ConstantArgument } from '../rule.ts'
import { respelt } from '../fixes.ts'
import { lookupKeyOf } from '../row-names.ts'
import { referenceIn } from '../referring.ts'
import { selectedName } from '../selected.ts'
import { didYouMean, similar } from '../similar.ts'
import { constantText } from '../constant.ts'

const rules: readonly Rule[] = [
  {
    code: 'undefined-reference',
    severity: 'warning',
    about: 'a name that this file does not define',
    why: `The device refuses it: 'input does not match any value of ...'. In an export, which should be complete, this is a warning; in \
the export of a part of a device (/ip/firewall/export) a hint, if the part may lack the row. In a script that changes a configured device, \
where the row may exist, it is a hint, and only if the script defines others of that kind, or if the name \
looks like a misspelt one of a row that every device has (group=fulll). Rows that every device has are known. \
Where an interface of one kind belongs (a bridge, a WireGuard interface), the name of one of another kind is a warning.`,
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
    code: 'list-or-interface',
    severity: 'warning',
    about: 'the name of an interface list where an interface belongs, or the reverse',
    why: `The device refuses it: 'input does not match any value of interface'. Interface lists have arguments of their own \
(in-interface-list, out-interface-list); all, none, dynamic and static are lists that every device has. A hint in a script that changes a \
configured device, which may have both of the same name.`,
    wrong: `# 2024-05-01 10:00:00 by RouterOS 7.22
/interface list
add name=WAN
/ip firewall filter
add action=drop chain=input in-interface=WAN`,
    right: `# 2024-05-01 10:00:00 by RouterOS 7.22
/interface list
add name=WAN
/ip firewall filter
add action=drop chain=input in-interface-list=WAN`,
  },
  {
    code: 'no-such-port',
    severity: 'hint',
    about: 'a port that the board does not have',
    why: `The board is that of --board or of the header of the export; its ports come from a public source. A revision of the board, or a \
module in it, may have others.`,
    wrong: '# 2024-05-01 10:00:00 by RouterOS 7.22\n# model = RB750Gr3\n/interface vlan add interface=ether9 name=a vlan-id=2',
    right: '# 2024-05-01 10:00:00 by RouterOS 7.22\n# model = RB750Gr3\n/interface vlan add interface=ether5 name=a vlan-id=2',
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
export const referenceRules: RuleFamily = {
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
    if (reference !== undefined) checkReference(written, reference, use, checked)
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
    fixes: respelt(node, unknownName, similar(unknownName, names)),
    ...(knowledge.sure ? {} : { severity: 'hint' }),
  })
}

function checkReference({ argument, text, node }: ConstantArgument, reference: ReferenceNote, use: CommandUse, checked: CheckedText): void {
  const { definitions } = checked
  const { of } = reference
  const ofInterfaces = of.includes(allInterfaces)
  const ofKinds = of.every((menu) => interfaceKind(menu) !== undefined)
  if (ofInterfaces && ports(text, node, checked)) return
  for (const name of namesIn(reference, text)) {
    const isThere = (menu: string): boolean => definitions.has(menu, name) || isFactoryRow(menu, name)
    if (mayExist(reference, name, { isListed: isListed(reference, checked) }) || argument.kind.words.includes(name) || of.some(isThere)) {
      if (of.includes(interfaceLists) && !ofInterfaces && !of.some(isThere)) confused(name, { argument, node, text }, use, checked)
      if (ofKinds && otherKind({ argument, node }, name, of, checked)) return
      continue
    }
    if (confused(name, { argument, node, text }, use, checked)) return
    const severity = undefinedSeverity(name, reference, checked)
    if (severity === undefined) continue
    const names = [...othersIn(of, use, checked), ...namesOfEveryDevice(reference)]
    checked.report('undefined-reference', node, {
      message: `${argument.name}: nothing here defines '${name}' in ${of.join(' or ')}`,
      help: didYouMean(name, names),
      fixes: respelt(node, name, similar(name, names)),
      ...(severity === 'hint' ? { severity } : {}),
    })
    return
  }
}

/** Reports the name of an interface of another kind: a device has no two interfaces of one name. Returns whether it did. */
function otherKind(
  { argument, node }: Pick<ConstantArgument, 'argument' | 'node'>,
  name: string,
  of: readonly string[],
  { definitions, report }: CheckedText,
): boolean {
  if ([...of, allInterfaces].some((menu) => definitions.has(menu, name, true))) return false
  const kind = interfaceKinds().find(({ path }) => definitions.gives(path, name))?.path
  if (kind === undefined) return false
  report('undefined-reference', node, {
    message: `${argument.name}: '${name}' is an interface of ${kind}, not of ${of.join(' or ')}`,
    help: `names of interfaces are unique: no row of ${of.join(' or ')} can have it`,
  })
  return true
}

/** Whether the text lists all rows of the menus of a reference that devices may have from the start. */
const isListed = ({ of }: ReferenceNote, { definitions, exportedBy, isInString }: CheckedText): boolean =>
  exportedBy !== undefined && !isInString && of.includes(allInterfaces) && definitions.covers('/interface/bridge')

/** The names that the text defines in menus, without the name of the row itself, which cannot refer to itself. */
function othersIn(of: readonly string[], { menu, find, text }: CommandUse, { definitions }: CheckedText): readonly string[] {
  const own = new Set([text('name'), selectedName(find('numbers'))])
  const key = lookupKeyOf(menu.path)
  return of.flatMap((one) => [...definitions.names(one)].filter((name) => lookupKeyOf(one) !== key || !own.has(name)))
}

/** The severity of a name that the text does not define; undefined if it is not reported. */
function undefinedSeverity(name: string, reference: ReferenceNote, checked: CheckedText): 'hint' | 'warning' | undefined {
  const { of } = reference
  const { definitions, exportedBy, knowledge, isInString } = checked
  const isSome = of.some((menu) => definitions.some(menu))
  const ofInterfaces = of.some(holdsInterfaces)
  if (exportedBy === undefined) {
    // A script may use interfaces that its device has: only a name that is similar to a defined one is reported.
    if (!ofInterfaces) return isSome || isSlipOfOne(name, namesOfEveryDevice(reference)) ? 'hint' : undefined
    return isMisspelt(name, definitions.names(allInterfaces)) ? 'hint' : undefined
  }
  // Rows that no export has may exist on the device, and so may rows of releases that the facts do not cover.
  if (!isSome && (isInString || !knowledge.sure || !of.every(isExported))) return undefined
  return knowledge.sure && !isInString && of.every((menu) => definitions.covers(menu)) ? 'warning' : 'hint'
}

/** Whether exports have the rows of a menu. */
const isExported = (menu: string): boolean =>
  menu === allInterfaces || noted(menu, ({ unexported, followed }) => unexported ?? followed) !== true

/** Whether a long name is similar to another name, and differs from it in more than its digits. */
const isMisspelt = (name: string, names: ReadonlySet<string>): boolean =>
  name.length > 4 && similar(name, names).some((one) => withoutDigits(one) !== withoutDigits(name))

/**
 * Whether a name differs in one letter from one that every device has: `fulll`, `defaul`. Not in a digit, and not by another last letter
 * (`writer`), which is a name of its own.
 */
const isSlipOfOne = (name: string, names: readonly string[]): boolean =>
  similar(name, names, 1).some(
    (one) => one.length > 3 && withoutDigits(one) !== withoutDigits(name) && !(name.startsWith(one) && name.at(-1) !== one.at(-1)),
  )

const withoutDigits = (name: string): string => name.replaceAll(/\d+/g, '')

/** Reports the name of an interface list in place of an interface, or the reverse; returns whether it did. */
function confused(
  name: string,
  { argument, node, text }: ConstantArgument,
  { menu, command, invocation, find }: CommandUse,
  { definitions, exportedBy, report }: CheckedText,
): boolean {
  const of = referenceIn(menu.path, argument)?.of ?? []
  const wantsList = of.includes(interfaceLists)
  if (wantsList === of.some(holdsInterfaces)) return false
  const isOwn = isFactoryRow(interfaceLists, name)
  const isOther = wantsList
    ? isPort.test(name) || definitions.names(allInterfaces).has(name)
    : isOwn || definitions.names(interfaceLists).has(name)
  if (!isOther) return false
  const [is, wanted] = wantsList ? ['an interface', 'an interface list'] : ['an interface list', 'an interface']
  const other = [...command.arguments.keys()].find(
    (one) => one === (wantsList ? argument.name.replace(/-list$/, '') : `${argument.name}-list`),
  )
  // The device may have an interface and a list of the same name, but no interface has the name of one of its own lists.
  const isHint = exportedBy === undefined && !isOwn
  const given = invocation.given.find(({ value }) => value === node)
  const isName = other !== undefined && other !== argument.name
  const canMend = isName && find(other) === undefined && !text.includes(',') && given !== undefined && given.nameTo > given.from
  report('list-or-interface', node, {
    message: `${argument.name}: '${name}' is ${is}, not ${wanted}`,
    help: isName ? `write ${other}=${text}` : `write the name of ${wanted}`,
    fixes: canMend
      ? [{ title: `write ${other}=${text}`, edits: [{ from: given.from, to: given.nameTo, text: other }], preferred: !isHint }]
      : [],
    ...(isHint ? { severity: 'hint' } : {}),
  })
  return true
}

const holdsInterfaces = (menu: string): boolean => menu === allInterfaces || interfaceKind(menu) !== undefined

const isPort = /^(?:ether|q?sfp|combo)[\w-]*\d+$/

/**
 * Reports a port that the board does not have; returns whether it did. Only boards whose ports have a public source are checked, and no
 * radios, which can have other names.
 */
function ports(text: string, node: ConstantArgument['node'], { board, definitions, report }: CheckedText): boolean {
  if (board?.isSourced !== true) return false
  const missing = text
    .split(',')
    .find((name) => isPort.test(name) && !board.ports.includes(name) && !definitions.names('/interface').has(name))
  if (missing === undefined) return false
  const of = `ports of ${board.model}: ${board.ports.join(', ')}`
  report('no-such-port', node, { message: `${board.model} has no port '${missing}'`, help: of })
  return true
}
