// Owns which users of /user may log in: passwords, allowed addresses, and the policies of their groups.
import type { Router } from '../../device/router.ts'
import type { Users } from '../../schema/menu-services.ts'
import type { Policy } from '../../schema/policy.ts'
import { elements } from '../../schema/property.ts'
import { show } from '../../value/show.ts'
import { ArrayValue, Id, Time, type Value } from '../../value/value.ts'
import { granted } from '../policy.ts'
import { isWithin } from '../allowed-address.ts'

const path = '/user'
const groups = '/user/group'

/** A cache of granted policies by the value of a group's `policy`: each change of a group makes a new value. */
const known = new WeakMap<ArrayValue, ReadonlySet<Policy>>()

function grantedBy(kept: Value | undefined): ReadonlySet<Policy> {
  if (!(kept instanceof ArrayValue)) return granted(kept ?? '')
  const found = known.get(kept) ?? granted(kept)
  known.set(kept, found)
  return found
}

/**
 * Checks logins by the rows of `/user`: the user exists and is enabled, its address is allowed, and the password is right. `entered` stores
 * the time in `last-logged-in`.
 */
export const users: Users<Router> = {
  login({ name, password, address }, device) {
    const row = device.storeAt(path).byName(name)
    if (row === undefined || row.values.get('disabled') === true) return undefined
    const from = elements(row.values.get('address') ?? '')
      .map(show)
      .filter((prefix) => prefix !== '')
    if (from.length > 0 && !from.some((prefix) => isWithin(address, prefix))) return undefined
    const kept = show(row.values.get('password') ?? '')
    if (password !== undefined && !(typeof password === 'string' ? password === kept : password(kept))) return undefined
    const group = row.values.get('group')
    const granting = group instanceof Id ? device.storeAt(groups).byId(group.id) : undefined
    return { name, policies: grantedBy(granting?.values.get('policy')) }
  },
  entered({ user: { name }, since }, device) {
    const store = device.storeAt(path)
    const row = store.byName(name)
    if (row !== undefined) store.set(row, 'entered', new Time(since))
  },
}
