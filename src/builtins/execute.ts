// Owns the commands that run or parse a text: `:parse`, `:execute`, `:grep`, `:jobname`.
import { split } from '../value/limits.ts'
import { compilePattern } from '../value/pattern.ts'
import { toText } from '../value/show.ts'
import { ArrayValue, Code, Id, nil, nothing } from '../value/value.ts'
import { describe } from '../compile/describe.ts'
import { caught } from '../compile/attempt.ts'
import type { Console } from '../device/console.ts'
import type { TextOptions } from '../device/actor.ts'
import { countOf, isTrueOrYes, textOf, type LanguageCommand } from './language-command.ts'

/**
 * `:parse` parses a text to a code value. It never fails: the code of a refused text prints as the refusal, and fails when it is called.
 */
export const parseCode: LanguageCommand = {
  about: 'parses a text into code that can be called like a function',
  takes: ['value'],
  required: ['value'],
  apply: (machine, value = nothing) => (value instanceof Code ? value : machine.parse(toText(value))),
}

/**
 * `:execute` runs a text as a separate job and returns the job's id, which is the id of its row in `/system/script/job` until it ends.
 * - The text uses no locals of the caller but every global, like a line of the console (library tests, 6.49.17 and 7.21.5). Its failure
 *   does not reach the caller.
 * - The device runs one job at a time: the job runs when the caller waits or has ended.
 * - With `as-string` the caller waits, and gets the job's output. `file` gets the output, too.
 */
export const execute: LanguageCommand = {
  about: 'runs code as a separate job and returns its id; with as-string waits and returns its output',
  takes: ['script', 'file', 'as-string'],
  required: ['script'],
  apply(machine, script = nothing, file, asString) {
    const { device } = machine
    const job = device.jobs.make('')
    const source = toText(script)
    const name = file === undefined ? undefined : fileNameOf(toText(file))
    const run = (): string => {
      const output = outputOf(machine, source, { job })
      if (name !== undefined) device.files.write(name, Buffer.from(output, 'latin1'))
      return output
    }
    if (isTrueOrYes(asString)) return run()
    machine.start(job, () => void run())
    return new Id(job.id)
  },
}

/** The output of a job, ending in the text of its failure. */
function outputOf(machine: Console, script: string, options: TextOptions): string {
  return machine.capture(() => {
    try {
      machine.run(script, { ...options, seesGlobals: true })
    } catch (error) {
      machine.write(`${describe(caught(error, machine), 'console')}\n`)
    }
  })
}

/** The file of `file=`: a name without extension gets `.txt`, as in `print file=`. It ends at a NUL: scripts use one to avoid `.txt`. */
function fileNameOf(file: string): string {
  const end = file.indexOf('\0')
  if (end !== -1) return file.slice(0, end)
  return /\.[^/]*$/.test(file) ? file : `${file}.txt`
}

/**
 * `:grep` runs code and finds the lines of its output that match a pattern, with `before` and `after` lines around each. It prints them and
 * returns whether there are any; with `as-array` it returns them as an array (J046); with `filename` it writes them to a file (manual,
 * scripting page).
 */
export const grep: LanguageCommand = {
  about: 'runs code, or reads a file, and returns the lines that match a pattern',
  takes: ['script', 'pattern', 'before', 'after', 'filename', 'as-array'],
  required: ['script', 'pattern'],
  apply(machine, script = nothing, pattern = nothing, before = 0, after = 0, file, asArray) {
    // The return value of the script is searched like its output (J078, J079).
    const output = outputOf(machine, toText(script), {
      job: machine.device.jobs.make(''),
      returned: (value) => machine.write(`${toText(value)}\n`),
    })
    const lines = matching(output, toText(pattern), countOf(before, 'before'), countOf(after, 'after'))
    const printed = lines.map((line) => `${line}\n`).join('')
    if (file !== undefined) {
      machine.device.files.write(toText(file), Buffer.from(printed, 'latin1'))
      return nil
    }
    if (isTrueOrYes(asArray)) return new ArrayValue(lines)
    machine.write(printed)
    return lines.length > 0
  },
}

/** The lines of a text that match, and those around them. */
function matching(source: string, pattern: string, before: number, after: number): string[] {
  const lines = split(source.replace(/\n$/, ''), '\n')
  const regular = compilePattern(pattern)
  const wanted = new Set<number>()
  lines.forEach((line, at) => {
    if (!regular.matches(line)) return
    for (let near = Math.max(at - before, 0); near <= Math.min(at + after, lines.length - 1); near++) wanted.add(near)
  })
  return lines.filter((_, at) => wanted.has(at))
}

/** `:jobname` returns the name of the running script; empty on the console (7.12). */
export const jobname: LanguageCommand = {
  about: 'returns the name of the running script or scheduler; empty elsewhere',
  takes: [],
  apply: (machine) => textOf(machine.job) ?? '',
}
