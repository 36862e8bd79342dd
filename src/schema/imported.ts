// Owns importing facts of a user's own device: converts the dump of its `/console/inspect` to a file of facts.
import { FactsFile } from './facts-file.ts'
import { factsOf, type NamedMenu } from './facts-writer.ts'
import { rowArguments } from './row-arguments.ts'

/** Thrown for a text that is not a dump, or not facts made from a dump; the message has the reason. */
export class FactsError extends Error {
  override readonly name = 'FactsError'
}

/** The first member of imported facts, which distinguishes them from other JSON. */
const head = { offbox: 'facts of a device' }

/**
 * Converts a dump to facts: nested objects whose keys are names and whose `_type` is `dir` or `path` (a menu), `cmd` or `arg`, in the
 * format of tikoci/restraml (`inspect.json`). Descriptions and completions are ignored: they contain names of that device. Throws a
 * FactsError.
 */
export function importFacts(dump: string): string {
  const top = read(dump)
  if (isFacts(top)) throw new FactsError('holds facts already, no dump')
  const menus: NamedMenu[] = []
  if (isNode(top)) gather('', top, menus)
  if (menus.every(({ commands }) => commands.length === 0))
    throw new FactsError("is no dump of /console/inspect: no '_type' in it says 'cmd'")
  if (menus.length === 1) throw new FactsError('is the dump of one menu without its path: dump the whole tree, from the root')
  return factsOf(menus, head)
}

/** Reads facts made by `importFacts`. Throws a FactsError. */
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
    throw new FactsError('is not JSON')
  }
}

/** The child nodes of a node; texts describe the node itself. */
const children = (node: Node): readonly (readonly [string, Node])[] =>
  Object.entries(node).flatMap(([name, child]) => (isNode(child) && !name.startsWith('_') ? [[name, child] as const] : []))

/** Adds a menu and all menus below it. */
function gather(path: string, menu: Node, into: NamedMenu[]): void {
  const all = children(menu)
  const commands = all
    .filter(([, node]) => node['_type'] === 'cmd')
    .map(([name, node]) => [name, children(node).map(([arg]) => arg)] as const)
  const given = commands.flatMap(([name, args]) => (name === 'add' || name === 'set' ? args : []))
  into.push({ path: path === '' ? '/' : path, commands, properties: [...new Set(given)].filter((name) => !rowArguments.has(name)) })
  for (const [name, node] of all) if (node['_type'] === 'dir' || node['_type'] === 'path') gather(`${path}/${name}`, node, into)
}
