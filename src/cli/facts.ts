// Owns `offbox facts import`, and reading the files that it writes.
import { writeFileSync } from 'node:fs'
import { causeOf, hasCode } from '../host/node/cause.ts'
import { FactsError, importFacts, readImported } from '../schema/imported.ts'
import { Complaint, ExitCode } from './exit-code.ts'
import { readScript } from './input.ts'
import { outputTo } from './output.ts'

/** As commander gives them. */
export interface ImportFlags {
  readonly output?: string
}

/** Makes facts of a dump. Throws a Complaint: 66 for what is no dump, 73 where they cannot be written. */
export function importDump(path: string, { output }: ImportFlags): ExitCode {
  const { name, text } = readScript(path)
  const facts = refusing(name, () => importFacts(text))
  if (output === undefined) {
    const out = outputTo(1, false)
    out.write(`${facts}\n`)
    out.flush()
    return ExitCode.fine
  }
  try {
    writeFileSync(output, `${facts}\n`, 'latin1')
  } catch (error) {
    if (!hasCode(error)) throw error
    throw new Complaint(ExitCode.cannotCreate, `cannot write ${output}: ${causeOf(error)}`)
  }
  return ExitCode.fine
}

/** What a file of facts holds. Throws a Complaint (66) where it holds none. */
export function readFacts(path: string): string {
  const { name, text } = readScript(path)
  refusing(name, () => readImported(text))
  return text
}

function refusing<T>(name: string, act: () => T): T {
  try {
    return act()
  } catch (error) {
    if (!(error instanceof FactsError)) throw error
    throw new Complaint(ExitCode.noInput, `${name} ${error.message}`, 'facts are made with: offbox facts import DUMP.json -o my.facts.json')
  }
}
