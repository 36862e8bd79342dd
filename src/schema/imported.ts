// Owns facts of a user's own device: from the dump of its `/console/inspect` to what a catalog reads.
import { FactsFile } from './facts-file.ts'
import { factsOf, type NamedMenu } from './facts-writer.ts'

/** Says what is wrong with a text that was to be a dump, or facts made of one. */
export class FactsError extends Error {
  override readonly name = 'FactsError'
}

/** What such facts start with: no other JSON does. */
const head = { offbox: 'facts of a device' }

/** Rows are named by these; they are no properties. */
const placing: ReadonlySet<string> = new Set(['numbers', 'copy-from', 'place-before'])

/**
 * Facts from a dump: nested objects whose keys are names and whose `_type` is `dir` or `path` (a menu), `cmd` or `arg`, as tikoci/restraml
 * keeps them (`inspect.json`). Descriptions and completions in it are not used: they name what lies on that device. Throws a FactsError.
 */
export function importFacts(dump: string): string {
  const top = read(dump)
  if (isFacts(top)) throw new FactsError('holds facts already, no dump')
  const menus: NamedMenu[] = []
  if (isNode(top)) gather('', top, menus)
  if (menus.every(({ commands }) => commands.length === 0))
    throw new FactsError("is no dump of /console/inspect: no '_type' in it says 'cmd'")
  if (menus.length === 1) throw new FactsError('is the dump of one menu, whose path it does not tell: dump the whole tree, from the root')
  return factsOf(menus, head)
}

/** The facts in a text that `importFacts` made. Throws a FactsError. */
export function readImported(text: string): FactsFile {
  const top = read(text)
  if (isFacts(top)) return new FactsFile(text)
  const ready = isNode(top) && children(top).some(([, node]) => typeof node['_type'] === 'string')
  throw new FactsError(ready ? 'is a dump, which has to be imported first' : 'holds no facts of a device')
}

type Node = Readonly<Record<string, unknown>>

const isNode = (value: unknown): value is Node => typeof value === 'object' && value !== null && !Array.isArray(value)
const isFacts = (top: unknown): boolean => isNode(top) && top['offbox'] === head.offbox

function read(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    throw new FactsError('is no JSON')
  }
}

/** The things in a thing: what is a text describes the thing itself. */
const children = (node: Node): readonly (readonly [string, Node])[] =>
  Object.entries(node).flatMap(([name, child]) => (isNode(child) && !name.startsWith('_') ? [[name, child] as const] : []))

function gather(path: string, menu: Node, into: NamedMenu[]): void {
  const all = children(menu)
  const commands = all
    .filter(([, node]) => node['_type'] === 'cmd')
    .map(([name, node]) => [name, children(node).map(([arg]) => arg)] as const)
  const given = commands.flatMap(([name, args]) => (name === 'add' || name === 'set' ? args : []))
  into.push({ path: path === '' ? '/' : path, commands, properties: [...new Set(given)].filter((name) => !placing.has(name)) })
  for (const [name, node] of all) if (node['_type'] === 'dir' || node['_type'] === 'path') gather(`${path}/${name}`, node, into)
}
