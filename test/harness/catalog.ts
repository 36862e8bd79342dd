// Owns the catalogs for tests: the real facts, read from the source tree, one catalog for each release.
import { createCatalog, type Catalog } from '../../src/schema/catalog.ts'
import { loadFacts } from '../../src/host/node/facts.ts'

const made = new Map<string, Catalog>()

/** Returns the catalog of a release: of a device without packages (`[]`), or with all packages. */
export function catalogOf(release = '7.22.1', packages: 'all' | readonly string[] = []): Catalog {
  const key = `${release} ${String(packages)}`
  const known = made.get(key)
  if (known !== undefined) return known
  const catalog = createCatalog({ release, packages, load: loadFacts })
  made.set(key, catalog)
  return catalog
}
