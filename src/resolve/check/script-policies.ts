// Owns the policies that a text gives to the scripts of /system/script, recorded as groups of names.
import { readPolicies, scriptPolicies } from '../../schema/policy.ts'

/** A command of a menu, as far as its policies matter (a `CommandUse` is one). */
interface GivingPolicies {
  readonly menu: { readonly path: string }
  readonly command: { readonly name: string }
  find(name: string): object | undefined
  text(name: string): string | undefined
}

/** What the text states about names of groups (`Defined` does). */
interface Groups {
  selfNamed(key: string): { readonly names: ReadonlySet<string>; readonly open: boolean } | undefined
}

/** A name of a group; undefined: some are only known at run time. */
interface GivenPolicy {
  readonly group: string
  readonly policy: string | undefined
}

const none: readonly GivenPolicy[] = []

/** The group that is open where a text changes scripts after they are added, so that policies of all of them are unknown. */
const changedScripts = 'policies of scripts'

const groupOf = (script: string): string => `policies of script ${script}`

/** The policies that a command gives to a script; a script that runs whatever its starter has counts as unknown. */
export function givenPolicies(use: GivingPolicies): readonly GivenPolicy[] {
  const { menu, command } = use
  if (menu.path !== '/system/script') return none
  const given = (name: string): boolean => use.find(name) !== undefined
  if (command.name === 'set')
    return ['policy', 'dont-require-permissions', 'name'].some(given) ? [{ group: changedScripts, policy: undefined }] : none
  const name = use.text('name')
  if (command.name !== 'add' || name === undefined) return none
  const group = groupOf(name)
  const isFree = given('dont-require-permissions') && use.text('dont-require-permissions') !== 'no'
  const held = given('policy') ? use.text('policy') : scriptPolicies.join(',')
  const read = held === undefined || isFree || given('copy-from') ? undefined : readPolicies(held)
  if (read === undefined || 'unknown' in read) return [{ group, policy: undefined }]
  return [...(read.allowed ?? scriptPolicies)].map((policy) => ({ group, policy }))
}

/** The policies of a script; undefined where the text does not state them. */
export function policiesOfScript(script: string, groups: Groups): ReadonlySet<string> | undefined {
  const held = groups.selfNamed(groupOf(script))
  return held === undefined || held.open || groups.selfNamed(changedScripts) !== undefined ? undefined : held.names
}
