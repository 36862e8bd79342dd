// Owns bundling benchmarks that are written in TypeScript.
import { mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { fileURLToPath, pathToFileURL } from 'node:url'
import { build } from 'esbuild'

const here = dirname(fileURLToPath(import.meta.url))
const top = join(here, '..', '..')

/** Bundles a benchmark like the product, and returns its module. */
export async function bundled(name) {
  const source = join(here, `${name}.ts`)
  const outfile = join(mkdtempSync(join(tmpdir(), 'offbox-bench-')), `${name}.mjs`)
  await build({
    entryPoints: [source],
    outfile,
    bundle: true,
    format: 'esm',
    platform: 'node',
    target: 'node20.12',
    define: { 'import.meta.url': 'measureUrl', OFFBOX_DIST: 'true' },
    banner: {
      js:
        `import { createRequire as requireFrom } from 'node:module'; const measureUrl = ` +
        `${JSON.stringify(pathToFileURL(source).href)}; const require = requireFrom(measureUrl);`,
    },
    plugins: [factsOfSources, besides],
    logLevel: 'warning',
  })
  return await import(pathToFileURL(outfile).href)
}

/** Facts are beside the bundles; the benchmark reads them there. */
const factsOfSources = {
  name: 'facts',
  setup({ onLoad }) {
    onLoad({ filter: /host[\\/]node[\\/]facts\.ts$/ }, () => ({
      loader: 'ts',
      contents: `import { readFileSync, existsSync } from 'node:fs'
        export const loadFacts = (name) => {
          const file = ${JSON.stringify(join(top, 'src', 'schema', 'facts'))} + '/' + name + '.json'
          return existsSync(file) ? readFileSync(file, 'utf8') : undefined
        }`,
    }))
  },
}

/** Modules that only tests use are not bundled. */
const besides = {
  name: 'besides',
  setup({ onResolve }) {
    onResolve({ filter: /^(puppeteer-core|typescript)$/ }, ({ path }) => ({ path: import.meta.resolve(path), external: true }))
  },
}
