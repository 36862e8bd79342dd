// Owns the tests of the search of `offbox fuzz`: it finds planted faults, reports none in correct scripts, and its counter-examples show
// the reported fault.
import { createPrivateKey, createPublicKey, sign, verify } from 'node:crypto'
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { TrialRunner } from '../../src/cli/fuzz/trial-runner.ts'
import { reproduction } from '../../src/cli/fuzz/reproduce.ts'
import { directivesFor } from '../../src/cli/fuzz/rules.ts'
import { LearnedTexts } from '../../src/cli/fuzz/learned-texts.ts'
import { needsTest } from '../../src/cli/fuzz/reproduce.ts'
import { lineOfFinding } from '../../src/cli/fuzz/finding.ts'
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
  return { subject, result: search(subject, rules, new TrialRunner(subject, rules, stock, known), known, options) }
}
/** One key of each size for all tests. */
const keys = oneKeyEach()
const read = (name: string): string => readFileSync(join(folder, name), 'utf8')

describe('names that are not ASCII', () => {
  const script = ':global "grüße" do={ :put (1 / [:len $"näme"]) }\n'

  it('are called, and what shows a fault runs', () => {
    const { subject, result } = searched(script, 60)
    const [fault] = result.faults
    const shown = reproduction(existing(fault, 'fault'), subject, 1)
    expect([fault?.finding.message, shown, createDevice({ host: memoryHost() }).run(shown).failure?.message]).toMatchInlineSnapshot(`
      [
        "division by zero (:put)",
        "# error: division by zero (:put)
      # found by offbox fuzz --seed 1 in x.rsc; a device in memory whose clock starts at 2024-01-01 00:00:00
      /
      :global "grüße" do={ :put (1 / [:len $"näme"]) }

      :global "grüße"; :put [$"grüße"]
      ",
        "division by zero (:put; line 4)",
      ]
    `)
  })

  it('are globals with values', () => {
    const { subject, result } = searched(':global "größe"\n:if ([:typeof $"größe"] = "num") do={ :put (1 / ($"größe" - $"größe")) }\n', 200)
    const [fault] = result.faults
    expect([fault?.finding.message, reproduction(existing(fault, 'fault'), subject, 1)]).toMatchInlineSnapshot(`
      [
        "division by zero (:put)",
        "# error: division by zero (:put)
      # found by offbox fuzz --seed 1 in x.rsc; a device in memory whose clock starts at 2024-01-01 00:00:00
      :global "größe" 0
      /
      :global "größe"
      :if ([:typeof $"größe"] = "num") do={ :put (1 / ($"größe" - $"größe")) }

      ",
      ]
    `)
  })
})

describe('inputs', () => {
  it('have the type that a function converts them to, also through a local variable', () => {
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
  it.each(['2048', '4096', '8192'] as const)('of %s bits need no search for primes, and work', (size) => {
    // A search for 8192-bit primes takes a minute in a process that `--time` does not end. That search checks limits; this class counts the
    // checks.
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

describe('planted faults', () => {
  const faulty = names.filter((name) => !name.endsWith('.fixed.rsc'))

  it('are twenty, each with a correct variant', () => {
    expect(faulty.length).toBe(20)
    expect(names.filter((name) => name.endsWith('.fixed.rsc'))).toEqual(faulty.map((name) => name.replace('.rsc', '.fixed.rsc')))
  })

  it.each(faulty)(
    '%s is found',
    (name) => {
      const { subject, result } = searched(read(name), 90)
      expect([...result.stopped.keys()]).toEqual([])
      expect(result.faults.map(({ finding }) => finding.kind)).not.toEqual([])
      for (const fault of result.faults) if (!needsTest(fault)) checkReproduction(reproduction(fault, subject, 1), fault)
    },
    300_000,
  )

  it.each(names.filter((name) => name.endsWith('.fixed.rsc')))(
    '%s has no findings',
    (name) => {
      const { result } = searched(read(name), 60)
      expect([...result.stopped.keys()]).toEqual([])
      expect(result.faults.map(({ finding }) => `${finding.kind}: ${finding.message}`)).toEqual([])
    },
    300_000,
  )
})

describe('scripts as routers run them', () => {
  const routers = join(folder, 'routers')
  const all = readdirSync(routers).filter((name) => name.endsWith('.rsc'))
  const faulty = all.filter((name) => !name.endsWith('.fixed.rsc'))
  const text = (name: string): string => readFileSync(join(routers, name), 'utf8')
  /** The number of runs that ten seconds allow at least. */
  const runs = 100

  it('are thirty-four, each with a correct variant', () => {
    expect(faulty.length).toBe(34)
    expect(all.filter((name) => name.endsWith('.fixed.rsc'))).toEqual(faulty.map((name) => name.replace('.rsc', '.fixed.rsc')))
  })

  it('planted faults are found at their line: all but one in ten', () => {
    const missed = faulty.filter((name) => {
      const planted = /^# planted: (.*)/.exec(text(name))?.[1]
      const { subject, result } = searched(text(name), runs)
      return !result.faults.some(({ finding }) => finding.kind === planted || String(lineOfFinding(finding, subject.source)) === planted)
    })
    expect(missed.length, missed.join(' ')).toBeLessThanOrEqual(3)
  }, 600_000)

  it('correct variants have no findings', () => {
    const results = all
      .filter((name) => name.endsWith('.fixed.rsc'))
      .flatMap((name) => searched(text(name), runs).result.faults.map(({ finding }) => `${name} ${finding.kind}: ${finding.message}`))
    expect(results).toEqual([])
  }, 600_000)
})

/** A counter-example is a complete script: run on a new device in its environment, it fails in the same way. */
function checkReproduction(script: string, { finding: { kind, message }, trial: { web } }: FuzzFault): void {
  expect(parse(script).script, script).toBeDefined()
  if (kind !== 'error') return
  const network = memoryNetwork({
    answers: () => (web === 'unreachable' ? { fault: web, detail: '' } : { status: web.status, body: Buffer.from(web.body, 'utf8') }),
  })
  const { failure } = createDevice({ host: memoryHost({ network }) }).run(script)
  expect(failure?.message, script).toContain(message.replace(/ \([^()]*\)$/, ''))
}
