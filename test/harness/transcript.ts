// Owns the transcript format: the inputs of a console and its outputs, with settings and files (described in fixtures/README.md).
import { unfinished } from '../../src/syntax/brackets.ts'

/** A file that the device gets before a session, or must have after it. */
export interface NamedText {
  /** A name that ends in a slash is a folder. */
  readonly name: string
  readonly text: string
  /** The time of its last change (`2019-01-19 00:00:04`, UTC); default: the session's clock. */
  readonly date: string | undefined
}

/** One input and its output. Lines count from 0 in the whole text. */
export interface Step {
  readonly prompt: string
  readonly input: string
  readonly output: readonly string[]
  /** The line of the prompt, and the lines of the output (half open). */
  readonly line: number
  readonly from: number
  readonly to: number
}

/** The settings of a transcript; a section's own override those of the whole text. */
export type Setting = 'source' | 'mask' | 'clock' | 'release' | 'width' | 'identity' | 'packages' | 'policy'
const settings: readonly string[] = ['source', 'mask', 'clock', 'release', 'width', 'identity', 'packages', 'policy'] satisfies Setting[]

/** One session on a new device. */
export interface Section {
  readonly title: string
  readonly settings: ReadonlyMap<Setting, string>
  readonly before: readonly NamedText[]
  readonly steps: readonly Step[]
  readonly after: readonly NamedText[]
}

const prompt = /^(\[[^\]\s]+@[^\]]*\](?: (?:\/[^>]*|[a-z][a-z0-9 -]*)?(?:<SAFE)?)?>) ?(.*)$/
const title = /^## (.+) ##$/
const named = /^-- (.+?)(?: (\d{4}-\d\d-\d\d \d\d:\d\d:\d\d))? --$/
const comment = /^\/\/( |$)/
const setting = /^\/\/ ([a-z]+): (.*)$/

/** Parses a transcript. Throws an Error with the line of an unknown setting, or of text before the first prompt. */
export function parseTranscript(text: string): readonly Section[] {
  const lines = text.replace(/\n$/, '').split('\n')
  const sections: Section[] = []
  let at = 0
  let shared = new Map<Setting, string>()
  while (at < lines.length) {
    const head = title.exec(lines[at] ?? '')
    if (head !== null) at++
    const [section, next] = readSection(lines, at, head?.[1] ?? '', shared)
    // Settings before the first title apply to all sections; there may be a session, too.
    if (head === null && sections.length === 0) shared = new Map(section.settings)
    if (head !== null || section.steps.length > 0) sections.push(section)
    at = next
  }
  return sections
}

function readSection(
  lines: readonly string[],
  start: number,
  name: string,
  shared: ReadonlyMap<Setting, string>,
): readonly [Section, number] {
  const own = new Map(shared)
  const before: NamedText[] = []
  const after: NamedText[] = []
  const steps: Step[] = []
  let at = start
  while (at < lines.length && !title.test(lines[at] ?? '')) {
    const line = lines[at] ?? ''
    const [file, fileName = '', date] = named.exec(line) ?? []
    if (file !== undefined) {
      const end = endOfBlock(lines, at + 1)
      const text = lines.slice(at + 1, end)
      ;(steps.length === 0 ? before : after).push({ name: fileName, text: text.length === 0 ? '' : `${text.join('\n')}\n`, date })
      at = end
    } else if (prompt.test(line)) {
      const step = readStep(lines, at)
      steps.push(step)
      at = step.to
    } else if (comment.test(line)) {
      const [, word = '', value = ''] = (steps.length === 0 ? setting.exec(line) : null) ?? []
      if (isSetting(word)) own.set(word, value.trim())
      at++
    } else if (line.trim() === '' || (name === '' && steps.length === 0 && line.startsWith('# '))) at++
    else throw new Error(`line ${at + 1}: neither a setting, a file, a title nor a prompt: ${line}`)
  }
  return [{ title: name, settings: own, before, steps, after }, at]
}

const isSetting = (word: string): word is Setting => settings.includes(word)

function readStep(lines: readonly string[], line: number): Step {
  const [, sign = '', first = ''] = prompt.exec(lines[line] ?? '') ?? []
  let input = first
  let from = line + 1
  while (unfinished(input) !== '' && from < lines.length && !prompt.test(lines[from] ?? '')) input += `\n${lines[from++] ?? ''}`
  let to = endOfBlock(lines, from)
  // Comments above the next prompt belong to it.
  while (to > from && comment.test(lines[to - 1] ?? '')) to--
  return { prompt: sign, input, output: lines.slice(from, to), line, from, to }
}

/** The next line that starts a block: a prompt, a file, a title; or the end. */
function endOfBlock(lines: readonly string[], from: number): number {
  let to = from
  while (to < lines.length && !prompt.test(lines[to] ?? '') && !named.test(lines[to] ?? '') && !title.test(lines[to] ?? '')) to++
  return to
}

/** The text with the output of some steps replaced. */
export function withOutputs(text: string, outputs: ReadonlyMap<Step, readonly string[]>): string {
  const lines = text.replace(/\n$/, '').split('\n')
  for (const [step, output] of [...outputs].sort(([a], [b]) => b.from - a.from)) lines.splice(step.from, step.to - step.from, ...output)
  return `${lines.join('\n')}\n`
}

/** The transcript blocks of a Markdown text: their text, and the line (from 0) at which they start. */
export function transcriptBlocks(markdown: string): readonly { readonly text: string; readonly line: number }[] {
  const lines = markdown.split('\n')
  const blocks: { text: string; line: number }[] = []
  for (let at = 0; at < lines.length; at++) {
    if (!/^```transcript\b/.test(lines[at] ?? '')) continue
    const end = lines.indexOf('```', at + 1)
    if (end === -1) throw new Error(`line ${at + 1}: a block without end`)
    blocks.push({ text: `${lines.slice(at + 1, end).join('\n')}\n`, line: at + 1 })
    at = end
  }
  return blocks
}
