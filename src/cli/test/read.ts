// Owns parsing a `*.test.rsc` file: the setup, the cases, and their expectations.
import type { Board } from '../../index.ts'
import { Complaint, ExitCode } from '../exit-code.ts'
import { boardNamed } from '../shared-options.ts'
import { directivesOf, unreadable, type Directive } from '../directive.ts'
import { FileFault } from '../../host/files.ts'
import type { Host, NetworkFault } from '../../host/host.ts'
import { memoryFiles } from '../../host/memory.ts'
import { testCommentWords } from '../../resolve/check/comment-words.ts'
import { didYouMean, quotedAlternatives } from '../../resolve/check/similar.ts'
import { fromBytes } from '../../text/bytes.ts'
import type { Source } from '../../text/source.ts'
import { readExpectation, type Expectation } from './expectation.ts'
import { readStep, type TestStep } from './step.ts'
import { bodyBelow } from './comment-syntax.ts'
import { fromMilliseconds } from '../../text/units.ts'

/** An answer of a server. */
export interface PreparedAnswer {
  readonly url: string
  readonly answer: { readonly status: number; readonly body: string } | NetworkFault['fault']
}

/** A part of the file with its comments. `text` keeps the line numbers of the file. */
export interface TestPart {
  readonly text: string
  readonly files: readonly (readonly [name: string, contents: string])[]
  readonly answers: readonly PreparedAnswer[]
  /** The user's replies to prompts. */
  readonly asks: readonly string[]
  /** Events at certain lines of the script, in order. */
  readonly steps: readonly TestStep[]
  /** Nanoseconds since 1970. */
  readonly clock: bigint | undefined
  readonly board: Board | undefined
}

/** A case with its expectations. */
export interface Case extends TestPart {
  readonly name: string
  readonly line: number
  readonly expectations: readonly Expectation[]
}

/** A parsed `*.test.rsc` file. */
export interface TestFile {
  readonly source: Source
  /** The setup, which runs on each case's device. */
  readonly before: TestPart
  readonly cases: readonly Case[]
}

/** The words whose comments may have lines `#|` below them. */
const bodied: ReadonlySet<string> = new Set(['file', 'answer', 'reply', 'expect'])

/** Refuses a line `#|` that does not follow a comment which accepts such lines. */
function refuseStrayBodies(source: Source, directives: readonly Directive[], wrong: Wrong): void {
  const heads = new Map(directives.map((one) => [one.line, one]))
  for (let line = 1, within = false; line <= source.lines; line++) {
    const head = heads.get(line)
    const isLine = /^[ \t]*#\|/.test(source.lineText(line))
    if (isLine && !within)
      throw wrong(
        { word: '#|', rest: '', line },
        'no comment above accepts this line',
        `lines #| directly follow ${quotedAlternatives([...bodied])}`,
      )
    // An unknown word is reported for itself.
    within = head === undefined ? isLine : bodied.has(head.word) || !testCommentWords.includes(head.word)
  }
}

type Wrong = (directive: Directive, message: string, hint: string, part?: string) => Complaint

/** Parses a file. Throws a Complaint (64) with the line of an invalid comment, and for a file without cases. */
export function readTests(source: Source): TestFile {
  const wrong: Wrong = (directive, message, hint, part) => unreadable(source, directive, message, hint, part)
  const directives = directivesOf(source)
  const heads = directives.filter(({ word }) => word === 'case')
  if (heads.length === 0)
    throw new Complaint(ExitCode.usage, `${source.name} has no case`, 'a case begins with a line like # offbox: case it adds an address')
  refuseStrayBodies(source, directives, wrong)
  const last = source.lines + 1
  const parts = partsOf(directives)
  const [first] = heads
  const before = partOf(source, 1, first?.line ?? last, parts[0] ?? [], wrong)
  const expecting = parts[0]?.find(({ word }) => word === 'expect')
  if (expecting !== undefined) throw wrong(expecting, "'expect' is outside of any case", 'write it below a # offbox: case NAME', 'expect')
  const cases = heads.map((head, at): Case => {
    if (head.rest === '') throw wrong(head, 'a case needs a name', 'as in # offbox: case it adds an address')
    const within = parts[at + 1] ?? []
    const expectations = within.flatMap((directive) => (directive.word === 'expect' ? [readExpectation(source, directive, wrong)] : []))
    return {
      name: head.rest,
      line: head.line,
      expectations,
      ...partOf(source, head.line, heads[at + 1]?.line ?? last, within, wrong, before.files),
    }
  })
  return { source, before, cases }
}

/** The comments above the first case, then those of each case, without the cases' own. */
function partsOf(directives: readonly Directive[]): readonly (readonly Directive[])[] {
  let own: Directive[] = []
  const parts = [own]
  for (const one of directives)
    if (one.word === 'case') parts.push((own = []))
    else own.push(one)
  return parts
}

function partOf(
  source: Source,
  from: number,
  to: number,
  directives: readonly Directive[],
  wrong: Wrong,
  earlierFiles: TestPart['files'] = [],
): TestPart {
  const files: [string, string][] = []
  let device: Host['files'] | undefined
  const answers: PreparedAnswer[] = []
  const asks: string[] = []
  const steps: TestStep[] = []
  let clock: bigint | undefined
  let board: Board | undefined
  for (const directive of directives) {
    const { word, rest, line } = directive
    const step = readStep(source, directive, wrong)
    if (step !== undefined) steps.push(step)
    else if (word === 'file') {
      if (rest === '') throw wrong(directive, 'a file needs a name', 'as in # offbox: file pub/list.txt, then #| and its lines')
      files.push([rest, bodyBelow(source, line) ?? ''])
      device ??= memoryFiles(Object.fromEntries(earlierFiles.map(([name]) => [name, nothing])), () => 0n)
      const unfit = refusal(device, rest)
      if (unfit !== undefined) throw wrong(directive, `a device cannot have this file: ${unfit}`, 'write its name as /file/print shows it')
    } else if (word === 'clock') clock = instant(directive, wrong)
    else if (word === 'answer') answers.push(answering(source, directive, wrong))
    else if (word === 'board') board = boardNamed(fromBytes(rest))
    else if (word === 'ask') asks.push(rest)
    else if (word !== 'expect')
      throw wrong(
        directive,
        `unknown comment '${word}'`,
        didYouMean(word, testCommentWords) ?? `known are ${quotedAlternatives(testCommentWords)}`,
        word,
      )
  }
  const text = '\n'.repeat(from - 1) + source.text.slice(source.lineStart(from), source.lineStart(to))
  return { text, files, answers, asks, steps, clock, board }
}

const nothing = new Uint8Array()

/** Adds a name to a device's files; returns why the device cannot have a file of that name beside the others, undefined if it can. */
function refusal(files: Host['files'], name: string): string | undefined {
  try {
    files.write(name, nothing)
    return undefined
  } catch (error) {
    if (error instanceof FileFault) return error.detail === '' ? 'a part of its path is a file or a folder already' : error.detail
    throw error
  }
}

function instant(directive: Directive, wrong: Wrong): bigint {
  const written = directive.rest.replace(' ', 'T')
  const ms = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d$/.test(written) ? Date.parse(`${written}Z`) : NaN
  // February 30 would be read as March 1.
  if (Number.isNaN(ms) || !new Date(ms).toISOString().startsWith(written))
    throw wrong(directive, `'${directive.rest}' is not a time`, 'as in # offbox: clock 2024-02-29 23:59:50 (UTC)')
  return fromMilliseconds(ms)
}

const faults: readonly NetworkFault['fault'][] = ['unreachable', 'refused', 'timeout', 'closed', 'tls', 'unknown-name']

function answering(source: Source, directive: Directive, wrong: Wrong): PreparedAnswer {
  const [, url, how] = /^((?:https?|s?ftp|tftp|smtp):\/\/\S+)\s+(\S+)$/.exec(directive.rest) ?? []
  const fault = faults.find((one) => one === how)
  if (url === undefined || (fault === undefined && !/^\d{3}$/.test(how ?? '')))
    throw wrong(
      directive,
      `'answer ${directive.rest}' cannot be read`,
      `as in # offbox: answer https://example.com/list 200, then #| and its lines; or a fault: ${faults.join(', ')}`,
    )
  return {
    url,
    answer: fault ?? { status: Number(how), body: bodyBelow(source, directive.line) ?? '' },
  }
}
