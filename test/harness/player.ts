// Owns running a transcript's session on an in-memory device.
import { createDevice, memoryHost, type Packages } from '../../src/index.ts'
import { toBytes, fromBytes } from '../../src/text/bytes.ts'
import { defaultClock } from './clock.ts'
import { fixtureKeys } from './keys.ts'
import { masker, masksOf } from './mask.ts'
import type { NamedText, Section, Setting, Step } from './transcript.ts'

/** The expected and the actual output of a session, line by line, after masks. */
export interface Played {
  readonly expected: readonly string[]
  readonly actual: readonly string[]
  /** The output of each step, unmasked. */
  readonly outputs: ReadonlyMap<Step, readonly string[]>
}

/**
 * Runs a section on a new device. In sections with a source, blanks at the ends of lines and outputs are ignored, since web pages lose
 * them.
 */
export function play({ settings, before, steps, after }: Section): Played {
  const set = (name: Setting): string | undefined => settings.get(name)
  const foreign = settings.has('source')
  const width = Number(set('width') ?? '80')
  const host = memoryHost({ now: clockOf(set('clock')) ?? defaultClock, keys: fixtureKeys() })
  const device = createDevice({
    host,
    width,
    ...option('release', set('release')),
    ...option('identity', set('identity')),
    ...option('policy', set('policy')),
    ...option('packages', packagesOf(set('packages'))),
  })
  const start = host.clock.now()
  for (const { name, text, date } of before) {
    host.clock.set(clockOf(date) ?? start)
    if (name.endsWith('/')) host.files.makeDirectory(name.slice(0, -1))
    else host.files.write(name, Buffer.from(text, 'utf8'))
  }
  host.clock.set(start)
  let printed = ''
  const session = device.session({ door: 'console', width, write: (bytes) => void (printed += bytes) })
  const masks = masksOf(set('mask') ?? '')
  const [maskExpected, maskActual] = [masker(masks), masker(masks)]
  const expected: string[] = []
  const actual: string[] = []
  const outputs = new Map<Step, readonly string[]>()
  for (const step of steps) {
    const prompt = fromBytes(session.prompt).trimEnd()
    printed = ''
    const { failure } = session.feed(toBytes(step.input))
    if (failure !== undefined) printed += `${session.describe(failure)}\n`
    const output = printed === '' ? [] : fromBytes(printed).replace(/\n$/, '').split('\n')
    outputs.set(step, output)
    const clean = foreign || masks.includes('blanks') ? withoutEnds : (lines: readonly string[]) => lines
    expected.push(`${step.prompt} ${step.input}`, ...maskExpected(clean(step.output)))
    actual.push(`${prompt} ${step.input}`, ...maskActual(clean(output)))
  }
  for (const file of after) {
    expected.push(...asLines(file))
    const contents = host.files.read(file.name)
    actual.push(
      ...(contents === undefined ? [`-- no file ${file.name} --`] : asLines({ ...file, text: Buffer.from(contents).toString('utf8') })),
    )
  }
  return { expected, actual, outputs }
}

const option = <K extends string, V>(name: K, value: V | undefined): { readonly [key in K]?: V } => {
  const options: { [key in K]?: V } = {}
  if (value !== undefined) options[name] = value
  return options
}

const packagesOf = (text: string | undefined): Packages | undefined =>
  text === undefined ? undefined : text === 'all' ? 'all' : text === 'none' ? [] : text.split(/[\s,]+/)

function clockOf(text: string | undefined): bigint | undefined {
  if (text === undefined) return undefined
  const milliseconds = Date.parse(`${text.replace(' ', 'T')}Z`)
  if (Number.isNaN(milliseconds)) throw new Error(`no time '${text}': write 2024-11-20 12:00:00 (UTC)`)
  return BigInt(milliseconds) * 1_000_000n
}

function withoutEnds(lines: readonly string[]): readonly string[] {
  const trimmed = lines.map((line) => line.trimEnd())
  const last = trimmed.findLastIndex((line) => line !== '')
  return trimmed.slice(0, last + 1)
}

const asLines = ({ name, text }: NamedText): readonly string[] => [`-- ${name} --`, ...text.replace(/\n$/, '').split('\n')]
