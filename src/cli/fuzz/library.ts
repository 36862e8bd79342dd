// Owns the dependencies of a script in a suite: other scripts that define the functions and globals which it only declares.
import type { NamesOptions } from '../../entry-options.ts'
import { memoryHost, memoryNetwork, createDevice, type DeviceOptions } from '../../index.ts'
import type { ScriptBeside } from '../test/place.ts'
import type { FuzzSubject } from './subject.ts'
import { variableText } from './name.ts'

/** Scripts to run before each trial, and the globals that they set. */
export interface Library {
  readonly scripts: readonly ScriptBeside[]
  readonly sets: ReadonlySet<string>
}

/** The limits of a library script: one that needs more waits for something. `output` in bytes, `depth` in nested calls. */
const limits = { steps: 20_000, depth: 200, output: 1_000_000 }

/** The scripts of a suite that a script depends on and that run successfully on a new device, in the suite's order. */
export function libraryOf(
  subject: FuzzSubject,
  suite: readonly ScriptBeside[],
  names: NamesOptions & Pick<DeviceOptions, 'board'>,
): Library {
  const { text } = subject.source
  const missing = subject.globals.filter((name) => !sets(text, name))
  const scripts = suite.filter((other) => other.text !== text && missing.some((name) => sets(other.text, name)))
  if (scripts.length === 0) return { scripts: [], sets: new Set() }
  const device = createDevice({ ...names, host: memoryHost({ network: memoryNetwork() }), limits })
  const there = scripts.filter((script) => device.run(Buffer.from(script.text, 'latin1')).failure === undefined)
  const valued = [...device.router.globals.values()].filter(({ value }) => value !== undefined).map(({ name }) => name)
  return { scripts: there, sets: new Set(valued) }
}

/** Whether a text assigns a global where it declares it. */
function sets(text: string, name: string): boolean {
  const word = variableText(name).replaceAll(/[.*+?^${}()|[\]\\]/g, '\\$&')
  return new RegExp(`:global[ \\t]+"?${word}"?[ \\t]+[^;\\s]`).test(text)
}
