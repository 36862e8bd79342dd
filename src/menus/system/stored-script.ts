// Owns starting a stored script: its policies, its counters, and its job.
import { Failure } from '../../diagnostic/failure.ts'
import type { Router } from '../../device/router.ts'
import type { Job, TextOptions } from '../../device/actor.ts'
import type { StoredRow } from '../../device/rows/store.ts'
import { covers, type AllowedPolicies } from '../../schema/policy.ts'
import { notPermitted } from '../../schema/refusal.ts'
import { show } from '../../value/show.ts'
import { Time } from '../../value/value.ts'
import { granted } from '../policy.ts'

/** The menu of stored scripts. */
export const scriptsPath = '/system/script'

/** How and with which policies a script is started. */
export interface Starter<T> {
  readonly policies: AllowedPolicies
  /** Whether the script runs with its own policies (`use-script-permissions`). */
  readonly usesOwn: boolean
  readonly run: (source: string, options: TextOptions & { readonly job: Job }) => T
}

/**
 * Runs a row of /system/script with the policies of its starter, or with its own where `usesOwn`. Throws a Failure where the script has
 * policies that its starter lacks (the manual's page on scripting). With `dont-require-permissions` that is not checked, and it runs with
 * its own.
 */
export function start<T>(device: Router, row: StoredRow, { policies, usesOwn, run }: Starter<T>): T {
  const menu = device.declared(scriptsPath)
  const own = granted(device.read(menu, row, 'policy'))
  const isCovered = covers(policies, own)
  if (!isCovered && row.values.get('dont-require-permissions') !== true) throw notPermitted()
  const store = device.store(menu)
  store.set(row, 'run-count', Number(row.values.get('run-count') ?? 0) + 1)
  store.set(row, 'last-started', new Time(device.host.clock.now()))
  const text = (name: string): string => show(row.values.get(name) ?? '')
  const runsWith = usesOwn || !isCovered ? own : policies
  const name = text('name')
  try {
    return run(text('source'), {
      job: device.jobs.make(name),
      name: `script ${name}`,
      ...(runsWith === undefined ? {} : { policies: runsWith }),
    })
  } catch (error) {
    throw error instanceof Failure ? error.startedWith(`${scriptsPath}/run ${name}`) : error
  }
}
