// Owns playing one case: a device of its own, what comes before, the case, and what it expects.
import type { Watch } from '../../compile/machine.ts'
import type { Console } from '../../device/console.ts'
import type { Terminal } from '../../device/who.ts'
import { Failure } from '../../diagnostic/failure.ts'
import type { Host } from '../../host/host.ts'
import { createDevice, memoryHost, memoryNetwork, type MemoryAnswer } from '../../index.ts'
import { fromBytes } from '../../text/bytes.ts'
import type { Names } from '../names.ts'
import { missed, type Miss } from './expectation.ts'
import { placeOf, scriptName, wayOf, type Script } from './place.ts'
import type { Answering, Case, TestFile } from './read.ts'
import { Stage, stepwise } from './stage.ts'
import type { Step } from './step.ts'

/** `not modelled`: the case met what offbox does not do, so what a device would do is not known. */
export type State = 'passed' | 'failed' | 'not modelled'

export interface Verdict {
  readonly name: string
  readonly line: number
  readonly state: State
  /** Why it is not passed. */
  readonly misses: readonly Miss[]
  readonly milliseconds: number
}

/** What all cases of a file are played with. */
export interface Playing {
  readonly file: TestFile
  readonly scripts: readonly Script[]
  readonly names: Names
  readonly watch: Watch<Console> | undefined
  /** Milliseconds. */
  readonly clock: () => number
}

const limits = { steps: 10_000_000, output: 16 * 1024 * 1024 }

/** Plays a case on a new device, on which the scripts lie as files and as `/system/script` by their names. */
export function playCase(one: Case, { file, scripts, names, watch, clock }: Playing): Verdict {
  const started = clock()
  const { before, source } = file
  const now = one.clock ?? before.clock
  const files = [...scripts.map(({ name, text }): [string, string] => [name, text]), ...before.files, ...one.files]
  const network = memoryNetwork({ answers: answersOf(before.answers, one.answers) })
  const host = memoryHost({
    ...(now === undefined ? {} : { now }),
    files: Object.fromEntries(files.map(([name, contents]) => [name, Buffer.from(contents, 'latin1')])),
    network,
  })
  const device = createDevice({ ...names, host, limits })
  for (const { name, text } of scripts)
    device.invoke('/system/script/add', { given: { name: fromBytes(scriptName(name)), source: fromBytes(text) } })
  let printed = ''
  const misses: Miss[] = []
  const unmodelled: Miss[] = []
  const test = source.name
  const missOf = (failure: Failure, line: number, message = 'fails: '): Miss => ({
    ...placeOf(failure, test, scripts, line),
    message: `${message}${fromBytes(session.describe(failure))}`,
    details: wayOf(failure, test, scripts),
  })
  let happened: { readonly failure: Failure; readonly line: number } | undefined
  const failed = (step: Step, failure: Failure): void => {
    const { line } = step
    // What a hook fails with is the case's; what cannot be carried out is the test's.
    if (failure.line === undefined) misses.push({ line, message: fromBytes(failure.message), details: [] })
    else happened ??= { failure: failure.through({ what: `# offbox: ${step.kind}`, line, file: test }), line }
  }
  const asks = [...before.asks, ...one.asks]
  const session = device.session({
    write: (bytes) => void (printed += bytes),
    watch: (node, of, closure) => stepwise(test, stage, watch)(node, of, closure),
    ...(asks.length === 0 ? {} : { terminal: answering(asks, host.clock) }),
  })
  const stage = new Stage({ device, session, failed })
  const run = ({ text, steps }: TestFile['before']): Failure | undefined => {
    stage.expect(steps)
    const { failure } = session.feed(text, test)
    if (failure === undefined) stage.reach()
    return failure
  }
  const verdict = (): Verdict => {
    const state = unmodelled.length > 0 ? 'not modelled' : misses.length > 0 ? 'failed' : 'passed'
    const why = state === 'not modelled' ? unmodelled : misses
    return { name: one.name, line: one.line, state, misses: why, milliseconds: clock() - started }
  }
  const blame = (failure: Failure, line: number, message?: string): void =>
    void (failure.notModelled ? unmodelled : misses).push(missOf(failure, line, message))
  const early = run(before) ?? happened?.failure
  if (early !== undefined) blame(early, 1, 'what comes before the cases fails: ')
  else {
    printed = ''
    const ended = run(one)
    const failure = ended ?? happened?.failure
    const output = printed
    if (failure?.notModelled === true || (failure !== undefined && !one.expectations.some(({ kind }) => kind === 'error')))
      blame(failure, happened?.line ?? one.line)
    misses.push(...one.expectations.flatMap((each) => missed(each, { output, failure, session, stage, asked: network.asked })))
  }
  for (const { message, source, line } of session.gaps)
    unmodelled.push({
      ...placeOf({ origin: undefined, source, line }, test, scripts, one.line),
      message: `offbox does not model what the script asked for: ${fromBytes(message)}`,
      details: [],
    })
  return verdict()
}

/** Those of one URL come one after the other, and the last again and again; a case's are in place of those before it. */
function answersOf(before: readonly Answering[], own: readonly Answering[]): Readonly<Record<string, () => MemoryAnswer>> {
  const all = [...before.filter(({ url }) => !own.some((one) => one.url === url)), ...own]
  return Object.fromEntries(
    all.map(({ url, answer: last }) => {
      const next = all.filter((one) => one.url === url).map(({ answer }) => made(url, answer))
      return [url, () => (next.length > 1 ? next.shift() : next[0]) ?? made(url, last)]
    }),
  )
}

const made = (url: string, answer: Answering['answer']): MemoryAnswer =>
  typeof answer === 'string'
    ? { fault: answer, detail: `the test says so of ${url}` }
    : { status: answer.status, body: Buffer.from(answer.body, 'latin1') }

/** Carriage return: the key that ends a line. */
const enter = 13

/** A user who answers as the test says. A key is the first character of the next answer, Enter where that is empty. */
function answering(answers: string[], clock: Host['clock']): Terminal {
  const next = (): string => {
    const answer = answers.shift()
    if (answer === undefined) throw new Failure('this command requires user input')
    return answer
  }
  return {
    ask: next,
    key(timeout) {
      if (answers.length > 0 || timeout === undefined) return next().codePointAt(0) ?? enter
      clock.sleep(timeout)
      return undefined
    },
  }
}
