// Owns the options that every verb has: the release, the packages, the folder of the device, and what its user may do.
import type { Packages } from '../index.ts'
import { didYouMean } from '../resolve/check/similar.ts'
import { policies, readPolicies } from '../schema/policy.ts'
import { defaultRelease, readRelease, releaseOf } from '../schema/release.ts'
import { packageNames } from '../schema/package-names.ts'
import { Complaint, ExitCode } from './exit-code.ts'
import { readFacts } from './facts.ts'
import type { NetworkFlags } from './network.ts'

/** As commander gives them. */
export interface NameFlags {
  readonly release?: string
  readonly packages?: string
  /** A file that `offbox facts import` wrote. */
  readonly facts?: string
}
export interface DeviceFlags extends NameFlags, NetworkFlags {
  readonly device?: string
  /** What its user may do. */
  readonly policy?: string
  /** `time=30s`, `memory=512M` ... */
  readonly limit?: readonly string[]
}

export interface Names {
  readonly release?: string
  readonly packages?: Packages
  /** What that file holds. */
  readonly facts?: string
}

/** Throws a Complaint: 64 for what is no release and no package, 66 for a file that holds no facts. */
export function namesOf({ release, packages, facts }: NameFlags): Names {
  if (release !== undefined && !/^\d+\.\d+(\.\d+)?((alpha|beta|rc)\d*)?$/.test(release))
    throw new Complaint(ExitCode.usage, `'${release}' is no release`, 'releases look like 7.24, 7.23rc1, 7.16.2 or 6.49')
  const read = release === undefined ? undefined : readRelease(release)
  if (read !== undefined && read.major > releaseOf(defaultRelease).major)
    throw new Complaint(
      ExitCode.usage,
      `there is no RouterOS ${release} that offbox knows`,
      `known are releases up to ${defaultRelease}, and what follows it in 7.x`,
    )
  return {
    ...(release === undefined ? {} : { release }),
    ...(packages === undefined ? {} : { packages: packagesOf(packages) }),
    ...(facts === undefined ? {} : { facts: readFacts(facts) }),
  }
}

/** Throws a Complaint (64) for what is no policy. */
export function refuseNoPolicy({ policy }: DeviceFlags): void {
  const read = readPolicies(policy ?? 'all')
  if ('unknown' in read)
    throw new Complaint(
      ExitCode.usage,
      `'${read.unknown}' is no policy`,
      didYouMean(read.unknown, policies) ?? `policies are ${policies.join(', ')}; or all`,
    )
}

/** `all`, `none`, or names with commas. */
function packagesOf(text: string): Packages {
  if (text === 'all') return 'all'
  if (text === 'none') return []
  const names = text
    .split(',')
    .map((name) => name.trim())
    .filter((name) => name !== '')
  const unknown = names.find((name) => !(packageNames as readonly string[]).includes(name))
  if (unknown === undefined) return names
  throw new Complaint(
    ExitCode.usage,
    `'${unknown}' is no package`,
    didYouMean(unknown, packageNames) ?? `packages are ${packageNames.join(', ')}; or all, or none`,
  )
}
