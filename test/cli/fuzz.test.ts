// Owns the tests of the search of `offbox fuzz`: it finds planted mistakes, says nothing of scripts without, and its counter-examples show
// what it says.
import { createPrivateKey, createPublicKey, sign, verify } from 'node:crypto'
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
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
import { top } from '../harness/sources.ts'
import { existing } from '../harness/existing.ts'

const folder = join(top, 'fixtures/fuzz')
const names = readdirSync(folder).filter((name) => name.endsWith('.rsc'))

function searched(text: string, runs: number): { readonly subject: FuzzSubject; readonly result: SearchResult } {
  const source = new Source(Buffer.from(text, 'utf8').toString('latin1'), 'x.rsc')
  const subject = fuzzSubjectOf(source, existing(parse(text).script, 'script'))
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
    expect(names.filter((name) => name.endsWith('.fixed.rsc'))).toEqual(faulty.map((name) => name.replace('.rsc', '.fixed.rsc')))
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
    expect(all.filter((name) => name.endsWith('.fixed.rsc'))).toEqual(faulty.map((name) => name.replace('.rsc', '.fixed.rsc')))
  })

  it('are found wrong at their planted line: all but one in ten', () => {
    const missed = faulty.filter((name) => {
      const planted = /^# planted: (.*)/.exec(text(name))?.[1]
      const { subject, result } = searched(text(name), runs)
      return !result.faults.some(({ finding }) => finding.kind === planted || String(lineOf(finding, subject.source)) === planted)
    })
    expect(missed.length, missed.join(' ')).toBeLessThanOrEqual(3)
  }, 600_000)

  it('are left alone where they are fixed', () => {
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
