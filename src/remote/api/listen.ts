// Owns `listen` of the API: sends a row when it is added or changed, and `.dead` when it is removed.
import type { WireRow } from '../../device/types.ts'
import { readQuery } from '../../device/wire/query.ts'
import type { Policy } from '../../schema/policy.ts'
import { runRequest, idText } from '../run-request.ts'
import type { CommandRequest, Served } from '../served.ts'
import { Failure } from '../../diagnostic/failure.ts'
import { nothing } from '../../value/value.ts'

/** A running `listen`. */
export interface RunningListen {
  end(): void
}

/** The listener: its policies, and the callback for rows. */
export interface ListenClient {
  readonly policies: ReadonlySet<Policy>
  readonly onRow: (row: WireRow) => void
}

/**
 * Starts sending added, changed and removed rows of a menu. Throws the Failure of `print` if the menu cannot be read. Rows from outside the
 * device (files, the log) are reported when they are next read.
 */
export function listen({ router, ...rest }: Served, request: CommandRequest, { policies, onRow }: ListenClient): RunningListen {
  const served = { router, ...rest }
  const path = request.path.replace(/\/listen$/, '')
  const print = { ...request, path: `${path}/print`, words: new Map<string, string>() }
  // A user who may not read the rows is refused at the start.
  runRequest(served, { ...print, query: ['.id=*0'], proplist: ['.id'] }, { policies })
  const passes = readQuery(request.query ?? [])
  const isSettings = router.menuAt(path)?.kind === 'settings'
  const end = router.changes.whenSettled(({ menus }) => {
    const changed = menus.get(path)
    if (changed === undefined) return
    const ids = [...changed.rows].filter(({ gone }) => !gone).map(({ id }) => idText(id))
    for (const row of changed.rows)
      if (row.gone)
        onRow([
          ['.id', idText(row.id)],
          ['.dead', 'true'],
        ])
    for (const id of ids) {
      const query = isSettings ? [] : [`.id=${id}`]
      for (const row of rowsOf(served, { ...print, query }, policies)) if (passes === undefined || passes(readerOf(row))) onRow(row)
    }
  })
  return { end }
}

function rowsOf(served: Served, request: CommandRequest, policies: ReadonlySet<Policy>): readonly WireRow[] {
  try {
    return runRequest(served, request, { policies }).rows
  } catch (error) {
    // The user may have lost the permission meanwhile.
    if (error instanceof Failure) return []
    throw error
  }
}

function readerOf(row: WireRow): (name: string) => string | typeof nothing {
  const texts = new Map(row)
  return (name) => texts.get(name) ?? nothing
}
