// Owns the build: one bundle an entry point into dist/, the facts beside them, and the types.
//
//   node .build.mjs              everything (`npm ci` runs this through `prepare`); nothing where dist/ is built of what is there already
//   node .build.mjs --no-types   without the declarations, for quick rounds
import { spawn } from 'node:child_process'
import { createHash } from 'node:crypto'
import { existsSync } from 'node:fs'
import { chmod, cp, mkdir, readdir, readFile, rename, rm, stat, symlink, writeFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import { fileURLToPath, pathToFileURL } from 'node:url'
import { build } from 'esbuild'
import { rollup } from 'rollup'
import { dts } from 'rollup-plugin-dts'
import { noticesName, noticesOf } from './.notices.mjs'
import { buildPage, sentences } from './.page.mjs'
import { decisions, unrecorded } from './.parser.mjs'

const top = dirname(fileURLToPath(import.meta.url))
/** Built beside and put into place when it is whole: a build that fails leaves the last one. */
const dist = join(top, `.dist-${process.pid}`)
const at = (...parts) => join(top, ...parts)

const { version } = createRequire(import.meta.url)('./package.json')

const shared = {
  absWorkingDir: top,
  outdir: dist,
  bundle: true,
  platform: 'node',
  target: 'node20.12',
  minify: true,
  // Licences are in one file (.notices.mjs).
  legalComments: 'none',
  // Its other form asks for its parts by names that no bundler sees.
  alias: { 'jsonc-parser': 'jsonc-parser/lib/esm/main.js' },
  define: { OFFBOX_DIST: 'true', OFFBOX_VERSION: JSON.stringify(version) },
  logLevel: 'warning',
}

/** The files that the bundles of dist/ were made of, for the notices of libraries. */
const bundled = new Set()

const bundle = async (options) => {
  const { metafile } = await build({ ...options, metafile: true })
  for (const name of Object.keys(metafile.inputs)) bundled.add(name)
}

/** What the network's thread reads when mail is first sent, a file first copied, or SSH first served is a file of its own. */
const lazily = {
  name: 'lazily',
  setup({ onResolve }) {
    onResolve({ filter: /^\.\/(mail|transfer|ssh-server)\.ts$/ }, ({ kind, path }) =>
      kind === 'dynamic-import' ? { path: path.replace(/ts$/, 'cjs'), external: true } : undefined,
    )
  },
}

/** node-forge is CommonJS and asks for node's own modules. */
const requires = { js: "import { createRequire as offboxRequire } from 'node:module'; const require = offboxRequire(import.meta.url);" }

/**
 * Doors that other code imports: modules. fast-check is the one of the program that imports offbox/fuzz: arbitraries of two copies do not
 * share their settings.
 */
const modules = () => ({ ...shared, external: ['fast-check'], format: 'esm', plugins: [lazily], banner: requires })

/**
 * What programs import. Classes have the names of the source, since values print with them. (`keepNames` would cost each time a closure is
 * made: half as much again for a parse.)
 */
const entryPoints = () =>
  bundle({
    ...modules(),
    minify: false,
    minifyWhitespace: true,
    minifySyntax: true,
    entryPoints: { index: 'src/index.ts', fuzz: 'src/fuzz/index.ts', test: 'src/cli/test/library.ts' },
  })

/**
 * The threads of the console, of checks, of what is debugged and of the network. Names that closures keep would cost each time one is
 * made.
 */
const threads = () =>
  bundle({
    ...modules(),
    plugins: [lazily, unrecorded],
    entryPoints: {
      'device-thread': 'src/cli/device-thread.ts',
      'check-worker': 'src/cli/check-worker.ts',
      'lsp-worker': 'src/cli/lsp-worker.ts',
      'debug-device': 'src/cli/debug-device.ts',
      'network-worker': 'src/host/node/network/network-worker.ts',
    },
  })

/** What only one verb needs (`fuzz`, `lsp`, `mcp`, `dap`) is a file of its own: no start of another verb reads it. */
const apart = {
  name: 'apart',
  setup({ onResolve }) {
    onResolve({ filter: /^fast-check$/ }, ({ kind }) => (kind === 'entry-point' ? undefined : { path: './fast-check.cjs', external: true }))
    onResolve({ filter: /\/ide\/lsp\/server\.ts$/ }, ({ kind }) =>
      kind === 'entry-point' ? undefined : { path: './lsp.cjs', external: true },
    )
    onResolve({ filter: /\/ide\/mcp\/server\.ts$/ }, ({ kind }) =>
      kind === 'entry-point' ? undefined : { path: './mcp.cjs', external: true },
    )
    onResolve({ filter: /\/ide\/dap\/adapter\.ts$/ }, ({ kind }) =>
      kind === 'entry-point' ? undefined : { path: './dap.cjs', external: true },
    )
  },
}

/** ssh2 is read by who copies files and by who serves SSH: it is there once. */
const once = {
  name: 'once',
  setup({ onResolve }) {
    onResolve({ filter: /^ssh2$/ }, ({ kind }) => (kind === 'entry-point' ? undefined : { path: './ssh2.cjs', external: true }))
  },
}

/** Libraries of CommonJS, which the network's thread reads lazily. What ssh2 has for one machine only it can do without. */
const protocols = () =>
  bundle({
    ...shared,
    entryPoints: {
      mail: 'src/host/node/network/mail.ts',
      transfer: 'src/host/node/network/transfer.ts',
      'ssh-server': 'src/host/node/network/ssh-server.ts',
      ssh2: 'ssh2',
    },
    plugins: [once],
    external: ['cpu-features', '*.node'],
    format: 'cjs',
    outExtension: { '.js': '.cjs' },
  })

/** The command line: one file without modules, so that V8's code for it can be kept (src/cli/launch.cjs). */
const commandLine = async () => {
  const common = { ...shared, format: 'cjs', outExtension: { '.js': '.cjs' } }
  const wrapped = { banner: { js: '(function (require, coreUrl, module) {' }, footer: { js: '})' } }
  await Promise.all([
    bundle({
      ...common,
      ...wrapped,
      entryPoints: { core: 'src/cli/main.ts' },
      define: { ...shared.define, 'import.meta.url': 'coreUrl' },
      // In a script of node:vm an import is resolved against the current folder, and require against this file.
      supported: { 'dynamic-import': false },
      plugins: [apart, unrecorded],
    }),
    bundle({ ...common, entryPoints: { 'fast-check': 'fast-check' } }),
    bundle({ ...common, entryPoints: { mcp: 'src/ide/mcp/server.ts' } }),
    bundle({ ...common, entryPoints: { dap: 'src/ide/dap/adapter.ts' } }),
    bundle({
      ...common,
      entryPoints: { lsp: 'src/ide/lsp/server.ts' },
      plugins: [sentences],
      define: { ...shared.define, 'import.meta.url': 'lspUrl' },
      banner: { js: "const lspUrl = require('node:url').pathToFileURL(__filename).href;" },
    }),
  ])
  await cp(at('src', 'cli', 'launch.cjs'), join(dist, 'offbox.cjs'))
  await chmod(join(dist, 'offbox.cjs'), 0o755)
}

/** What most scripts are made of; its loop and its function are hot. */
const typical = `:local sum 0
:global double do={ :if ([:len $1] = 0) do={ :return 0 }; :return ($1 * 2) }
:for i from=1 to=2000 do={ :set sum ($sum + [$double $i]); :local name "n$i"; :if ($name ~ "^n[0-9]+5") do={ :set sum ($sum - 1) } }
:local names {"a";"b"}
:foreach key,value in=$names do={ :set ($names->"d") [:tostr "$key=$value"] }
:do { :error "x" } on-error={ :put "caught $sum" }
/ip firewall address-list add list=test address=10.0.0.1 comment="warm"
:foreach i in=[/ip firewall address-list find where list=test] do={
  /ip firewall address-list set $i comment=("x" . [/ip firewall address-list get $i address])
}
/ip firewall address-list print
:log info message=[:pick "message" 0 2]
:local n 0
:while ($n < 3) do={ :set n ($n + 1) }
/ip firewall address-list remove [find]
`

/** Runs it, and keeps what V8 compiled for it: a larger cache costs each start more than it saves. */
const warm = async () => {
  const script = join(dist, 'warm.rsc')
  await writeFile(script, typical)
  await run(
    process.execPath,
    [
      '-e',
      `const { main, compiled } = require(${JSON.stringify(join(dist, 'offbox.cjs'))})
      process.on('exit', () => require('node:fs').writeFileSync(${JSON.stringify(join(dist, 'core.cache'))}, compiled()))
      void main()`,
      'offbox',
      'run',
      script,
    ],
    'ignore',
  )
  await rm(script)
}

const run = (program, args, stdio) =>
  new Promise((resolve, reject) => {
    const child = spawn(program, args, { stdio })
    child.on('error', reject)
    child.on('exit', (code) => (code === 0 ? resolve() : reject(new Error(`${program} ${args[0]} ended with ${code}`))))
  })

const facts = async () => {
  const from = at('src', 'schema', 'facts')
  await mkdir(join(dist, 'facts'), { recursive: true })
  const files = (await readdir(from)).filter((name) => name.endsWith('.json'))
  await Promise.all(files.map((name) => cp(join(from, name), join(dist, 'facts', name))))
}

/** What is made of declarations: completions, manual pages, the schema of settings, pages of rules (src/cli/generated.ts). */
const generated = async () => {
  const maker = join(dist, 'generate.mjs')
  await build({
    ...shared,
    outdir: undefined,
    outfile: maker,
    stdin: { contents: "export { generatedFiles } from './src/cli/generated.ts'", resolveDir: top, loader: 'ts' },
    format: 'esm',
    external: ['fast-check', 'cpu-features', '*.node'],
    plugins: [lazily],
    banner: requires,
  })
  const { generatedFiles } = await import(pathToFileURL(maker).href)
  for (const [name, text] of await generatedFiles(version)) {
    await mkdir(dirname(join(dist, name)), { recursive: true })
    await writeFile(join(dist, name), text)
  }
  await rm(maker)
}

/** What programs see of the types: one file an entry point, with all that it names, from what the compiler says of every module. */
const types = async () => {
  const modules = join(dist, 'types')
  await run(
    process.execPath,
    [createRequire(import.meta.url).resolve('typescript/bin/tsc'), '-p', at('.tsconfig.types.json'), '--outDir', modules],
    'inherit',
  )
  const bundle = await rollup({
    input: {
      index: join(modules, 'src', 'index.d.ts'),
      fuzz: join(modules, 'src', 'fuzz', 'index.d.ts'),
      test: join(modules, 'src', 'cli', 'test', 'library.d.ts'),
    },
    external: [/^node:/, 'fast-check'],
    plugins: [dts()],
  })
  await bundle.write({ dir: dist, format: 'es', chunkFileNames: 'types.d.ts' })
  await bundle.close()
  await rm(modules, { recursive: true })
}

/** `npx offbox` finds the package's own command without asking a registry. */
const link = async () => {
  const name = at('node_modules', '.bin', 'offbox')
  await mkdir(dirname(name), { recursive: true })
  await rm(name, { force: true })
  await symlink(join('..', '..', 'dist', 'offbox.cjs'), name)
}

/** What the build reads, without what it is asked to leave out. */
const read =
  '.build.mjs .notices.mjs .page.mjs .parser.mjs .tsconfig.types.json tsconfig.json package.json package-lock.json grammar src'.split(' ')

/** The files of a path, with those of the folders below it. */
const filesOf = async (path) => {
  if (!(await stat(at(path))).isDirectory()) return [path]
  const entries = await readdir(at(path), { recursive: true, withFileTypes: true })
  return entries.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name).slice(top.length + 1))
}

/** A digest of what the build reads. */
const readDigest = async () => {
  const hash = createHash('sha256').update(`${process.version} ${process.argv.slice(2).join(' ')}`)
  const examples = JSON.parse(await readFile(at('src', 'page', 'examples.json'), 'utf8')).map(({ file }) => join('fixtures', file))
  for (const file of [...(await Promise.all(read.map(filesOf))).flat().sort(), ...examples])
    hash.update(`${file}\0`).update(await readFile(at(file)))
  return hash.digest('hex')
}

/** What says that dist/ is built of what was read: its digest, and what was written by sizes and times. */
const stamp = async (digest) => {
  const hash = createHash('sha256').update(digest)
  for (const file of (await filesOf('dist')).sort()) {
    const { size, mtimeMs } = await stat(at(file))
    hash.update(`${file} ${size} ${mtimeMs}\n`)
  }
  return hash.digest('hex')
}

/** Where the stamp of dist/ is kept: not in dist/, which is published. */
const kept = at('node_modules', '.cache', 'offbox', 'build')
const isBuilt = async () =>
  existsSync(kept) && existsSync(at('dist')) && (await readFile(kept, 'utf8')) === (await stamp(await readDigest()))

const make = async () => {
  // Before anything is read: what is edited meanwhile is built anew the next time.
  const digest = await readDigest()
  const decided = await decisions()
  shared.define = { ...shared.define, ...decided }
  const emitted = process.argv.includes('--no-types') ? undefined : types()
  await Promise.all([
    entryPoints(),
    threads(),
    protocols(),
    commandLine(),
    facts(),
    generated(),
    buildPage(join(dist, 'page'), decided),
    emitted,
  ])
  await writeFile(join(dist, noticesName), noticesOf(bundled, top))
  // Without a warm cache everything works, 30 ms slower.
  await warm().catch((error) => console.warn(`no code cache: ${error.message}`))
  await rm(at('dist'), { recursive: true, force: true })
  await rename(dist, at('dist'))
  await link()
  await mkdir(dirname(kept), { recursive: true })
  await writeFile(kept, await stamp(digest))
}

try {
  if (!(await isBuilt())) await make()
} finally {
  await rm(dist, { recursive: true, force: true })
}
