// Owns the generated files of the package: completions, manual pages, the schema of settings, rule pages.
import { rules } from '../resolve/check/rules/list.ts'
import { settingsSchema } from '../settings/settings.ts'
import { completionFor } from './completions.ts'
import { page } from './explain.ts'
import { loadVerbs } from './list.ts'
import { manualPages } from './manual.ts'

/** Texts by their paths below `dist`. */
export async function generatedFiles(version: string): Promise<ReadonlyMap<string, string>> {
  const loaded = await loadVerbs()
  return new Map([
    ['offbox.schema.json', `${JSON.stringify(settingsSchema, undefined, 2)}\n`],
    ['completions/offbox.bash', completionFor('bash', loaded)],
    ['completions/_offbox', completionFor('zsh', loaded)],
    ['completions/offbox.fish', completionFor('fish', loaded)],
    ...[...manualPages(loaded, version)].map(([name, text]): [string, string] => [`man/${name}`, text]),
    ...rules.map((rule): [string, string] => [`rules/${rule.code}.txt`, page(rule)]),
  ])
}
