// Owns the rules about property names in arguments: the property that `get` reads, and the columns of `print`.
import type { ConstantArgument, RuleFamily, Rule, CheckedText, CommandUse } from '../rule.ts'
import { renamedIn } from '../fixes.ts'
import { didYouMean, similar } from '../similar.ts'

const rule: Rule = {
  code: 'unknown-value-name',
  severity: 'late',
  about: "'get' reads a property that the menu does not have",
  why: `A device looks up the property at run time: 'input does not match any value of value-name', and the script ends there. A name \
without a similar property is only a hint, since not all computed properties of menus are known.`,
  wrong: ':put [/system clock get tiem]',
  right: ':put [/system clock get time]',
}

const column: Rule = {
  code: 'unknown-column',
  severity: 'warning',
  about: "'print proplist=' lists a property that the menu does not have",
  why: `A device omits the column without an error, so a script that reads the listing misses it. Only names similar to a property are \
reported.`,
  wrong: '/interface print proplist=nmae,mtu',
  right: '/interface print proplist=name,mtu',
}

/** Arguments that contain property names. */
const nameArguments: ReadonlySet<string> = new Set(['value-name', 'proplist'])

/** Checks property names in arguments. */
export const propertyNameRules: RuleFamily = {
  rules: [rule, column],
  concerns: (_command, argument) => argument !== undefined && nameArguments.has(argument.name),
  written(written, use, checked) {
    const { menu } = use
    if (!menu.sure || written.text === '') return
    const names = [...menu.properties, ...menu.readableNames]
    for (const name of written.text.split(',')) if (!isKnown(name, use, names)) reportUnknown(name, names, written, use, checked)
  },
}

/** Whether it is a property, a prefix of one, or a property of every row. */
const isKnown = (name: string, { menu }: CommandUse, names: readonly string[]): boolean =>
  !/^[a-z][a-z0-9-]*$/.test(name) || menu.hasProperty(name) || names.some((one) => one.startsWith(name))

function reportUnknown(
  name: string,
  names: readonly string[],
  { argument, node }: ConstantArgument,
  { menu }: CommandUse,
  { report }: CheckedText,
): void {
  const near = similar(name, names)
  const isColumn = argument.name === 'proplist'
  if (isColumn && near.length === 0) return
  report(isColumn ? column.code : rule.code, node, {
    message: `${menu.path} has no property '${name}'`,
    help: didYouMean(name, names),
    fixes: renamedIn(node, name, near),
    ...(near.length === 0 ? { severity: 'hint' } : {}),
  })
}
