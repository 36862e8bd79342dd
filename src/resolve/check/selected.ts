// Owns reading the name of the row that a command selects.
import type { GivenArgument } from '../../syntax/tree.ts'
import { comparisons } from './comparisons.ts'
import { constantText } from './constant.ts'

/** The single row that a command selects: by its name, or by the default name of a port. */
export interface SelectedRow {
  readonly name: string
  readonly by: 'name' | 'default-name'
}

/**
 * The name of the one row that `numbers` selects: by the name itself, by `[find name=X]` or by `[find default-name=X]`, which names a port
 * that was not renamed. Undefined for other selections.
 */
export const selectedName = (numbers: Pick<GivenArgument, 'value'> | undefined): string | undefined => selectedRow(numbers)?.name

/** Like `selectedName`, with the property that selects the row. */
export function selectedRow(numbers: Pick<GivenArgument, 'value'> | undefined): SelectedRow | undefined {
  const value = numbers?.value
  if (value === undefined) return undefined
  if (value.kind !== 'bracket') {
    const text = constantText(value)
    return text !== undefined && /^[A-Za-z][^,]*$/.test(text) ? { name: text, by: 'name' } : undefined
  }
  const [find, ...more] = value.body.statements
  if (find?.kind !== 'invocation' || find.command.name !== 'find' || more.length > 0) return undefined
  const [condition, ...others] = find.given
  if (condition?.value?.kind !== 'condition' || others.length > 0) return undefined
  const [comparison, ...rest] = comparisons(condition.value)
  if (comparison?.operator !== '=' || comparison.other === undefined || rest.length > 0) return undefined
  const { name: by } = comparison.name.variable
  const name = constantText(comparison.other)
  return name !== undefined && (by === 'name' || by === 'default-name') ? { name, by } : undefined
}
