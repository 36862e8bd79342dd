// Owns the options that every verb has: the release, the packages, and the folder of the device.
import type { Packages } from '../index.ts'
import { Complaint, ExitCode } from './exit-code.ts'

/** As commander gives them. */
export interface NameFlags {
  readonly release?: string
  readonly packages?: string
}
export interface DeviceFlags extends NameFlags {
  readonly device?: string
}

export interface Names {
  readonly release?: string
  readonly packages?: Packages
}

/** Throws a Complaint (64) for what is no release. */
export function namesOf({ release, packages }: NameFlags): Names {
  if (release !== undefined && !/^\d+\.\d+(\.\d+)?((alpha|beta|rc)\d*)?$/.test(release))
    throw new Complaint(ExitCode.usage, `'${release}' is no release`, 'releases look like 7.24, 7.23rc1, 7.16.2 or 6.49')
  return {
    ...(release === undefined ? {} : { release }),
    ...(packages === undefined ? {} : { packages: packagesOf(packages) }),
  }
}

/** `all`, `none`, or names with commas. */
const packagesOf = (text: string): Packages =>
  text === 'all'
    ? 'all'
    : text === 'none'
      ? []
      : text
          .split(',')
          .map((name) => name.trim())
          .filter((name) => name !== '')
