// Owns finding the local variables that a node writes, and whether it writes arguments of the call.
import { descendFrom } from '../../syntax/descent.ts'
import type { Node, Statement } from '../../syntax/tree.ts'
import type { Analysis } from '../analysis.ts'
import type { Form } from '../form.ts'
import { pathOf, variablesOf } from '../target.ts'

/** The variables that a node writes. */
export interface Writes {
  readonly slots: ReadonlySet<number>
  /** Whether `$1` or an undeclared name is written: other code of the frame must see it, and JavaScript variables hide it. */
  readonly arguments: boolean
}

/** The variables of the surrounding frame that a node may write. Functions inside it have their own frames. */
export function writesOf<M>(part: Statement | Node, { forms }: Pick<Analysis<M>, 'forms'>): Writes {
  const slots = new Set<number>()
  let writesArguments = false
  descendFrom(part, (inner) => {
    const form = inner.kind === 'invocation' ? forms.get(inner) : undefined
    if (form === undefined) return
    for (const target of targetsOf(form)) {
      const path = pathOf(target)
      for (const { kind, slot } of path === undefined ? variablesOf(target) : [path.variable]) {
        if (kind === 'local') slots.add(slot)
        if (kind === 'parameter') writesArguments = true
      }
    }
  })
  return { slots, arguments: writesArguments }
}

function targetsOf<M>(form: Form<M>): readonly Node[] {
  switch (form.kind) {
    case 'assign':
      return [form.target]
    case 'count':
      return [form.counter]
    case 'each':
    case 'catch':
      return [form.names]
    case 'try':
      return targetsOf(form.work)
    default:
      return []
  }
}
