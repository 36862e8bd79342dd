// Owns `npm run bench [-- --json]`: start-up, parsing, signing and loops, each measured against a named peer in the same run. Budgets are
// reported, not enforced. With `--json` the rows are printed as a JSON array.
import { spawnSync } from 'node:child_process'
import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { bundled } from './bundled.mjs'

const here = dirname(fileURLToPath(import.meta.url))
const top = join(here, '..', '..')
const offbox = join(top, 'dist', 'offbox.cjs')
const scratch = mkdtempSync(join(tmpdir(), 'offbox-bench-'))

/** The results of a benchmark. */
const measureOf = async (name, ...given) => (await bundled(name)).measure(...given)

/** Returns the processor time of a program with all its processes, in milliseconds; undefined if it is not installed. */
function once(program, args) {
  const timed = ['-c', 'TIMEFORMAT="%U %S"; time "$@" >/dev/null', 'bench', program, ...args]
  const { status, stderr } = spawnSync('bash', timed, { encoding: 'utf8', stdio: ['ignore', 'ignore', 'pipe'] })
  if (status === 127) return undefined
  if (status !== 0) throw new Error(`${program} ${args.join(' ')} ended with ${status}: ${stderr}`)
  const [user, system] = stderr.trim().split('\n').at(-1).split(' ').map(Number)
  return 1000 * (user + system)
}

/** Returns the minimum of several interleaved rounds for each program. */
function race(programs, rounds) {
  const times = new Map()
  for (let round = 0; round < rounds; round++)
    for (const [name, program, args] of programs) {
      const time = once(program, args)
      if (time !== undefined) times.set(name, Math.min(times.get(name) ?? Infinity, time))
    }
  return times
}

/** Kernels repeated ten times in one process: start-up has the weight that it has for users. */
const tenfold = {
  rsc: (text) => `:for round from=1 to=10 do={\n${text}\n}\n`,
  lua: (text) => `for round = 1, 10 do\n${text}\nend\n`,
}

const rows = []
const row = (what, value, against, budget, holds) =>
  rows.push([what, value, against, budget, holds === undefined ? '' : holds ? 'yes' : 'NO'])

try {
  mkdirSync(scratch, { recursive: true })
  const empty = join(scratch, 'empty.rsc')
  writeFileSync(empty, '')
  const starts = race(
    [
      ['node', process.execPath, ['-e', '0']],
      ['offbox', process.execPath, [offbox, 'run', empty]],
    ],
    20,
  )
  const more = starts.get('offbox') - starts.get('node')
  row(
    'start: offbox run of nothing, processor',
    `${starts.get('offbox').toFixed(0)} ms`,
    `node -e 0: ${starts.get('node').toFixed(0)} ms`,
    'at most 45 ms more',
    more <= 45,
  )

  for (const { name, megabytesPerSecond, least } of await measureOf('parse'))
    row(`reading: ${name}`, `${megabytesPerSecond.toFixed(1)} MB/s`, '', `${least} MB/s or more`, megabytesPerSecond >= least)

  for (const { name, ratio, limit } of await measureOf('sign'))
    row(`signing: ${name}`, ratio.toFixed(2), 'bare crypto.sign', `at most ${limit}`, ratio <= limit)
  const { name: enrolments, rate, least: fewest, ratio: work } = await measureOf('scep')
  row(
    `SCEP server: ${enrolments}`,
    `${rate.toFixed(0)} a second`,
    `three crypto.sign each: ${work.toFixed(2)}`,
    `${fewest} a second or more`,
    rate >= fewest,
  )
  for (const { name, ratio, limit } of await measureOf('key'))
    row(`keys: ${name}`, ratio.toFixed(2), 'openssl genpkey', `at most ${limit}`, ratio <= limit)
  for (const { name, ratio, limit } of await measureOf('bundle'))
    row(`bundles: ${name}`, ratio.toFixed(2), 'linear: 1', `at most ${limit}`, ratio <= limit)

  for (const { name, ratio, limit } of await measureOf('store'))
    row(`stores: ${name}`, ratio.toFixed(2), '', `at most ${limit}`, ratio <= limit)

  for (const { name, ratio, limit } of await measureOf('language'))
    row(`language: ${name}`, ratio.toFixed(2), '', `at most ${limit}`, ratio <= limit)

  for (const { name, ratio, limit } of await measureOf('acme', join(top, 'dist')))
    row(`ACME: ${name}`, ratio.toFixed(2), 'acme-client', `at most ${limit}`, ratio <= limit)

  for (const { name, ratio, limit } of await measureOf('served', offbox))
    row(`serve: ${name}`, ratio.toFixed(2), 'a bare server', `at most ${limit}`, ratio <= limit)

  const exports = join(top, 'fixtures', 'exports')
  const texts = readdirSync(exports).map((file) => readFileSync(join(exports, file), 'utf8'))
  for (const { name, value, limit, unit } of await measureOf('check', offbox, texts)) {
    const most = unit !== 'files/s'
    row(
      `checking: ${name}`,
      `${value.toFixed(value < 10 ? 2 : 0)} ${unit}`,
      '',
      `${most ? 'at most' : 'at least'} ${limit}`,
      most ? value <= limit : value >= limit,
    )
  }

  for (const { name, rate, ratio, limit } of await measureOf('fuzz', join(top, 'fixtures', 'fuzz', 'routers')))
    row(`fuzzing: ${name}`, `${rate.toFixed(0)} a second`, `device and two runs: ${ratio.toFixed(2)}`, `at most ${limit}`, ratio <= limit)

  for (const { name, milliseconds, limit } of await measureOf('editor'))
    row(`editor: ${name}`, `${milliseconds.toFixed(1)} ms`, '', `at most ${limit} ms`, milliseconds <= limit)

  for (const { name, milliseconds, loops, limit } of await measureOf('page'))
    row(
      `page: ${name}`,
      `${milliseconds.toFixed(0)} ms`,
      `${loops.toFixed(2)} x a loop in chromium`,
      `at most ${limit} ms`,
      milliseconds <= limit,
    )

  // The processor time of a kernel, without that of an empty program; the minimum of four.
  const kernels = join(here, 'kernels')
  // SQLite is included in the system's python3.
  const python = existsSync('/usr/bin/python3') ? '/usr/bin/python3' : 'python3'
  const programs = [
    ['offbox', process.execPath, 'rsc', (file) => [offbox, 'run', file]],
    ['lua5.4', 'lua5.4', 'lua', (file) => [file]],
    ['tclsh', 'tclsh', 'tcl', (file) => [file]],
    ['python3', python, 'py', (file) => [file]],
  ]
  const nothing = programs.map(([each, program, ending, args]) => {
    const file = join(scratch, `nothing.${ending}`)
    writeFileSync(file, '')
    return [each, program, args(file)]
  })
  const idle = race(nothing, 8)
  const all = new Map()
  const whole = []
  for (const file of readdirSync(kernels).filter((each) => each.endsWith('.rsc'))) {
    const name = file.slice(0, -'.rsc'.length)
    const stem = join(kernels, name)
    const peers = programs.filter(([, , ending]) => existsSync(`${stem}.${ending}`))
    const times = race(
      peers.map(([each, program, ending, args]) => [each, program, args(`${stem}.${ending}`)]),
      4,
    )
    const net = (each) => times.get(each) - idle.get(each)
    const ratios = [...times.keys()].filter((each) => each !== 'offbox').map((each) => [each, net('offbox') / net(each)])
    const isOfAll = peers.length === programs.length
    if (isOfAll) for (const [each, ratio] of ratios) all.set(each, [...(all.get(each) ?? []), ratio])
    if (isOfAll && times.has('lua5.4')) {
      const long = peers.flatMap(([each, program, ending, args]) => {
        if (!Object.hasOwn(tenfold, ending)) return []
        const file = join(scratch, `${name}.${ending}`)
        writeFileSync(file, tenfold[ending](readFileSync(`${stem}.${ending}`, 'utf8')))
        return [[each, program, args(file)]]
      })
      const tens = race(long, 2)
      whole.push(tens.get('offbox') / tens.get('lua5.4'))
    }
    row(
      `language: ${name}`,
      `${net('offbox').toFixed(0)} ms`,
      ratios.map(([each, ratio]) => `${ratio.toFixed(2)} x ${each}`).join(', '),
      name === 'rows' ? 'at most 1' : '',
      name === 'rows' ? ratios.every(([, ratio]) => ratio <= 1) : undefined,
    )
  }
  const mean = (ratios) => ratios.reduce((product, ratio) => product * ratio, 1) ** (1 / ratios.length)
  for (const [each, ratios] of all)
    row('language: geometric mean', `${mean(ratios).toFixed(2)} x ${each}`, '', 'at most 1', mean(ratios) <= 1)
  if (whole.length > 0)
    row('language: whole processes, kernels ten times over', `${mean(whole).toFixed(2)} x lua5.4`, '', 'at most 1.1', mean(whole) <= 1.1)
} finally {
  rmSync(scratch, { recursive: true, force: true })
}

const head = ['what', 'measured', 'against', 'budget', 'holds']
if (process.argv.includes('--json')) {
  const objects = rows.map((each) => Object.fromEntries(head.map((title, at) => [title, each[at]])))
  console.log(JSON.stringify(objects, null, 2))
} else {
  const widths = head.map((title, at) => Math.max(title.length, ...rows.map((each) => each[at].length)))
  for (const each of [head, widths.map((width) => '-'.repeat(width)), ...rows])
    console.log(`| ${each.map((cell, at) => cell.padEnd(widths[at])).join(' | ')} |`)
}
