// Owns the policies of RouterOS: their words, what a user or script holds of them, and reading such a set from words.

/** In the order that a device prints them (the manual's page on users). */
export const policies = [
  'local',
  'telnet',
  'ssh',
  'ftp',
  'reboot',
  'read',
  'write',
  'policy',
  'test',
  'winbox',
  'password',
  'web',
  'sniff',
  'sensitive',
  'api',
  'romon',
  'rest-api',
] as const
export type Policy = (typeof policies)[number]

/** Those that scripts and schedulers carry. */
export const scriptPolicies = [
  'ftp',
  'reboot',
  'read',
  'write',
  'policy',
  'test',
  'password',
  'sniff',
  'sensitive',
  'romon',
] as const satisfies readonly Policy[]

/** What somebody may do; undefined: everything, which costs no look-up. */
export type Allowed = ReadonlySet<Policy> | undefined

/** The policies that words name; a word that is none, or stands as `!word`, names nothing. */
export const policiesOf = (words: Iterable<string>): ReadonlySet<Policy> => {
  const named = new Set(words)
  return new Set(policies.filter((policy) => named.has(policy)))
}

/** Reads `read,write,test` or such words one by one; `all` is everything. Gives the first word that is no policy where there is one. */
export function readPolicies(given: string | readonly string[]): { readonly allowed: Allowed } | { readonly unknown: string } {
  const words = (typeof given === 'string' ? given.split(',') : given).map((word) => word.trim()).filter((word) => word !== '')
  if (words.length === 1 && words[0] === 'all') return { allowed: undefined }
  const known: readonly string[] = policies
  const unknown = words.find((word) => !known.includes(word.replace(/^!/, '')))
  return unknown === undefined ? { allowed: policiesOf(words) } : { unknown }
}

export const allows = (allowed: Allowed, policy: Policy): boolean => allowed === undefined || allowed.has(policy)

/** Whether one may do all that the other may. */
export const covers = (allowed: Allowed, other: Iterable<Policy>): boolean =>
  allowed === undefined || [...other].every((policy) => allowed.has(policy))

/** A policy that a command needs, in the releases in which it does. */
export type Need = Policy | { readonly policy: Policy; readonly releases: string }
