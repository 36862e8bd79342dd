// Owns the build of the page: static files in dist/page/, for any server of files.
//
//   npm run page     (a part of `npm run build`, too)
import { build } from 'esbuild'
import { createHash } from 'node:crypto'
import { existsSync, readFileSync } from 'node:fs'
import { cp, mkdir, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { fileURLToPath, pathToFileURL } from 'node:url'
import { noticesName, noticesOf } from './.notices.mjs'
import { decisions, unrecorded } from './.parser.mjs'

const top = dirname(fileURLToPath(import.meta.url))
const at = (...parts) => join(top, ...parts)

/** What stands in the place of node's modules, and of what the page does without. */
const instead = (swaps) => ({
  name: 'instead',
  setup({ onResolve }) {
    for (const [filter, file] of swaps) onResolve({ filter }, () => ({ path: at('src', 'host', 'page', file) }))
  },
})
const everywhere = [[/^node:buffer$/, 'utf8.ts']]
const inWorkers = [
  ...everywhere,
  [/^(\.\.\/)+crypto\.ts$/, 'lazy-crypto.ts'],
  [/^(\.\.\/)+compress\.ts$/, 'lazy-compress.ts'],
  [/^node-forge\/lib\/rc2\.js$/, 'lazy-rc2.ts'],
  [/^node-forge\/lib\/util\.js$/, 'lazy-bytes.ts'],
  [/^dns-packet$/, 'no-dns.ts'],
  [/^ieee754$/, 'no-floats.ts'],
  [/emit\/regions\.ts$/, 'regions.ts'],
]

const common = {
  absWorkingDir: top,
  bundle: true,
  minify: true,
  platform: 'browser',
  target: 'es2023',
  // Licences are in one file (.notices.mjs).
  legalComments: 'none',
  metafile: true,
  logLevel: 'warning',
}

/** The sentences of declarations as a module of data, worked out once. */
let said
const sayings = () => (said ??= workedOut())
async function workedOut() {
  const { outputFiles } = await build({
    ...common,
    metafile: false,
    platform: 'node',
    format: 'esm',
    write: false,
    outfile: 'declared.mjs',
    entryPoints: ['src/ide/declared.ts'],
    external: ['cpu-features', '*.node'],
    banner: { js: "import { createRequire as pageRequire } from 'node:module'; const require = pageRequire(import.meta.url);" },
  })
  const file = join(tmpdir(), `offbox-declared-${process.pid}.mjs`)
  await writeFile(file, outputFiles[0].contents)
  const exported = await import(pathToFileURL(file).href)
  await rm(file)
  return Object.entries(exported)
    .map(([name, value]) => `export const ${name} = ${JSON.stringify(value)}`)
    .join('\n')
}

/** For bundles that run no menu: the sentences, in the place of the module that would bring every menu's code. */
export const sentences = {
  name: 'sentences',
  setup({ onLoad }) {
    onLoad({ filter: /src\/ide\/declared\.ts$/ }, async () => ({ contents: await sayings(), loader: 'js' }))
  },
}

/** For bundles that run menus and show no sentence: declarations without theirs, which completion, hover and help read. */
const withoutSentences = {
  name: 'without sentences',
  setup({ onLoad }) {
    onLoad({ filter: /src\/(menus|builtins|device\/commands)\/.*\.ts$/ }, async ({ path }) => ({
      contents: (await readFile(path, 'utf8')).replaceAll(/\babout:\s*(?:'(?:[^'\\\n]|\\.)*'|"(?:[^"\\\n]|\\.)*")/g, "about: ''"),
      loader: 'ts',
    }))
  },
}

/** Scripts of the page by name: the page, its two workers, and what they read when it is first needed. */
const bundles = (out, choices, known) => ({
  main: { entryPoints: { main: 'src/page/ui/main.ts' }, format: 'iife', outdir: out, define: choices },
  language: {
    entryPoints: { language: 'src/page/language-worker.ts' },
    format: 'iife',
    outdir: out,
    plugins: [instead(inWorkers), sentences, unrecorded],
    define: known,
  },
  device: {
    entryPoints: { device: 'src/page/device-worker.ts' },
    format: 'iife',
    outdir: out,
    plugins: [instead(inWorkers), withoutSentences, unrecorded],
    define: known,
  },
  crypto: {
    entryPoints: { crypto: 'src/host/page/crypto/crypto.ts' },
    format: 'iife',
    globalName: 'offboxCrypto',
    outdir: out,
    plugins: [instead(everywhere)],
  },
})

/** Builds the page into a folder, with what its parser decides by (`decisions`); returns esbuild's own account of each script. */
export async function buildPage(out, decided) {
  await mkdir(join(out, 'facts'), { recursive: true })
  const facts = at('src', 'schema', 'facts')
  const names = (await readdir(facts)).filter((one) => one.endsWith('.json'))
  const known = { ...decided, OFFBOX_FACTS: JSON.stringify(names.map((name) => name.replace(/\.json$/, ''))) }
  const made = await Promise.all(
    Object.entries(bundles(out, await choices(), known)).map(async ([name, one]) => [name, (await build({ ...common, ...one })).metafile]),
  )
  for (const name of names) await cp(join(facts, name), join(out, 'facts', name))
  for (const name of ['index.html', 'style.css', 'icon.svg', 'manifest.webmanifest', 'early.js'])
    await cp(at('src', 'page', name), join(out, name))
  await writeFile(join(out, 'examples.json'), JSON.stringify(await examples()))
  const bundled = made.flatMap(([, { inputs }]) => Object.keys(inputs))
  await writeFile(join(out, noticesName), noticesOf(bundled, top))
  await keep(out)
  return Object.fromEntries(made)
}

/** Releases and boards that one can choose, so that the page itself needs no facts: made by our own sources. */
async function choices() {
  const { outputFiles } = await build({
    stdin: {
      contents: `export { boardModels } from './src/schema/boards.ts'; export { createCatalog } from './src/schema/catalog.ts'`,
      resolveDir: top,
    },
    bundle: true,
    platform: 'node',
    format: 'esm',
    write: false,
  })
  const { boardModels, createCatalog } = await import(
    `data:text/javascript;base64,${Buffer.from(outputFiles[0].contents).toString('base64')}`
  )
  const load = (name) => {
    const file = at('src', 'schema', 'facts', `${name}.json`)
    return existsSync(file) ? readFileSync(file, 'utf8') : undefined
  }
  const { releasesWithFacts } = createCatalog({ release: '7.24', packages: 'all', load, files: new Map() })
  return {
    OFFBOX_RELEASES: JSON.stringify([...releasesWithFacts].reverse()),
    OFFBOX_BOARDS: JSON.stringify(boardModels().map(({ model }) => model)),
  }
}

/** Examples are fixtures: scripts that the tests run, too. */
async function examples() {
  const found = JSON.parse(await readFile(at('src', 'page', 'examples.json'), 'utf8'))
  return Promise.all(found.map(async ({ title, file }) => ({ title, text: await readFile(at('fixtures', file), 'utf8') })))
}

/** The service worker knows every file and is new when one of them is. */
async function keep(out) {
  const names = (await readdir(out, { recursive: true, withFileTypes: true }))
    .filter((one) => one.isFile() && one.name !== 'keep.js' && !one.name.endsWith('.txt'))
    .map((one) => join(one.parentPath, one.name).slice(out.length + 1))
    .sort()
  const digest = createHash('sha256')
  for (const name of names) digest.update(name).update(await readFile(join(out, name)))
  const head = `const version = ${JSON.stringify(digest.digest('hex').slice(0, 16))}\nconst files = ${JSON.stringify(names)}\n`
  await writeFile(join(out, 'keep.js'), head + (await readFile(at('src', 'page', 'keep.js'), 'utf8')))
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const out = at('dist', 'page')
  await rm(out, { recursive: true, force: true })
  const made = await buildPage(out, await decisions())
  if (process.argv.includes('--metafile')) await writeFile(join(out, 'meta.json'), JSON.stringify(made))
}
