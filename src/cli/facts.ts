// Owns `offbox facts import`, and reading the files that it writes.
import { writeFileSync } from 'node:fs'
import { FactsError, importFacts, readImported } from '../schema/imported.ts'
import { Complaint, ExitCode } from './exit-code.ts'
import { readScript } from './input.ts'
import { withoutMark } from '../text/bytes.ts'
import { outputTo } from './output.ts'
import { writing } from './writing.ts'
import { declareGroup, declareVerb, type FlagsOf, type VerbOptions } from './verb.ts'

const importOptions = {
  outputFile: { letter: 'o', value: '<file>', about: 'write the facts to a file (default: standard output)' },
} as const satisfies VerbOptions

/** The verb `facts` with its subverb `import`, which converts a JSON dump of `/console/inspect` into a facts file. */
export const verb = declareGroup({
  name: 'facts',
  about: "convert the names of your own device's menus into a file for --facts",
  examples: [['offbox facts import dump.json -o my.facts.json', 'convert a dump of /console/inspect']],
  verbs: [
    declareVerb({
      name: 'import',
      about: 'convert a dump of /console/inspect into a file for --facts',
      options: importOptions,
      arguments: [{ name: '<dump>', about: 'the dump, as JSON; - is standard input' }],
      examples: [],
      exits: {},
      never: ['interrupted'],
      run: importDump,
    }),
  ],
})

/** Converts a dump to facts. Throws a Complaint: 66 for an invalid dump, 73 if the output cannot be written. */
function importDump(path: string, { outputFile }: FlagsOf<typeof importOptions>): ExitCode {
  const { name, text } = readData(path)
  const facts = refusing(name, () => importFacts(text))
  if (outputFile === undefined) {
    const out = outputTo(false)
    out.write(`${facts}\n`)
    out.flush()
    return ExitCode.ok
  }
  writing(outputFile, () => writeFileSync(outputFile, `${facts}\n`, 'latin1'))
  return ExitCode.ok
}

/** Reads a facts file. Throws a Complaint (66) for an invalid one. */
export function readFacts(path: string): string {
  const { name, text } = readData(path)
  refusing(name, () => readImported(text))
  return text
}

/** Reads a file made for programs, without its byte order mark. */
function readData(path: string): { readonly name: string; readonly text: string } {
  const { name, text } = readScript(path)
  return { name, text: withoutMark(text) }
}

function refusing<T>(name: string, act: () => T): T {
  try {
    return act()
  } catch (error) {
    if (!(error instanceof FactsError)) throw error
    throw new Complaint(
      ExitCode.noInput,
      `${name} ${error.message}`,
      'create such a file with: offbox facts import DUMP.json -o my.facts.json',
    )
  }
}
