// Owns the list of verbs, in the order of the help. Each is loaded on demand.
import type { Verb } from './verb.ts'

/** Loaders of verbs by name; each file exports its `verb`. */
export const verbs: ReadonlyMap<string, () => Promise<{ readonly verb: Verb }>> = new Map([
  ['run', () => import('./run.ts')],
  ['check', () => import('./check.ts')],
  ['fmt', () => import('./fmt.ts')],
  ['facts', () => import('./facts.ts')],
  ['policies', () => import('./policies.ts')],
  ['config', () => import('./config.ts')],
  ['explain', () => import('./explain.ts')],
  ['export', () => import('./export.ts')],
  ['diff', () => import('./diff.ts')],
  ['report', () => import('./report.ts')],
  ['test', () => import('./test.ts')],
  ['fuzz', () => import('./fuzz.ts')],
  ['console', () => import('./console.ts')],
  ['serve', () => import('./serve.ts')],
  ['page', () => import('./page.ts')],
  ['quote', () => import('./quote.ts')],
  ['completion', () => import('./completion.ts')],
  ['lsp', () => import('./lsp.ts')],
  ['mcp', () => import('./mcp.ts')],
  ['dap', () => import('./dap.ts')],
])

/** Loads all verbs. */
export const loadVerbs = async (): Promise<readonly Verb[]> =>
  (await Promise.all([...verbs.values()].map((load) => load()))).map(({ verb }) => verb)
