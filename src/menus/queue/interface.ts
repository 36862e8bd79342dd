// Owns the behaviour of /queue/interface: it has a row for each interface.
import { interfacesOf } from '../../device/plain/interfaces.ts'
import { show } from '../../value/show.ts'
import { extend } from '../declaration.ts'

export const queueInterface = extend('/queue/interface', {
  keepsRows: true,
  refresh(rows, device) {
    const names = new Set(interfacesOf(device).map(({ name }) => name))
    for (const row of [...rows.items]) if (!names.has(show(row.values.get('interface') ?? ''))) rows.remove(row)
    for (const name of names) if (rows.byName(name) === undefined) rows.add(new Map([['interface', name]]))
  },
})
