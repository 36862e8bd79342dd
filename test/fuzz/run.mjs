// Owns `npm run fuzz`: offbox itself is fuzzed, for minutes in CI and for hours by hand; what breaks is printed as the text that broke it.
//
// node test/fuzz/run.mjs [--time SECONDS] [--runs NUMBER] [--seed NUMBER] [target...]   (after a build; all targets, a minute each)
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath, pathToFileURL } from 'node:url'
import { parseArgs } from 'node:util'
import { Worker } from 'node:worker_threads'
import { build } from 'esbuild'

const { values, positionals } = parseArgs({
  options: {
    time: { type: 'string', default: '60' },
    runs: { type: 'string', default: '1000000000' },
    seed: { type: 'string', default: '1' },
  },
  allowPositionals: true,
})
/** The processor time in seconds (independent of load) after which a worker is ended. More than one second is reported. */
const stuck = 20
/** The interval between progress messages, in milliseconds. */
const often = 60_000
const top = fileURLToPath(new URL('../..', import.meta.url))
const known = ['scripts', 'nearly', 'mutations', 'certificates', 'chains', 'exports', 'scep', 'acme', 'diffs', 'tests', 'limits', 'killed']
const names = positionals.length > 0 ? positionals : known
const unknown = names.find((name) => !known.includes(name))
if (unknown !== undefined) {
  console.error(`'${unknown}' is no target; they are ${known.join(', ')}`)
  process.exit(64)
}

const scratch = mkdtempSync(join(tmpdir(), 'offbox-fuzz-'))
process.on('exit', () => rmSync(scratch, { recursive: true, force: true }))
const bundle = join(scratch, 'worker.mjs')
const facts = pathToFileURL(join(top, 'src/host/node/facts.ts')).href
await build({
  entryPoints: [join(top, 'test/fuzz/worker.ts')],
  outfile: bundle,
  bundle: true,
  format: 'esm',
  platform: 'node',
  target: 'node20.12',
  // Facts are read from their folder in the sources.
  define: { 'import.meta.url': JSON.stringify(facts) },
  banner: { js: `import { createRequire as requireFrom } from 'node:module'; const require = requireFrom(${JSON.stringify(facts)});` },
  logLevel: 'warning',
})

/** The scripts to mutate: those of `fixtures/`, and of the folder in OFFBOX_SCRIPTS. */
const samples = [join(top, 'fixtures'), process.env['OFFBOX_SCRIPTS']].flatMap((folder) =>
  folder === undefined
    ? []
    : readdirSync(folder, { recursive: true, encoding: 'utf8' })
        .filter((name) => name.endsWith('.rsc'))
        .map((name) => readFileSync(join(folder, name), 'utf8'))
        .filter((text) => text.length < 4000),
)

/** Runs one target to its end; returns the number of failed inputs. */
function fuzz(name) {
  const current = new SharedArrayBuffer(256 * 1024)
  const length = new Int32Array(new SharedArrayBuffer(8))
  const started = performance.now()
  let broke = 0
  let last = { done: 0, deep: 0, slowest: 0, heap: 0 }
  let first
  return new Promise((resolve) => {
    const worker = new Worker(bundle, {
      workerData: {
        name,
        runs: Number(values.runs),
        time: Number(values.time),
        seed: Number(values.seed),
        samples,
        current,
        count: length,
        offbox: join(top, 'dist', 'offbox.cjs'),
        scratch,
      },
    })
    const mebi = (bytes) => `${Math.round(bytes / 2 ** 20)} MiB`
    const end = () => {
      clearInterval(watch)
      const seconds = (performance.now() - started) / 1000
      console.log(
        `${name}: ${last.done} texts${last.deep > 0 ? ` (${last.deep} also checked and run)` : ''} in ${Math.round(seconds)} ` +
          `s, ${broke} broke something, slowest ${Math.round(last.slowest)} ms, heap ${mebi(first ?? 0)} at first, ` +
          `${mebi(last.heap)} at last`,
      )
      resolve(broke)
    }
    let count = -1
    let since = process.cpuUsage()
    const watch = setInterval(() => {
      const now = Atomics.load(length, 1)
      if (now !== count) [count, since] = [now, process.cpuUsage()]
      else if (count > 0 && process.cpuUsage(since).user > stuck * 1e6) {
        broke++
        console.log(`${name}: hangs on\n${Buffer.from(current).toString('utf8', 0, Atomics.load(length, 0))}\n`)
        void worker.terminate().then(end)
      }
    }, 1000)
    let told = started
    worker.on('message', (report) => {
      if (report.ended) return end()
      if (report.message === undefined) {
        last = { ...last, ...report }
        first ??= report.heap
        // Long runs are followed in a log.
        if (performance.now() - told > often) {
          told = performance.now()
          console.log(`${name}: ${last.done} texts so far`)
        }
      } else {
        broke++
        console.log(`${name} (seed ${report.seed}): ${report.message}\n--\n${report.text}\n--\n`)
      }
    })
    worker.on('error', (error) => {
      broke++
      console.log(`${name}: the worker died: ${error.stack ?? error}\n${Buffer.from(current).toString('utf8', 0, Atomics.load(length, 0))}`)
      end()
    })
  })
}

let all = 0
for (const name of names) all += await fuzz(name)
process.exit(all > 0 ? 1 : 0)
