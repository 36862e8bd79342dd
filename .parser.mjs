// Owns what bundles know of the parser beforehand: what it decides by, and which of Chevrotain's modules only recording its rules needs.
import { readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { fileURLToPath, pathToFileURL } from 'node:url'
import { build } from 'esbuild'

const top = dirname(fileURLToPath(import.meta.url))

/** What the parser decides by, worked out from its rules once (grammar/lookahead.ts), as a definition for bundles. */
export async function decisions() {
  const { outputFiles } = await build({
    absWorkingDir: top,
    entryPoints: ['grammar/parser.ts'],
    bundle: true,
    platform: 'node',
    format: 'esm',
    write: false,
    legalComments: 'none',
  })
  const file = join(tmpdir(), `offbox-parser-${process.pid}-${Date.now()}.mjs`)
  await writeFile(file, outputFiles[0].contents)
  const { Parser } = await import(pathToFileURL(file).href)
  await rm(file)
  return { OFFBOX_DECISIONS: JSON.stringify(new Parser().decisions()) }
}

/**
 * Reached by Chevrotain's own lexer (offbox has another), by recording rules, by looking for mistakes in them, by its recovery, its trees,
 * its messages and its proposals.
 */
const left = ['scan/lexer_public', 'parse/grammar/checks', 'parse/grammar/interpreter', 'parse/grammar/lookahead', 'parse/grammar/follow']
left.push('parse/grammar/gast/gast_resolver_public', 'parse/parser/traits/gast_recorder', 'parse/cst/cst_visitor', 'parse/errors_public')
left.push('parse/parser/traits/recoverable', 'parse/parser/traits/context_assist')

/** What of those is there all the same. */
const kept = {
  // The pattern of tokens that no lexer looks for.
  'scan/lexer_public': 'export const Lexer = { NA: /NOT_APPLICABLE/ }',
  'parse/parser/traits/recoverable': `export class Recoverable {
    initRecoverable() { this.firstAfterRepMap = {}; this.resyncFollows = {}; this.recoveryEnabled = false }
    attemptInRepetitionRecovery() {}
    getHumanReadableRuleStack() { return [] }
  }`,
  'parse/parser/traits/context_assist': 'export class ContentAssist { initContentAssist() {} }',
  'parse/parser/traits/gast_recorder':
    'export class GastRecorder { initGastRecorder() { this.recordingProdStack = []; this.RECORDING_PHASE = false } }',
}

/**
 * For bundles with `OFFBOX_DECISIONS`: leaves those modules out, so that they start faster and weigh less. What these export throws where
 * it is called. Of a class that the parser itself extends, `kept` has to have what a parse or a refusal calls (`cli/bundle.test.ts`).
 */
export const unrecorded = {
  name: 'unrecorded',
  setup({ onLoad, onEnd }) {
    const seen = new Set()
    for (const name of left)
      onLoad({ filter: new RegExp(`/chevrotain/lib/src/${name}\\.js$`) }, async ({ path }) => {
        seen.add(name)
        const exported = [...(await readFile(path, 'utf8')).matchAll(/^export (?:class|function|var|const) (\w+)/gm)].map(([, one]) => one)
        const own = kept[name] ?? ''
        const rest = exported.filter((one) => !new RegExp(`export \\w+ ${one}\\b`).test(own))
        const thrown = `const left = () => { throw new Error('the rules were recorded when offbox was built') }`
        return { contents: [own, thrown, ...rest.map((one) => `export { left as ${one} }`)].join('\n'), loader: 'js' }
      })
    onEnd(({ errors }) => {
      const unknown = seen.size === 0 ? [] : left.filter((name) => !seen.has(name))
      if (errors.length === 0 && unknown.length > 0) throw new Error(`Chevrotain has no longer: ${unknown.join(', ')}`)
    })
  },
}
