// Owns the tests of `offbox fuzz`: it finds planted mistakes, says nothing of scripts without, and its counter-examples show what it says.
import { createPrivateKey, createPublicKey, sign, verify } from 'node:crypto'
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, describe, expect, it } from 'vitest'
import { Player } from '../../src/cli/fuzz/play.ts'
import { reproduction } from '../../src/cli/fuzz/reproduce.ts'
import { directivesFor } from '../../src/cli/fuzz/rules.ts'
import { LearnedTexts } from '../../src/cli/fuzz/learned-texts.ts'
import { needsTest } from '../../src/cli/fuzz/reproduce.ts'
import { lineOf } from '../../src/cli/fuzz/finding.ts'
import { oneKeyEach } from '../../src/cli/fuzz/keys.ts'
import { search, type FuzzFault, type SearchResult } from '../../src/cli/fuzz/search.ts'
import { uncovered } from '../../src/cli/test/coverage.ts'
import { fuzzSubjectOf, type FuzzSubject } from '../../src/cli/fuzz/subject.ts'
import { createDevice, memoryHost, memoryNetwork, parse } from '../../src/index.ts'
import { Source } from '../../src/text/source.ts'
import { Account, onAccount } from '../../src/value/limits.ts'
import { offbox, scratch } from '../harness/command-line.ts'
import { containing, matching } from '../harness/expected.ts'
import { top } from '../harness/sources.ts'

const folder = join(top, 'fixtures/fuzz')
const names = readdirSync(folder).filter((name) => name.endsWith('.rsc'))
const place = scratch()
afterAll(() => place.remove())

function searched(text: string, runs: number): { readonly subject: FuzzSubject; readonly result: SearchResult } {
  const source = new Source(Buffer.from(text, 'utf8').toString('latin1'), 'x.rsc')
  const subject = fuzzSubjectOf(source, parse(text).script!)
  const rules = directivesFor(source)
  const known = new LearnedTexts()
  const stock = { names: {}, keys, suite: [], library: [], covered: uncovered('x.rsc', source.text, {}, false), board: undefined }
  const options = { runs, time: 600_000, seed: 1, clock: () => performance.now() }
  return { subject, result: search(subject, rules, new Player(subject, rules, stock, known), known, options) }
}
/** One key of each size for all. */
const keys = oneKeyEach()
const read = (name: string): string => readFileSync(join(folder, name), 'utf8')

describe('inputs', () => {
  it('are of the type that a function makes of them, also through a local', () => {
    const { subject, result } = searched(
      ':global mask do={ :local address $1; :local length $2; :if ($length > 32) do={ :return 0 }\n' +
        '  :return ([:toip $address] & 255.255.0.0) }\n' +
        ':global wait do={ :return ([:totime $1] + 1s) }\n',
      120,
    )
    expect(subject.functions.map(({ inputs }) => inputs.map(({ use }) => use.type))).toEqual([['ip', 'num'], ['time']])
    expect(result.faults.map(({ finding }) => finding.message)).toEqual([])
  })
})

describe('keys of trials', () => {
  it.each(['2048', '4096', '8192'] as const)('of %s bits need no search elsewhere, and are good for what keys are for', (size) => {
    // The search for real primes of 8192 bits takes a minute in a process that no `--time` ends. It looks at limits; this looks at none.
    class Searched extends Account {
      override checkLimits(): void {
        throw new Error('primes are looked for elsewhere')
      }
    }
    const key = onAccount(new Searched(), () => oneKeyEach().make(size))
    expect(key.asymmetricKeyDetails?.modulusLength).toBe(Number(size))
    const open = createPublicKey(createPrivateKey(key.export({ type: 'pkcs8', format: 'pem' })))
    expect(verify('sha256', Buffer.from('x'), open, sign('sha256', Buffer.from('x'), key))).toBe(true)
  })
})

describe('planted mistakes', () => {
  const faulty = names.filter((name) => !name.endsWith('.fixed.rsc'))

  it('are twenty, each with a twin that has none', () => {
    expect(faulty.length).toBe(20)
    for (const name of faulty) expect(names).toContain(name.replace('.rsc', '.fixed.rsc'))
  })

  it.each(faulty)(
    '%s is found',
    (name) => {
      const { subject, result } = searched(read(name), 90)
      expect([...result.stopped.keys()]).toEqual([])
      expect(result.faults.map(({ finding }) => finding.kind)).not.toEqual([])
      for (const fault of result.faults) if (!needsTest(fault)) shows(reproduction(fault, subject, 1), fault)
    },
    300_000,
  )

  it.each(names.filter((name) => name.endsWith('.fixed.rsc')))(
    '%s is left alone',
    (name) => {
      const { result } = searched(read(name), 60)
      expect([...result.stopped.keys()]).toEqual([])
      expect(result.faults.map(({ finding }) => `${finding.kind}: ${finding.message}`)).toEqual([])
    },
    300_000,
  )
})

describe('scripts of routers', () => {
  const routers = join(folder, 'routers')
  const all = readdirSync(routers).filter((name) => name.endsWith('.rsc'))
  const faulty = all.filter((name) => !name.endsWith('.fixed.rsc'))
  const text = (name: string): string => readFileSync(join(routers, name), 'utf8')
  /** The fixed number of runs that ten seconds are at least good for. */
  const runs = 100

  it('are thirty-four, each with a twin', () => {
    expect(faulty.length).toBe(34)
    for (const name of faulty) expect(all).toContain(name.replace('.rsc', '.fixed.rsc'))
  })

  it('are found wrong at their planted line: all but one in ten', () => {
    const missed = faulty.filter((name) => {
      const planted = /^# planted: (.*)/.exec(text(name))?.[1]
      const { subject, result } = searched(text(name), runs)
      return !result.faults.some(({ finding }) => finding.kind === planted || String(lineOf(finding, subject.source)) === planted)
    })
    expect(missed.length, missed.join(' ')).toBeLessThanOrEqual(3)
  }, 600_000)

  it('are left alone where they are mended', () => {
    const told = all
      .filter((name) => name.endsWith('.fixed.rsc'))
      .flatMap((name) => searched(text(name), runs).result.faults.map(({ finding }) => `${name} ${finding.kind}: ${finding.message}`))
    expect(told).toEqual([])
  }, 600_000)
})

/** A counter-example is a script of its own: one about a failure fails so on a new device, in the world that it tells of. */
function shows(script: string, { finding: { kind, message }, trial: { web } }: FuzzFault): void {
  expect(parse(script).script, script).toBeDefined()
  if (kind !== 'error') return
  const network = memoryNetwork({
    answers: () => (web === 'unreachable' ? { fault: web, detail: '' } : { status: web.status, body: Buffer.from(web.body, 'utf8') }),
  })
  const { failure } = createDevice({ host: memoryHost({ network }) }).run(script)
  expect(failure?.message, script).toContain(message.replace(/ \([^()]*\)$/, ''))
}

// A search takes its seconds, and a busy machine more.
describe('the command', () => {
  const write = (name: string, text: string): string => {
    const path = join(place.path, name)
    writeFileSync(path, text)
    return path
  }

  it('tells the place, the smallest device and the call', () => {
    const path = write(
      'a.rsc',
      ':global half do={\n  # offbox: input $1 num 1..9\n  # offbox: expect ($result * 2) = $1\n  :return ($1 / 2)\n}\n',
    )
    const { code, out } = offbox(place.path, ['fuzz', '--seed', '1', '--runs', '60', '--time', '60', path])
    expect(code).toBe(1)
    expect(out).toContain('expect: expected ($result * 2) = $1')
    expect(out).toContain(':put [$half (1)]')
    expect(out).toMatch(/^1 fault in 60 runs, [\d.]+ s, seed 1$/m)
  })

  it('says so where there is nothing, and where a device refuses the script', () => {
    expect(offbox(place.path, ['fuzz', '--runs', '5', '--time', '5m', write('b.rsc', ':put 1\n')])).toMatchObject({
      code: 0,
      out: containing('nothing found in 5 runs'),
    })
    expect(offbox(place.path, ['fuzz', write('c.rsc', ':set x 1\n')]).code).toBe(2)
  })

  it('takes release and board of the header of an export', () => {
    const lines = '# 2025-03-14 10:22:33 by RouterOS 7.16\n# model = RB750Gr3\n/system routerboard settings\nset auto-upgrade=yes\n'
    const path = write('e.rsc', `${lines}:put ("at " . [/system/resource/get board-name])\n`)
    const { code, out, err } = offbox(place.path, ['fuzz', '--runs', '3', '--time', '5m', '--seed', '1', path])
    expect({ code, out: out.replace(/\d+\.\d s/, 'SECONDS'), err }).toEqual({
      code: 0,
      out: 'nothing found in 3 runs, SECONDS, seed 1\n',
      err: '',
    })
    const old = write('f.rsc', '# 2025-03-14 10:22:33 by RouterOS 6.49\n:onerror e in={ :put 1 } do={ :put $e }\n')
    expect(offbox(place.path, ['fuzz', '--runs', '2', '--time', '5m', old]).code).toBe(2)
  })

  it('finds the same again with the same seed, as JSON, and saves what it finds', () => {
    const path = write('d.rsc', ':foreach i in=[/ip/address/find] do={ :put [/ip/address/get [find where comment=wan] address] }\n')
    const words = ['fuzz', '--seed', '7', '--runs', '80', '--time', '60', '--format', 'json', '--save', join(place.path, 'found'), path]
    // What dist/ prints in this format (src/cli/fuzz/README.md).
    const run = () => JSON.parse(offbox(place.path, words).out) as { faults: { kind: string; setup: string[]; line: number }[] }
    const first = run()
    expect(first.faults.map(({ kind, line }) => [kind, line])).toEqual([['error', 1]])
    expect(run().faults).toEqual(first.faults)
    const saved = join(place.path, 'found', 'd.1.rsc')
    expect(offbox(place.path, ['run', saved]).code).toBe(1)
  })

  it('searches each script of a folder, with the others on the device, and says what it did not reach', () => {
    const suite = join(place.path, 'suite')
    mkdirSync(suite)
    writeFileSync(join(suite, 'library.rsc'), ':global twice do={ :return ($1 * 2) }\n')
    const user =
      '# offbox: given /import library.rsc\n:global twice\n:global four [$twice 2]\n' +
      ':global never do={\n  :if (1 = 2) do={\n    :put 1\n  }\n}\n' +
      ':if ($four != 4) do={ :set four [/system/script/get library source]; :put ($four + 1) }\n'
    writeFileSync(join(suite, 'user.rsc'), user)
    writeFileSync(join(suite, 'user.test.rsc'), '# offbox: case none\n')
    const run = (...args: string[]): ReturnType<typeof offbox> =>
      offbox(place.path, ['fuzz', '--seed', '1', '--runs', '40', '--time', '5m', ...args, suite])
    const { code, out } = run()
    expect(out).toMatch(/library\.rsc\nnothing found in 40 runs.*\nfunctions that ran: \$twice \d+\n/)
    expect(out).toMatch(/user\.rsc\nnothing found in 40 runs.*\nfunctions that ran: \$never \d+\n1 of 6 lines .*\n.*\n$/)
    expect(out.endsWith('\n1 of 6 lines with statements never ran: 6\nconditions that never held: 5, 9\n')).toBe(true)
    expect(code).toBe(0)
    expect(JSON.parse(run('--format', 'json').out)).toMatchObject([{ runs: 40 }, { neverRan: [6] }])
  })

  it('runs the library of a suite first, and keeps what reaches most', () => {
    const suite = join(place.path, 'built')
    const kept = join(place.path, 'kept')
    mkdirSync(suite)
    writeFileSync(join(suite, 'functions.rsc'), ':global note do={ :log info $1 }\n:global limit 5\n')
    writeFileSync(
      join(suite, 'main.rsc'),
      ':global note\n:global limit\n:if ([:len [/ip/pool/find where comment="x"]] > 0) do={ $note "x"; :error ("y" . ($limit + 1)) }\n',
    )
    const run = (): ReturnType<typeof offbox> =>
      offbox(place.path, ['fuzz', '--seed', '1', '--runs', '30', '--time', '5m', '--corpus', kept, suite])
    const { code, out } = run()
    expect(out).toMatch(/main\.rsc\nnothing found in 30 runs/)
    expect(out).not.toContain('never ran')
    expect(code).toBe(0)
    const trials = readdirSync(kept, { recursive: true, encoding: 'utf8' }).filter((name) => name.endsWith('.json'))
    expect(trials.length).toBeGreaterThan(0)
    expect(run().out).toMatch(/main\.rsc\nnothing found in 30 runs/)
  })

  it('reads dates of both styles where the script does, without being asked', () => {
    const reader = (
      old: string,
    ): string => `:local months ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
:local date [/system/clock/get date]
:local month [:pick $date 5 7]
:if ([:pick $date 3 4] = "/") do={ ${old} }
:if ([:len $month] != 2) do={ :error "no month in $date" }
`
    const padded = ':set month ("0" . ([:find $months [:pick $date 0 3]] + 1)); :set month [:pick $month ([:len $month] - 2) [:len $month]]'
    const run = (text: string): ReturnType<typeof offbox> =>
      offbox(place.path, ['fuzz', '--seed', '1', '--runs', '10', '--time', '5m', write('k.rsc', text)])
    expect(run(reader(padded))).toMatchObject({ code: 0, out: matching(/nothing found in 10 runs/) })
    const wrong = run(reader(':set month ([:find $months [:pick $date 0 3]] + 1)'))
    expect(wrong.out).toContain('releases: on the same device it ends differently on 7.24 than on 7.9')
    expect(wrong.code).toBe(1)
    // One that knows no month is for its own style alone.
    expect(run(':local d [/system/clock/get date]\n:if ([:pick $d 4 5] != "-") do={ :error $d }\n').code).toBe(0)
  })

  it('searches its part of the scripts', () => {
    const shared = join(place.path, 'shared')
    mkdirSync(shared)
    for (const name of ['a', 'b', 'c', 'd', 'e']) writeFileSync(join(shared, `${name}.rsc`), `:put "${name}"\n`)
    const searched = [1, 2, 3].map((part) => {
      const kept = join(place.path, `part-${part}`)
      const { out, code } = offbox(place.path, ['fuzz', '--seed', '1', '--runs', '2', '--shard', `${part}/3`, '--corpus', kept, shared])
      expect(code).toBe(0)
      // Each keeps what it searched, and nothing else.
      const names = [...out.matchAll(/^.*?(\w)\.rsc$/gm)].map(([, name]) => name ?? '')
      expect(
        readdirSync(kept)
          .map((name) => name.slice(0, 1))
          .sort(),
      ).toEqual([...names].sort())
      return names
    })
    expect(searched.flat().sort()).toEqual(['a', 'b', 'c', 'd', 'e'])
    expect(searched.every((names) => names.length > 0)).toBe(true)
  })

  it('compares releases, and says where no run could be judged', () => {
    const dated = write('g.rsc', ':local date [/system/clock/get date]\n:if ([:pick $date 4 5] != "-") do={ /system/note/set note=old }\n')
    const { code, out } = offbox(place.path, ['fuzz', '--seed', '1', '--runs', '10', '--time', '5m', '--releases', '7.24,7.9', dated])
    expect(code).toBe(1)
    expect(out).toContain('releases: on the same device it ends differently on 7.24 than on 7.9')
    expect(out).toContain('7.9: goes well; 1 row of /system/note changed')
    expect(offbox(place.path, ['fuzz', '--releases', '7.24', dated]).code).toBe(64)
    const waits = write('h.rsc', ':global ready\n:while ($ready != "never") do={ :delay 1s; :set ready "" }\n')
    const stopped = offbox(place.path, ['fuzz', '--seed', '1', '--runs', '4', '--time', '5m', waits])
    expect(stopped.out).toMatch(/^no result in 4 runs, 0 of them judged.*\n/)
    expect(stopped.out).toContain('warning: it waits in vain: line 2: 4 of 4 runs stopped there and were not judged\n')
    expect(stopped.code).toBe(3)
  })

  it('fuzzes the scripts of a kept device', () => {
    const kept = join(place.path, 'device')
    const setup = write('i.rsc', '/system/script/add name=ask source="/ip/pool/get [find where name=x] ranges"\n')
    expect(offbox(place.path, ['run', '--device', kept, setup]).code).toBe(0)
    const { code, out } = offbox(place.path, ['fuzz', '--seed', '1', '--runs', '10', '--time', '5m', '--device', kept])
    expect(out).toContain('--> /system/script ask:1')
    expect(code).toBe(1)
  })

  it('shows what only a device says as a test', () => {
    const path = write(
      'j.rsc',
      ':foreach n in=[/ip/neighbor/find where interface=ether2] do={\n  :local who [/ip/neighbor/get $n identity]\n' +
        '  :put [:pick $who 0 [:find $who "-"]]\n}\n',
    )
    const found = join(place.path, 'told')
    expect(offbox(place.path, ['fuzz', '--seed', '1', '--runs', '40', '--time', '5m', '--save', found, path]).out).toContain(
      '# offbox: row /ip/neighbor',
    )
    expect(offbox(place.path, ['test', join(found, 'j.1.test.rsc')]).out).toContain('1 passed')
  })

  it('refuses what it cannot read', () => {
    expect(offbox(place.path, ['fuzz', write('e.rsc', '# offbox: expcet 1\n:put 1\n')])).toMatchObject({
      code: 64,
      err: matching(/^error: unknown comment 'expcet'\n --> .*e\.rsc:1:11\n1 \| # offbox: expcet 1\n {2}\| {11}\^{6}\n/),
    })
    // An expectation that no device could answer is no fault of the script.
    expect(offbox(place.path, ['fuzz', write('g.rsc', '# offbox: expect $result ~ "^[0-9]+$"\n:return 5\n')])).toMatchObject({
      code: 64,
      err: matching(/^error: 'expect \$result ~ "\^\[0-9\]\+\$"' cannot be read\n --> .*g\.rsc:1:18\n/),
    })
    expect(offbox(place.path, ['fuzz', '--seed', 'x', write('f.rsc', ':put 1\n')]).code).toBe(64)
  })
})
