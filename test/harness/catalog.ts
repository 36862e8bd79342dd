// Owns the catalogs that tests ask: the real facts, read from the source tree, one catalog a release.
import { createCatalog, type Catalog } from '../../src/schema/catalog.ts'
import { loadFacts } from '../../src/host/node/facts.ts'

const made = new Map<string, Catalog>()

/** The catalog of a bare device (`[]`) or of one with all packages. */
export function catalogOf(release = '7.22.1', packages: 'all' | readonly string[] = []): Catalog {
  const key = `${release} ${String(packages)}`
  const known = made.get(key)
  if (known !== undefined) return known
  const catalog = createCatalog({ release, packages, load: loadFacts })
  made.set(key, catalog)
  return catalog
}
