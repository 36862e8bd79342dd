// Owns the policies of scripts, schedulers and groups: their property types, and which policies their user may grant.
import { Failure } from '../diagnostic/failure.ts'
import type { Change, Row } from '../schema/menu.ts'
import { covers, policies, policiesOf, scriptPolicies, type Policy } from '../schema/policy.ts'
import { elements, enumeration, noOptions, pick, setOf, type WordReleases, type Kind, type References } from '../schema/property.ts'
import { show } from '../value/show.ts'
import { ArrayValue, type Value } from '../value/value.ts'

/** The kind of a script's `policy`: a set of policies. */
export const policyType: Kind = setOf(scriptPolicies)

/** Returns a new array of all policies: a script's default. */
export const allPolicies = (): ArrayValue => new ArrayValue([...scriptPolicies])

/** Returns the policies that a property's value grants. */
export const granted = (value: Value): ReadonlySet<Policy> => policiesOf(elements(value).map(show))

/**
 * Throws a Failure where a script would get more policies than its user has; by default it gets those of its user (messages of the device's
 * own programs).
 */
export function refuseBeyond(change: Change, row?: Row): void {
  const { values, allowed } = change
  if (allowed === undefined) return
  const before = row?.values.get('policy')
  if (row !== undefined && !covers(allowed, before === undefined ? scriptPolicies : granted(before)))
    throw new Failure("failure: user's policy does not allow to edit this script")
  const given = values.get('policy')
  if (given !== undefined && !covers(allowed, granted(given)))
    throw new Failure("failure: user's policy does not allow to set such script policy")
  if (given === undefined && row === undefined) values.set('policy', new ArrayValue(scriptPolicies.filter((policy) => allowed.has(policy))))
}

/**
 * The words of `policy` in the order of listings. `dude` and `tikapp` are words of 6.x and of the first 7.x; 7.18 refuses them with `input
 * does not match any value of policy`. Exports of 7.1 have them before `rest-api`.
 */
const words = [...policies.filter((policy) => policy !== 'rest-api'), 'dude', 'tikapp', 'rest-api'] as const
const dated: WordReleases<(typeof words)[number]> = { dude: '..7.5', tikapp: '..7.1', 'rest-api': '7.1..', romon: '6.28..' }

/** Returns the words of a release. */
export const groupWords = (references: References): readonly string[] => words.filter((word) => references.isRelease(dated[word]))

const signedWords = enumeration({ ...noOptions, negated: true, words })

/**
 * The kind of a group's policies, with `!` for those not granted: `ssh,read,!local,!telnet, ...`. The words are stored as given;
 * `groupPolicy` completes them. Measured on a hEX with 7.20.8.
 */
export const groupPolicyType: Kind = {
  ...signedWords,
  accept: (given, argument, references) =>
    new ArrayValue(
      signedWords
        .write(given, argument)
        .split(',')
        .filter((word) => word !== '')
        .map((word) => {
          const sign = word.startsWith('!') ? '!' : ''
          return sign + pick(groupWords(references), word.slice(sign.length), argument)
        }),
    ),
  get: (kept, references) => new ArrayValue([...whole(kept, groupWords(references))]),
  show: (kept, references) => whole(kept, groupWords(references)),
}

/** Lists granted policies first, then the others, each in the order of the words. */
function whole(kept: Value, there: readonly string[]): readonly string[] {
  const given = new Set(elements(kept).map(show))
  return [...there.filter((word) => given.has(word)), ...there.filter((word) => !given.has(word)).map((word) => `!${word}`)]
}

/** Applies `policy=` to a group: `set` changes only the policies that it names; a new group has exactly those. */
export function groupPolicy(change: Change, row?: Row): void {
  const given = change.values.get('policy')
  if (given === undefined) return
  const before = row?.values.get('policy')
  const kept = new Set(before === undefined ? [] : elements(before).map(show))
  for (const word of elements(given).map(show)) {
    if (word.startsWith('!')) kept.delete(word.slice(1))
    else kept.add(word)
  }
  change.values.set('policy', new ArrayValue([...kept].filter((word) => !word.startsWith('!'))))
}
