// Owns the build: one bundle a door into dist/, the facts beside them, and the types.
//
//   node .build.mjs              everything (`npm ci` runs this through `prepare`)
//   node .build.mjs --no-types   without the declarations, for quick rounds
import { spawn } from 'node:child_process'
import { chmod, cp, mkdir, readdir, rm, symlink } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { build } from 'esbuild'

const top = dirname(fileURLToPath(import.meta.url))
const dist = join(top, 'dist')
const at = (...parts) => join(top, ...parts)

const bundle = () =>
  build({
    absWorkingDir: top,
    entryPoints: { index: 'src/index.ts', offbox: 'src/cli/main.ts' },
    outdir: 'dist',
    bundle: true,
    format: 'esm',
    platform: 'node',
    target: 'node20.12',
    // What only some runs need (a verb, the console, the keys' worker) is loaded with import() and so a file of its own.
    splitting: true,
    chunkNames: 'parts/[name]-[hash]',
    minify: true,
    // Errors name their class; nothing else of the names is used.
    keepNames: true,
    legalComments: 'linked',
    define: { OFFBOX_DIST: 'true', OFFBOX_VERSION: JSON.stringify(createRequire(import.meta.url)('./package.json').version) },
    // node-forge is CommonJS and asks for node's own modules.
    banner: { js: "import { createRequire as offboxRequire } from 'node:module'; const require = offboxRequire(import.meta.url);" },
    logLevel: 'warning',
  })

const facts = async () => {
  const from = at('src', 'schema', 'facts')
  await mkdir(join(dist, 'facts'), { recursive: true })
  const files = (await readdir(from)).filter((name) => name.endsWith('.json'))
  await Promise.all(files.map((name) => cp(join(from, name), join(dist, 'facts', name))))
}

const types = () =>
  new Promise((resolve, reject) => {
    const tsc = createRequire(import.meta.url).resolve('typescript/bin/tsc')
    const child = spawn(process.execPath, [tsc, '-p', at('.tsconfig.types.json')], { stdio: 'inherit' })
    child.on('exit', (code) => (code === 0 ? resolve() : reject(new Error('the types do not build'))))
  })

/** `npx offbox` finds the package's own command without asking a registry. */
const link = async () => {
  const name = at('node_modules', '.bin', 'offbox')
  await mkdir(dirname(name), { recursive: true })
  await rm(name, { force: true })
  await symlink(join('..', '..', 'dist', 'offbox.js'), name)
}

await rm(dist, { recursive: true, force: true })
const emitted = process.argv.includes('--no-types') ? undefined : types()
await Promise.all([bundle(), facts(), emitted])
await chmod(join(dist, 'offbox.js'), 0o755)
await link()
