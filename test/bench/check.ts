// Owns the benchmarks of `offbox check`: a list of 300,000 lines, 500 exports, and whether memory grows with the number of files.
import { spawnSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

/** A result with its budget; `unit` is the unit of `value` and says whether less is better. */
export interface Measure {
  readonly name: string
  readonly value: number
  readonly limit: number
  readonly unit: 's' | 'MB' | 'files/s' | 'times'
}

/** Runs the built command line (`offbox` is its path) on generated files; `exports` are the texts of exports to copy. */
export function measure(offbox: string, exports: readonly string[]): readonly Measure[] {
  const folder = mkdtempSync(join(tmpdir(), 'offbox-check-'))
  try {
    const list = join(folder, 'list.rsc')
    writeFileSync(list, addressList(300_000))
    const few = copies(folder, 'few', exports, 500)
    const many = copies(folder, 'many', exports, 2000)
    const big = best(() => run(offbox, list))
    const ordinary = best(() => run(offbox, few))
    const more = run(offbox, many)
    return [
      { name: 'check a list of 300,000 lines', value: big.seconds, limit: 4, unit: 's' },
      { name: '... memory', value: big.megabytes, limit: 1000, unit: 'MB' },
      { name: 'check 500 exports', value: 500 / ordinary.seconds, limit: 100, unit: 'files/s' },
      { name: 'memory for 2,000 exports / for 500', value: more.megabytes / ordinary.megabytes, limit: 1.5, unit: 'times' },
    ]
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

interface Run {
  readonly seconds: number
  readonly megabytes: number
}

/** The process reports its own peak: `maxRSS` is in kilobytes. */
function run(offbox: string, path: string): Run {
  const report = `process.on('exit', () => require('node:fs').writeSync(2, 'peak ' + process.resourceUsage().maxRSS + '\\n'))`
  const tell = join(path, '..', 'tell.cjs')
  writeFileSync(tell, report)
  const start = process.hrtime.bigint()
  const { status, stderr } = spawnSync(process.execPath, ['--require', tell, offbox, 'check', '--severity', 'late', path], {
    encoding: 'utf8',
  })
  const seconds = Number(process.hrtime.bigint() - start) / 1e9
  const peak = /peak (\d+)/.exec(stderr)?.[1]
  if (status !== 0 || peak === undefined) throw new Error(`check of ${path} ended with ${String(status)}: ${stderr}`)
  return { seconds, megabytes: Number(peak) / 1024 }
}

function best(one: () => Run): Run {
  const runs = [one(), one()]
  return runs.reduce((a, b) => (a.seconds < b.seconds ? a : b))
}

/** Returns some 20 MB of text. Addresses are counted up, so that the file is the same each time. */
function addressList(lines: number): string {
  const parts = ['/ip firewall address-list\n']
  for (let n = 0; n < lines; n++)
    parts.push(
      `add address=${1 + (n % 223)}.${(n >> 8) % 256}.${(n * 7) % 256}.${n % 256} comment="listed as number ${n}" list=blocked-${n % 9}\n`,
    )
  return parts.join('')
}

function copies(folder: string, name: string, exports: readonly string[], count: number): string {
  const path = join(folder, name)
  mkdirSync(path)
  for (let n = 0; n < count; n++) writeFileSync(join(path, `${n}.rsc`), exports[n % exports.length] ?? '', 'latin1')
  return path
}

/** The texts of some files. */
export const textsOf = (paths: readonly string[]): readonly string[] => paths.map((path) => readFileSync(path, 'latin1'))
