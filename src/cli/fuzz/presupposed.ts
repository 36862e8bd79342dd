// Owns the rows that exist before each trial because the script presupposes them: it names them, but does not query their menu.
import type { KnownMenu } from '../../schema/known-menu.ts'
import { referenceOf } from '../../schema/references.ts'
import { comparedTexts, type LearnedTexts } from './learned-texts.ts'
import type { FuzzSubject } from './subject.ts'
import type { PropertyText, SetupStep } from './trial.ts'

/** Rows that a script presupposes: the interfaces that it names, and rows of menus that it does not query. */
export function presupposedRows({ menus }: FuzzSubject, known: LearnedTexts): readonly SetupStep[] {
  const looked = new Set(menus.map(({ menu }) => menu.path))
  const commands = new Map<string, SetupStep>()
  const add = (menu: KnownMenu | undefined, name: string): void => {
    if (menu?.command('add') === undefined || !/^[\w .-]{1,30}$/.test(name)) return
    const needed = menu.required.filter((one) => one !== 'name')
    const values = needed.map((one): PropertyText => {
      const reference = referenceOf(menu.path, one)
      return [
        one,
        reference?.of.includes('/interface') === true ? `ether${(commands.size % 5) + 1}` : (menu.validatingKindOf(one).words[0] ?? '1'),
      ]
    })
    commands.set(`${menu.path} ${name}`, { kind: 'add', menu: menu.path, values: [['name', name], ...values] })
  }
  for (const { menu, properties } of menus) {
    let root = menu
    while (root.parent !== undefined) root = root.parent
    for (const [property, written] of properties) {
      const reference = referenceOf(menu.path, property)
      const [target] = reference?.of ?? []
      if (reference === undefined || target === undefined) continue
      for (const name of comparedTexts(menu.path, property, written, known).slice(0, 6)) {
        if (reference.words.includes(name)) continue
        if (reference.of.includes('/interface')) {
          if (!/^ether[1-5]$/.test(name) && !looked.has('/interface') && !looked.has('/interface/bridge'))
            add(root.at('/interface/bridge'), name)
        } else if (!looked.has(target)) add(root.at(target), name)
      }
    }
  }
  return [...commands.values()]
}
