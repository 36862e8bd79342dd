// Owns `listen` of the API: a row whenever one comes or changes, and `.dead` where one goes.
import type { WireRow } from '../../device/types.ts'
import { readQuery } from '../../device/wire/query.ts'
import type { Policy } from '../../schema/policy.ts'
import { perform, idText } from '../order.ts'
import type { Order, Served } from '../served.ts'
import { Failure } from '../../diagnostic/failure.ts'
import { nothing } from '../../value/value.ts'

/** Somebody who listens. */
export interface Listening {
  end(): void
}

/** Who listens: what they may do, and what is told to them. */
export interface Hearer {
  readonly policies: ReadonlySet<Policy>
  readonly hear: (row: WireRow) => void
}

/**
 * Begins to tell the rows of a menu that come, change and go, from now on. Throws the Failure of `print` where the menu cannot be read.
 * Rows that come from elsewhere (files, the log) are told when somebody looks at them.
 */
export function listen({ router, ...rest }: Served, order: Order, { policies, hear }: Hearer): Listening {
  const served = { router, ...rest }
  const path = order.path.replace(/\/listen$/, '')
  const print = { ...order, path: `${path}/print`, words: new Map<string, string>() }
  // Whoever may not read the rows is refused at once.
  perform(served, { ...print, query: ['.id=*0'], proplist: ['.id'] }, { policies })
  const passes = readQuery(order.query ?? [])
  const isSettings = router.menuAt(path)?.kind === 'settings'
  const end = router.changes.whenSettled(({ menus }) => {
    const changed = menus.get(path)
    if (changed === undefined) return
    const ids = [...changed.rows].filter(({ gone }) => !gone).map(({ id }) => idText(id))
    for (const row of changed.rows)
      if (row.gone)
        hear([
          ['.id', idText(row.id)],
          ['.dead', 'true'],
        ])
    for (const id of ids) {
      const query = isSettings ? [] : [`.id=${id}`]
      for (const row of rowsOf(served, { ...print, query }, policies)) if (passes === undefined || passes(readerOf(row))) hear(row)
    }
  })
  return { end }
}

function rowsOf(served: Served, order: Order, policies: ReadonlySet<Policy>): readonly WireRow[] {
  try {
    return perform(served, order, { policies }).rows
  } catch (error) {
    // Who listened may have lost the right to.
    if (error instanceof Failure) return []
    throw error
  }
}

function readerOf(row: WireRow): (name: string) => string | typeof nothing {
  const texts = new Map(row)
  return (name) => texts.get(name) ?? nothing
}
