// Owns the public API of tests (`offbox/test`): runs the cases of a text one by one.
import type { NamesOptions } from '../../entry-options.ts'
import type { Board } from '../../index.ts'
import { toBytes } from '../../text/bytes.ts'
import { Source } from '../../text/source.ts'
import { runCase, type CaseState, type CaseResult } from './run-case.ts'
import type { FailedExpectation } from './expectation.ts'
import { readTests } from './read.ts'

export type { FailedExpectation, CaseState as State, CaseResult as Verdict }

/** The environment of the cases: names as for `createDevice`. */
export interface TestOptions extends NamesOptions {
  /** The name of the text in messages. */
  readonly name?: string
  /** The scripts beside it, by name (`clean.rsc`): files of each device, and rows of `/system/script`. */
  readonly scripts?: Readonly<Record<string, string>>
  readonly board?: Board
}

/**
 * Runs the cases of a `*.test.rsc` text, each on a new device in memory. Throws an Error with the line of an invalid comment, and for a
 * text without cases.
 */
export function test(text: string, options: TestOptions = {}): readonly CaseResult[] {
  const { name = 'test.rsc', scripts = {}, board, ...names } = options
  const file = readTests(new Source(toBytes(text), name))
  const beside = Object.entries(scripts).map(([script, source]) => ({ name: script, path: script, text: toBytes(source) }))
  return file.cases.map((one) => runCase(one, { file, scripts: beside, names, board, watch: undefined, clock: () => performance.now() }))
}
