// Owns `offbox check`: parses and binds scripts and shows what is wrong, without running them.
import { check as findings } from '../index.ts'
import type { Diagnostic } from '../diagnostic/diagnostic.ts'
import { ExitCode } from './exit-code.ts'
import { readScript } from './input.ts'
import { namesOf, type NameFlags } from './names.ts'
import { coloursFor } from './paint.ts'
import { diagnosticText } from './report.ts'

/** Checks each file and prints its findings on standard output. 2 where a device would refuse one, 1 where one would fail later. */
export function check(files: readonly string[], flags: NameFlags): ExitCode {
  const names = namesOf(flags)
  const sources = files.map(readScript)
  const colours = coloursFor(process.stdout)
  const found: Diagnostic[] = []
  for (const source of sources) {
    const here = findings(Buffer.from(source.text, 'latin1'), names)
    for (const finding of here) process.stdout.write(`${diagnosticText(finding, source, colours)}\n`)
    found.push(...here)
  }
  const count = (severities: readonly string[]): number => found.filter(({ severity }) => severities.includes(severity)).length
  const [errors, others] = [count(['error']), count(['late', 'warning'])]
  const scripts = `${sources.length} ${sources.length === 1 ? 'script' : 'scripts'}`
  process.stdout.write(
    `${scripts} checked: ${errors} refused, ${others} ${others === 1 ? 'place that fails' : 'places that fail'} when reached\n`,
  )
  return errors > 0 ? ExitCode.refused : others > 0 ? ExitCode.failed : ExitCode.fine
}
