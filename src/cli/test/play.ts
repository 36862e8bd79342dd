// Owns playing one case: a device of its own, what comes before, the case, and what it expects.
import type { Watch } from '../../compile/machine.ts'
import type { Console } from '../../device/console.ts'
import { Failure } from '../../diagnostic/failure.ts'
import { createDevice, memoryHost, memoryNetwork, type MemoryAnswer } from '../../index.ts'
import type { Session } from '../../session.ts'
import { fromBytes } from '../../text/bytes.ts'
import type { Names } from '../names.ts'
import type { Answering, Case, Expectation, TestFile } from './read.ts'

/** A script that lies beside the tests. */
export interface Script {
  /** `clean.rsc`. */
  readonly name: string
  readonly text: string
}

/** Why a case fails: the line of the test file that says what should be, and what was (UTF-8 decoded, lines). */
export interface Miss {
  readonly line: number
  readonly message: string
  readonly details: readonly string[]
}

export interface Verdict {
  readonly name: string
  readonly line: number
  readonly misses: readonly Miss[]
  readonly milliseconds: number
}

const limits = { steps: 10_000_000, output: 16 * 1024 * 1024 }

/** Plays a case on a new device, on which the scripts lie as files and as `/system/script` by their names. */
export function playCase(
  file: TestFile,
  one: Case,
  scripts: readonly Script[],
  names: Names,
  watch: Watch<Console> | undefined,
  clock: () => number,
): Verdict {
  const started = clock()
  const { before } = file
  const now = one.clock ?? before.clock
  const files = [...scripts.map(({ name, text }): [string, string] => [name, text]), ...before.files, ...one.files]
  const host = memoryHost({
    ...(now === undefined ? {} : { now }),
    files: Object.fromEntries(files.map(([name, contents]) => [name, Buffer.from(contents, 'latin1')])),
    network: memoryNetwork({ answers: Object.fromEntries([...before.answers, ...one.answers].map(answerOf)) }),
  })
  const device = createDevice({ ...names, host, limits })
  for (const { name } of scripts)
    device.run(`/system/script/add name="${name.replace(/\.rsc$/, '')}" source=[/file/get [find name="${name}"] contents]`)
  let printed = ''
  const session = device.session({ write: (bytes) => void (printed += bytes), ...(watch === undefined ? {} : { watch }) })
  const early = session.feed(before.text).failure
  const misses: Miss[] =
    early === undefined
      ? []
      : [{ line: early.line ?? 1, message: `what comes before the cases fails: ${fromBytes(session.describe(early))}`, details: [] }]
  if (early === undefined) {
    printed = ''
    const { failure } = session.feed(one.text)
    const output = printed
    misses.push(...one.expectations.flatMap((expected) => missed(expected, output, failure, session)))
    if (failure !== undefined && !one.expectations.some(({ kind }) => kind === 'error'))
      misses.push({
        line: failure.line ?? one.line,
        message: `fails: ${fromBytes(session.describe(failure))}`,
        details: failure.trace.map((step) => `called in line ${step.line}: ${fromBytes(step.what)}`),
      })
    misses.push(
      ...session.gaps.map((gap) => ({
        line: gap.line ?? one.line,
        message: `offbox does not model what the script asked for: ${fromBytes(gap.message)}`,
        details: [],
      })),
    )
  }
  return { name: one.name, line: one.line, misses, milliseconds: clock() - started }
}

function answerOf({ url, answer }: Answering): [string, MemoryAnswer] {
  if (typeof answer === 'string') return [url, { fault: answer, detail: `the test says so of ${url}` }]
  return [url, { status: answer.status, body: Buffer.from(answer.body, 'latin1') }]
}

function missed({ kind, text, line }: Expectation, output: string, failure: Failure | undefined, session: Session): readonly Miss[] {
  switch (kind) {
    case 'output':
      return output === text ? [] : [{ line, message: 'printed something else', details: compared(fromBytes(text), fromBytes(output)) }]
    case 'error': {
      const said = failure === undefined ? undefined : fromBytes(session.describe(failure))
      if (said?.includes(fromBytes(text)) === true) return []
      return [
        {
          line,
          message: `expected the error ${JSON.stringify(fromBytes(text))}`,
          details: [said === undefined ? 'there was none' : `there was: ${said}`],
        },
      ]
    }
    case 'holds': {
      const answer = asked(session, text)
      return answer === true ? [] : [{ line, message: `expected ${fromBytes(text)}`, details: typeof answer === 'string' ? [answer] : [] }]
    }
  }
}

/** Whether an expression holds; a text where it cannot be asked. */
function asked(session: Session, expression: string): boolean | string {
  const globals = [...session.device.globals]
    .filter(([name, { value }]) => value !== undefined && /^[A-Za-z0-9]+$/.test(name))
    .map(([name]) => `:global ${name}; `)
  try {
    return session.run(`${globals.join('')}:return (${expression})`) === true
  } catch (failure) {
    if (failure instanceof Failure) return `it cannot be asked: ${fromBytes(failure.message)}`
    throw failure
  }
}

/** Line by line: `-` was wanted, `+` came. */
function compared(wanted: string, came: string): readonly string[] {
  const lines = (text: string): readonly string[] => (text === '' ? [] : text.replace(/\n$/, '').split('\n'))
  const [left, right] = [lines(wanted), lines(came)]
  return Array.from({ length: Math.max(left.length, right.length) }, (_, at) => at).flatMap((at) => {
    const [a, b] = [left[at], right[at]]
    if (a === b) return [`  ${a ?? ''}`]
    return [...(a === undefined ? [] : [`- ${a}`]), ...(b === undefined ? [] : [`+ ${b}`])]
  })
}
