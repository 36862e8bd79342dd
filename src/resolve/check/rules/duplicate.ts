// Owns the rule of names that a script gives twice.
import { noted } from '../../../schema/noted.ts'
import { keyOf } from '../definitions.ts'
import type { Family, Rule, Use } from '../rule.ts'

const rule: Rule = {
  code: 'duplicate-name',
  severity: 'warning',
  about: 'two items of one menu get the same name',
  why: `The second 'add' fails on a device, and an import stops there: 'failure: already have ... with such name'. All interfaces share \
their
names. Only commands that always run are compared, and only where the script removes nothing from the menu.`,
  wrong: '/ip pool add name=lan ranges=192.0.2.10-192.0.2.20\n/ip pool add name=lan ranges=192.0.2.30-192.0.2.40',
  right: '/ip pool add name=lan ranges=192.0.2.10-192.0.2.20\n/ip pool add name=guests ranges=192.0.2.30-192.0.2.40',
}

/** Names that are given twice on the script's own level. */
export const duplicates: Family = {
  rules: [rule],
  across: (use) => use.command.name === 'add' && use.straight && use.text('name') !== undefined && isUnique(use),
  use(use, scene) {
    const { command, menu, straight } = use
    if (command.name !== 'add' || !straight || !isUnique(use) || scene.definitions.removes(menu.path)) return
    const name = use.text('name')
    const node = use.find('name')?.value
    if (name === undefined || node === undefined) return
    const first = scene.definitions.claim(menu.path, name, scene.lineOf(node))
    if (first === undefined) return
    const help = `the first is in line ${first}`
    const severity = menu.sure ? {} : ({ severity: 'hint' } as const)
    scene.report(rule.code, node, { message: `'${name}' is the name of two items of ${keyOf(menu.path)}`, help, ...severity })
  },
}

/** Whether names alone tell the menu's items apart: by what is noted of it, else by its keys. */
function isUnique({ menu }: Use): boolean {
  const by = noted(menu.path, ({ unique }) => unique?.by) ?? menu.keys
  return keyOf(menu.path) === '/interface' || (by.length === 1 && by[0] === 'name')
}
