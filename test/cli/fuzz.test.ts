// Owns the tests of `offbox fuzz`: it finds planted mistakes, says nothing of scripts without, and its counter-examples show what it says.
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, describe, expect, it } from 'vitest'
import { Player } from '../../src/cli/fuzz/play.ts'
import { isTest, reproduction } from '../../src/cli/fuzz/reproduce.ts'
import { rulesOf } from '../../src/cli/fuzz/rules.ts'
import { search, type Fault, type SearchResult } from '../../src/cli/fuzz/search.ts'
import { subjectOf, type Subject } from '../../src/cli/fuzz/subject.ts'
import type { Trial } from '../../src/cli/fuzz/trial.ts'
import { uncovered } from '../../src/cli/test/coverage.ts'
import { playCase } from '../../src/cli/test/play.ts'
import { readTests } from '../../src/cli/test/read.ts'
import { nodeHost } from '../../src/host/node/host.ts'
import { createDevice, memoryHost, memoryNetwork, parse } from '../../src/index.ts'
import { Source } from '../../src/text/source.ts'
import { offbox, scratch } from '../harness/command-line.ts'
import { top } from '../harness/sources.ts'

const folder = join(top, 'fixtures/fuzz')
const names = readdirSync(folder).filter((name) => name.endsWith('.rsc'))
const place = scratch()
afterAll(() => place.remove())

interface Searched {
  readonly subject: Subject
  readonly result: SearchResult
}

interface More {
  readonly releases?: readonly string[]
  readonly corpus?: readonly Trial[]
}

function searched(text: string, runs: number, { releases = [], corpus = [] }: More = {}): Searched {
  const source = new Source(Buffer.from(text, 'utf8').toString('latin1'), 'x.rsc')
  const subject = subjectOf(source, parse(text).script!)
  const rules = rulesOf(source)
  const covered = uncovered('x.rsc', source.text, {})
  const stock = { keys: nodeHost().keys, suite: [], covered, board: undefined }
  const others = releases.map((release) => ({ release, player: new Player(subject, rules, { ...stock, names: { release } }) }))
  const player = new Player(subject, rules, { ...stock, names: {} })
  const options = { runs, time: 120_000, seed: 1, clock: () => performance.now(), covered, corpus, others }
  return { subject, result: search(subject, rules, player, options) }
}
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
      expect([...result.unmodelled]).toEqual([])
      expect(result.faults.map(({ finding }) => finding.kind)).not.toEqual([])
      for (const fault of result.faults) shows(fault, subject)
    },
    120_000,
  )

  it.each(names.filter((name) => name.endsWith('.fixed.rsc')))(
    '%s is left alone',
    (name) => {
      const { result } = searched(read(name), 60)
      expect([...result.unmodelled]).toEqual([])
      expect(result.faults.map(({ finding }) => `${finding.kind}: ${finding.message}`)).toEqual([])
    },
    120_000,
  )
})

/** A counter-example is a script of its own, or a test: one about a failure fails so on a new device. */
function shows(fault: Fault, subject: Subject): void {
  const script = reproduction(fault, subject, 1)
  const { kind, message } = fault.finding
  expect(parse(script).script, script).toBeDefined()
  if (kind !== 'error' || fault.trial.gone !== undefined) return
  const said = message.replace(/ \([^()]*\)$/, '')
  if (!isTest(fault)) {
    const { failure } = createDevice({ host: memoryHost({ network: memoryNetwork() }) }).run(script)
    expect(failure?.message, script).toContain(said)
    return
  }
  const file = readTests(new Source(Buffer.from(script, 'utf8').toString('latin1'), 'x.test.rsc'))
  const [one] = file.cases
  if (one === undefined) throw new Error('a script that shows a finding has a case')
  const verdict = playCase(one, { file, scripts: [], names: {}, board: undefined, watch: undefined, clock: () => 0 })
  expect(JSON.stringify(verdict.misses), script).toContain(said)
}

describe('scripts as routers have them', () => {
  const scripts = readdirSync(join(folder, 'routers'))
  const faulty = scripts.filter((name) => !name.endsWith('.fixed.rsc'))

  it('are more than thirty, each with a twin', () => {
    expect(faulty.length).toBeGreaterThanOrEqual(30)
    for (const name of faulty) expect(scripts).toContain(name.replace('.rsc', '.fixed.rsc'))
  })

  it.each(faulty)(
    '%s: its mistake is found',
    (name) => {
      const { subject, result } = searched(read(`routers/${name}`), 150)
      expect([...result.unmodelled]).toEqual([])
      expect(result.faults.map(({ finding }) => finding.kind)).not.toEqual([])
      for (const fault of result.faults) shows(fault, subject)
    },
    300_000,
  )

  it.each(scripts.filter((name) => name.endsWith('.fixed.rsc')))(
    '%s is left alone',
    (name) => {
      const { result } = searched(read(`routers/${name}`), 100)
      expect(result.judged).toBe(result.runs)
      expect(result.faults.map(({ finding }) => `${finding.kind}: ${finding.message}`)).toEqual([])
    },
    300_000,
  )
})

describe('the search', () => {
  const found = (text: string, runs: number, more: More = {}): readonly string[] =>
    searched(text, runs, more).result.faults.map(({ finding }) => finding.kind)

  it('tells one endless loop once, at its outermost line, and what waits by design last', () => {
    const loop = ':local i 0\n:while (true) do={\n  :foreach x in={1;2} do={ :set i ($i + 1) }\n  :local y ($i + 1)\n}\n'
    const { result, subject } = searched(loop, 5)
    expect(result.faults.map(({ finding }) => [finding.kind, subject.source.lineAt(finding.span?.from ?? 0)])).toEqual([['endless', 2]])
    const waiting = ':do { :delay 1s } while=([:len [/ip/dhcp-client/find where status=bound]] = 0)\n'
    expect(searched(waiting, 30).result.faults.map(({ finding }) => finding.isWaiting)).toEqual([true])
  })

  it('gives a function no argument that its own use excludes', () => {
    expect(found(':global add do={ :local all ($1 + $2); :return ($all . "x") }\n', 60)).toEqual([])
    expect(found(':global third do={ :return ("n" . ($1->2)) }\n', 60)).toEqual([])
  })

  it('compares releases', () => {
    const text = ':if ([:pick [/system/clock/get date] 4 5] = "-") do={ /ip/dns/static/add name=iso address=10.0.0.1 }\n'
    expect(found(`# offbox: allow second-run\n${text}`, 10)).toEqual([])
    expect(found(`# offbox: allow second-run\n${text}`, 10, { releases: ['7.9'] })).toEqual(['differs'])
  })

  it('says what no run could be judged for', () => {
    const { result } = searched('/interface/lte/at-chat lte1 input="AT"\n', 6)
    expect(result.judged + [...result.unmodelled.values()].reduce((sum, count) => sum + count, 0)).toBe(6)
  })

  it('begins with what it kept, which reaches as much', () => {
    const text = read('routers/connection-table.fixed.rsc')
    const first = searched(text, 60).result.corpus
    expect(first.length).toBeGreaterThan(1)
    const again = searched(text, first.length, { corpus: first }).result.corpus
    expect(again.length).toBe(first.length)
  })
})

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
    expect(offbox(place.path, ['fuzz', '--runs', '5', write('b.rsc', ':put 1\n')])).toMatchObject({
      code: 0,
      out: expect.stringContaining('nothing found in 5 runs'),
    })
    expect(offbox(place.path, ['fuzz', write('c.rsc', ':set x 1\n')]).code).toBe(2)
    const kept = join(place.path, 'kept')
    const run = (): ReturnType<typeof offbox> => offbox(place.path, ['fuzz', '--runs', '5', '--corpus', kept, join(place.path, 'b.rsc')])
    expect([run().code, run().code, readdirSync(kept)]).toEqual([0, 0, ['b.trials.json']])
    writeFileSync(join(kept, 'b.trials.json'), '[{}]')
    const wrong = run()
    expect(wrong.code).toBe(66)
    expect(wrong.err).toContain('holds no trials')
  })

  it('finds the same again with the same seed, as JSON, and saves what it finds', () => {
    const path = write('d.rsc', ':foreach i in=[/ip/address/find] do={ :put [/ip/address/get [find where comment=wan] address] }\n')
    const run = (): { faults: { kind: string; setup: string[]; line: number }[] } =>
      JSON.parse(
        offbox(place.path, [
          'fuzz',
          '--seed',
          '7',
          '--runs',
          '80',
          '--time',
          '60',
          '--format',
          'json',
          '--save',
          join(place.path, 'found'),
          path,
        ]).out,
      )
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
      offbox(place.path, ['fuzz', '--seed', '1', '--runs', '40', ...args, suite])
    const { code, out } = run()
    expect(out).toMatch(/library\.rsc\nnothing found in 40 runs.*\nfunctions that ran: \$twice \d+\n/)
    expect(out).toMatch(
      /user\.rsc\nnothing found in 40 runs.*\nfunctions that ran: \$never \d+\n1 of 6 lines with statements never ran: 6\n$/,
    )
    expect(code).toBe(0)
    expect(JSON.parse(run('--format', 'json').out)).toMatchObject([{ runs: 40 }, { neverRan: [6] }])
  })

  it('refuses what it cannot read', () => {
    expect(offbox(place.path, ['fuzz', write('e.rsc', '# offbox: expcet 1\n:put 1\n')])).toMatchObject({
      code: 64,
      err: expect.stringContaining("e.rsc:1: 'expcet' says nothing"),
    })
    expect(offbox(place.path, ['fuzz', '--seed', 'x', write('f.rsc', ':put 1\n')]).code).toBe(64)
  })
})
