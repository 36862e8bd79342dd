// Owns the door to tests for programs (`offbox/test`): the cases of a text, played one by one.
import type { Board } from '../../index.ts'
import { toBytes } from '../../text/bytes.ts'
import { Source } from '../../text/source.ts'
import type { Names } from '../names.ts'
import { playCase, type CaseState, type CaseResult } from './play.ts'
import type { Miss } from './expectation.ts'
import { readTests } from './read.ts'

export type { Miss, CaseState as State, CaseResult as Verdict }

/** What the cases are played on: names as `createDevice` takes them. */
export interface TestOptions extends Names {
  /** What messages call the text. */
  readonly name?: string
  /** The scripts that lie beside it, by their names (`clean.rsc`): files of each device, and rows of `/system/script`. */
  readonly scripts?: Readonly<Record<string, string>>
  readonly board?: Board
}

/**
 * Plays the cases of a `*.test.rsc` text, each on a device of its own in memory. Throws an Error that names the line for a comment that
 * cannot be read, and for a text without cases.
 */
export function test(text: string, options: TestOptions = {}): readonly CaseResult[] {
  const { name = 'test.rsc', scripts = {}, board, ...names } = options
  const file = readTests(new Source(toBytes(text), name))
  const beside = Object.entries(scripts).map(([script, source]) => ({ name: script, path: script, text: toBytes(source) }))
  return file.cases.map((one) => playCase(one, { file, scripts: beside, names, board, watch: undefined, clock: () => performance.now() }))
}
