// Owns dividing files among several machines: `--shard 2/8`.
import { Complaint, ExitCode } from './exit-code.ts'
import type { VerbOptions } from './verb.ts'

/** One of `of` parts, counted from 1. */
export interface Shard {
  readonly part: number
  readonly of: number
}

/** The option that selects a part of the files, for several machines. */
export const shardOption = {
  shard: {
    value: '<part>',
    about: 'process only a part of the files: 2/8 is the second of eight parts',
    parse: shardIn,
  },
} as const satisfies VerbOptions

/** The files of a part. The parts are disjoint and contain all files. */
export const inShard = <T>(files: readonly T[], shard: Shard | undefined): readonly T[] =>
  shard === undefined ? files : files.filter((_, at) => at % shard.of === shard.part - 1)

function shardIn(text: string): Shard {
  const [, part = '', of = ''] = /^(\d{1,4})\/(\d{1,4})$/.exec(text) ?? []
  const shard = { part: Number(part), of: Number(of) }
  if (shard.part >= 1 && shard.part <= shard.of) return shard
  throw new Complaint(ExitCode.usage, `'${text}' is not a part`, 'parts look like 2/8')
}
