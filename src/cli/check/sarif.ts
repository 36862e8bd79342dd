// Owns SARIF 2.1.0 (OASIS) output: one run, the rules with their pages, one result per finding, written as files arrive.
import type { Rule } from '../../resolve/check/rule.ts'
import { rules } from '../../resolve/check/rules/list.ts'
import type { Severity } from '../../diagnostic/diagnostic.ts'
import { page } from '../explain.ts'
import { rulePage } from '../rule-page.ts'
import { jsonItems, relativePath, type Format } from './format.ts'
import { guessedNote } from './human.ts'
import type { FileResult, FindingRecord, FindingFix } from './result.ts'

const levels: Readonly<Record<Severity, 'error' | 'warning' | 'note'>> = { error: 'error', late: 'error', warning: 'warning', hint: 'note' }

/** The URI of a file: relative, with slashes, percent-encoded. */
const uriOf = (name: string): string => relativePath(name).split('/').map(encodeURIComponent).join('/')

/** Section 3.55: a description and the changes of one file. */
const fixOf = (name: string, { title, edits }: FindingFix): object => ({
  description: { text: title },
  artifactChanges: [
    {
      artifactLocation: { uri: uriOf(name) },
      replacements: edits.map(({ range, text }) => ({ deletedRegion: range, insertedContent: { text } })),
    },
  ],
})

/** Section 3.49: a rule with its page, which is part of the package. */
function descriptorOf(rule: Rule): object {
  const { code, about, why, severity } = rule
  const helpUri = rulePage(code)
  return {
    id: code,
    shortDescription: { text: about },
    fullDescription: { text: why },
    help: { text: page(rule) },
    ...(helpUri === undefined ? {} : { helpUri }),
    defaultConfiguration: { level: levels[severity] },
  }
}

/** The log. `version` is offbox's own. */
export function sarifFormat(version: string): Format {
  const item = jsonItems()
  const problems: string[] = []
  const descriptors = rules.map(descriptorOf)
  const numbers = new Map(rules.map(({ code }, at) => [code, at]))
  const result = (name: string, finding: FindingRecord): object => {
    const { code, severity, message, help, within, range, fixes = [] } = finding
    const text = [message, within === undefined ? '' : ` (in ${within})`, help === undefined ? '' : `; ${help}`].join('')
    const number = numbers.get(code)
    return {
      ruleId: code,
      ...(number === undefined ? {} : { ruleIndex: number }),
      level: levels[severity],
      message: { text },
      locations: [{ physicalLocation: { artifactLocation: { uri: uriOf(name) }, region: range } }],
      ...(fixes.length === 0 ? {} : { fixes: fixes.map((fix) => fixOf(name, fix)) }),
    }
  }
  return {
    start: () =>
      `{"$schema":"https://json.schemastore.org/sarif-2.1.0.json","version":"2.1.0","runs":[{"tool":{"driver":${JSON.stringify({
        name: 'offbox',
        version,
        rules: descriptors,
      })}},"columnKind":"utf16CodeUnits","results":[`,
    file({ name, findings, problem }: FileResult) {
      if (problem !== undefined) problems.push(problem.message)
      return findings.map((finding) => item(result(name, finding))).join('')
    },
    end: ({ guessed }) =>
      `\n],"invocations":[${JSON.stringify({
        executionSuccessful: problems.length === 0,
        toolExecutionNotifications: [
          ...problems.map((text) => ({ level: 'error', message: { text } })),
          ...[guessedNote(guessed)].filter((text) => text !== '').map((text) => ({ level: 'note', message: { text } })),
        ],
      })}]}]}\n`,
  }
}
