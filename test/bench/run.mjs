// Owns `npm run bench`: start-up, reading, signing and loops, each against a named peer in the same run. Budgets are reported,
// not enforced.
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

/** What a measure finds out. */
const measureOf = async (name, ...given) => (await bundled(name)).measure(...given)

const median = (values) => values.toSorted((a, b) => a - b)[values.length >> 1]

/** Milliseconds of a program from start to end, or undefined where it is not installed. */
function once(program, args) {
  const start = process.hrtime.bigint()
  const { error, status, stderr } = spawnSync(program, args, { stdio: ['ignore', 'ignore', 'pipe'] })
  const time = Number(process.hrtime.bigint() - start) / 1e6
  if (error?.code === 'ENOENT') return undefined
  if (status !== 0) throw new Error(`${program} ${args.join(' ')} ended with ${status}: ${stderr}`)
  return time
}

/** Medians of several programs, their rounds interleaved. */
function race(programs, rounds) {
  const times = new Map()
  for (let round = 0; round < rounds; round++)
    for (const [name, program, args] of programs) {
      const time = once(program, args)
      if (time !== undefined) times.set(name, [...(times.get(name) ?? []), time])
    }
  return new Map([...times].map(([name, values]) => [name, median(values)]))
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
    21,
  )
  const more = starts.get('offbox') - starts.get('node')
  row(
    'start: offbox run of nothing',
    `${starts.get('offbox').toFixed(0)} ms`,
    `node -e 0: ${starts.get('node').toFixed(0)} ms`,
    'at most 70 ms more',
    more <= 70,
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

  for (const { name, ratio, limit } of await measureOf('acme', join(top, 'dist')))
    row(`ACME: ${name}`, ratio.toFixed(2), 'acme-client', `at most ${limit}`, ratio <= limit)

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

  for (const { name, milliseconds, limit } of await measureOf('editor'))
    row(`editor: ${name}`, `${milliseconds.toFixed(1)} ms`, '', `at most ${limit} ms`, milliseconds <= limit)

  // A kernel's time is that of its process without what the same program takes for an empty one.
  const kernels = join(here, 'kernels')
  const programs = [
    ['offbox', process.execPath, 'rsc', (file) => [offbox, 'run', file]],
    ['lua5.4', 'lua5.4', 'lua', (file) => [file]],
    ['tclsh', 'tclsh', 'tcl', (file) => [file]],
    ['python3', 'python3', 'py', (file) => [file]],
  ]
  const nothing = programs.map(([each, program, ending, args]) => {
    const file = join(scratch, `nothing.${ending}`)
    writeFileSync(file, '')
    return [each, program, args(file)]
  })
  const idle = race(nothing, 7)
  const all = new Map()
  for (const file of readdirSync(kernels).filter((each) => each.endsWith('.rsc'))) {
    const stem = join(kernels, file.slice(0, -'.rsc'.length))
    const peers = programs.map(([each, program, ending, args]) => [each, program, args(`${stem}.${ending}`)])
    const times = new Map([...race(peers, 5)].map(([each, time]) => [each, time - idle.get(each)]))
    const ours = times.get('offbox')
    const ratios = [...times].filter(([each]) => each !== 'offbox').map(([each, time]) => [each, ours / time])
    for (const [each, ratio] of ratios) all.set(each, [...(all.get(each) ?? []), ratio])
    row(
      `language: ${file.slice(0, -'.rsc'.length)}`,
      `${ours.toFixed(0)} ms`,
      ratios.map(([each, ratio]) => `${ratio.toFixed(2)} x ${each}`).join(', '),
      '',
    )
  }
  for (const [each, ratios] of all) {
    const mean = ratios.reduce((product, ratio) => product * ratio, 1) ** (1 / ratios.length)
    const limit = each === 'lua5.4' ? 2 : 1
    row('language: geometric mean', `${mean.toFixed(2)} x ${each}`, '', `at most ${limit}`, mean <= limit)
  }
} finally {
  rmSync(scratch, { recursive: true, force: true })
}

const head = ['what', 'measured', 'against', 'budget', 'holds']
const widths = head.map((title, at) => Math.max(title.length, ...rows.map((each) => each[at].length)))
for (const each of [head, widths.map((width) => '-'.repeat(width)), ...rows])
  console.log(`| ${each.map((cell, at) => cell.padEnd(widths[at])).join(' | ')} |`)
