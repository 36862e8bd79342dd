// Owns the tests that both tiers behave the same: closures only, everything as JavaScript, and code that becomes hot.
import { spawnSync } from 'node:child_process'
import { readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import fc, { type Arbitrary } from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Thresholds } from '../../src/compile/thresholds.ts'
import { grammar } from '../../src/fuzz/index.ts'
import { createDevice, memoryHost, type Limits } from '../../src/index.ts'
import { fixtureKeys } from '../harness/keys.ts'

const folder = new URL('../../fixtures/tiers/', import.meta.url)
const tiers: readonly (Thresholds | null)[] = [
  { turns: 0, calls: 0 },
  { turns: 3, calls: 2 },
  { turns: 500, calls: 200 },
]

/** All observable results of a run: output, failure with places and calls, steps, globals. */
function outcomeOf(text: string, hot: Thresholds | null, limits: Partial<Limits> = {}): unknown {
  const device = createDevice({ host: memoryHost({ keys: fixtureKeys() }), limits: { time: undefined, memory: undefined, ...limits } })
  let printed = ''
  const session = device.session({ write: (bytes) => void (printed += bytes), hotThresholds: hot })
  const { failure } = session.feed(text, 'it.rsc')
  const { message, command, line, trace } = failure ?? {}
  const described = failure && session.describe(failure)
  const { steps } = session.account
  const globals = session.feed('/system/script/environment/print')
  return {
    printed,
    described,
    message,
    command,
    line,
    trace,
    steps,
    globals: globals.failure?.message ?? printed,
    gaps: session.gaps.length,
  }
}

function expectSame(text: string, limits?: Partial<Limits>): void {
  const closures = outcomeOf(text, null, limits)
  for (const hot of tiers) expect(outcomeOf(text, hot, limits), `${JSON.stringify(hot)}\n${text}`).toEqual(closures)
}

const cases = readdirSync(folder).map((name) => [name, readFileSync(new URL(name, folder), 'latin1')] as const)

describe('closures and JavaScript', () => {
  it.each(cases)('give the same results: %s', (_name, text) => expectSame(text))

  it.each(cases)('stop at the same step: %s', (_name, text) => {
    for (const steps of [1, 2, 3, 10, 57, 300, 511, 1000, 2049, 5000]) expectSame(text, { steps })
  })

  it.each(cases)('have the same depth limit: %s', (_name, text) => expectSame(text, { depth: 4 }))
})

const names = fc.constantFrom('a', 'b', 'c')
const globals = fc.constantFrom('x', 'y')
const words = fc.constantFrom(
  '""',
  '"a"',
  '"12"',
  '"zz9"',
  '0',
  '1',
  '-3',
  '7',
  '9007199254740991',
  '9223372036854775807',
  'true',
  '1s',
  '10.0.0.1',
)

// fast-check requires a type alias: an interface is not assignable to a record.
type Parts = { readonly expression: string; readonly statement: string; readonly body: string }

/** Programs of the forms that become JavaScript, with values of all types. They end: loops have few iterations. */
const { program }: { readonly program: Arbitrary<string> } = (() => {
  const { body } = fc.letrec<Parts>((tie) => {
    const expression = tie('expression')
    const value = fc.oneof(
      words,
      names.map((name) => `$${name}`),
      globals.map((name) => `$${name}`),
      fc.constantFrom('$i', '$1', '$0'),
    )
    const binary = fc.constantFrom('+', '-', '*', '/', '%', '<', '<=', '>', '>=', '=', '!=', '.', ',', 'and', 'or', '->', '&', '<<', '~')
    const pair = fc.tuple(expression, expression)
    return {
      expression: fc.oneof(
        { maxDepth: 3, withCrossShrink: true },
        value,
        fc.tuple(expression, binary, expression).map(([left, sign, right]) => `(${left} ${sign} ${right})`),
        expression.map((one) => `(!${one})`),
        expression.map((one) => `[:len ${one}]`),
        expression.map((one) => `[:typeof ${one}]`),
        expression.map((one) => `[:tonum ${one}]`),
        expression.map((one) => `[:tostr ${one}]`),
        pair.map(([text, at]) => `[:pick ${text} ${at}]`),
        pair.map(([text, at]) => `[:find ${text} ${at}]`),
        pair.map(([first, second]) => `({${first};${second}})`),
        pair.map(([first, second]) => `({k=${first};z=${second}})`),
        pair.map(([first, second]) => `"<$${'a'}$[:len ${first}]-$(${second})>"`),
        fc.tuple(globals, expression).map(([name, given]) => `[$${name} ${given}]`),
        expression.map((one) => `[$f ${one}]`),
        expression.map((one) => `[:return ${one}]`),
      ),
      statement: fc.oneof(
        { maxDepth: 3, withCrossShrink: true },
        fc.tuple(names, expression).map(([name, to]) => `:set ${name} ${to}`),
        fc.tuple(globals, expression).map(([name, to]) => `:set ${name} ${to}`),
        fc.tuple(names, expression, expression).map(([name, key, to]) => `:set ($${name}->${key}) ${to}`),
        fc.tuple(names, pair, expression).map(([name, [one, two], to]) => `:set ($${name}->${one}->${two}) ${to}`),
        fc.tuple(globals, expression, expression).map(([name, key, to]) => `:set ($${name}->${key}) ${to}`),
        expression.map((one) => `:put ${one}`),
        fc.tuple(names, expression).map(([name, one]) => `:set ${name} (>${one})`),
        fc.tuple(names, tie('body')).map(([name, inner]) => `:local ${name} do={ ${inner} }`),
        fc.tuple(expression, tie('body'), tie('body')).map(([test, yes, no]) => `:if ${test} do={ ${yes} } else={ ${no} }`),
        fc
          .tuple(fc.constantFrom('1', '5', '0', '$a'), fc.constantFrom('4', '1', '9'), tie('body'))
          .map(([from, to, inner]) => `:for i from=([:tonum ${from}] % 10) to=${to} do={ ${inner} }`),
        tie('body').map((inner) => `:for i from=9223372036854775805 to=9223372036854775807 do={ ${inner} }`),
        fc.tuple(expression, tie('body')).map(([items, inner]) => `:foreach i in=${items} do={ ${inner} }`),
        fc.tuple(names, expression, tie('body')).map(([name, items, inner]) => `:foreach ${name},i in=${items} do={ ${inner} }`),
        tie('body').map((inner) => `{ :local n 0; :while ($n < 4) do={ :set n ($n + 1); ${inner} } }`),
        tie('body').map((inner) => `{ :local n 0; :do { :set n ($n + 1); ${inner} } while=($n < 3) }`),
        fc.tuple(tie('body'), tie('body')).map(([work, handler]) => `:do { ${work} } on-error={ ${handler} }`),
        fc.tuple(names, tie('body'), tie('body')).map(([name, work, handler]) => `:onerror ${name} in={ ${work} } do={ ${handler} }`),
        fc.constantFrom(':break', ':continue', ':error "no"', ':return 5', '$f', '[$g 1]', ':set a'),
        expression.map((one) => `:return ${one}`),
        expression.map((one) => `:error ${one}`),
        expression.map((one) => `$f ${one}`),
        expression.map((one) => `:set 1 ${one}`),
      ),
      body: fc.array(tie('statement'), { minLength: 1, maxLength: 3 }).map((all) => all.join('; ')),
    }
  })
  const declared = ':local a 1; :local b "t"; :local c ({}); :local i 3; :global x; :global y; :global f; :global g'
  const made = fc
    .tuple(body, body, body, fc.array(body, { minLength: 1, maxLength: 3 }))
    .map(
      ([f, g, x, bodies]) =>
        `:global x 2\n:global f do={ :global x; :global y; :local a $1; :local b; :local c ({}); :local i; ${f} }\n` +
        `:global g do={ :global x; :local a; :local b $0; :local c; :local i; :global f; ${g} }\n${declared}\n` +
        `:for z from=1 to=6 do={ ${x} }\n${bodies.join('\n')}\n:put "$a $b $[:typeof $c] $x"`,
    )
  return { program: made }
})()

describe('random programs', () => {
  it('of the forms that become JavaScript give the same results in both tiers', () => {
    fc.assert(
      fc.property(program, (text) => expectSame(text, { steps: 3_000, depth: 30, output: 100_000 })),
      { numRuns: 80 },
    )
  })

  it('of the whole language give the same results in both tiers, unchanged and in a loop', () => {
    const { script, statement } = grammar({ menus: ['/ip/address', '/interface/list', '/system/identity'] })
    const limits = { steps: 3_000, depth: 30, output: 100_000 }
    fc.assert(
      fc.property(script, (text) => expectSame(text, limits)),
      { numRuns: 30 },
    )
    const looped = statement.map(
      (one) => `:global a 1; :local b "x"; :local c ({1;2}); :local m; :local f do={ :return $1 }\n:for n from=1 to=8 do={\n${one}\n}`,
    )
    fc.assert(
      fc.property(looped, (text) => expectSame(text, limits)),
      { numRuns: 30 },
    )
  })
})

describe('a process that forbids code from strings', () => {
  it('runs the same scripts with closures only', () => {
    const program = new URL('../../dist/offbox.cjs', import.meta.url).pathname
    const script = join(mkdtempSync(join(tmpdir(), 'offbox-tiers-')), 'it.rsc')
    writeFileSync(script, ':local n 0\n:for i from=1 to=3000 do={ :set n ($n + $i) }\n:put $n\n:local q (1 / ($n - $n))\n')
    const run = (flags: readonly string[]): unknown => {
      const { status, stdout, stderr } = spawnSync(process.execPath, [...flags, program, 'run', script], { encoding: 'utf8' })
      return { status, stdout, stderr }
    }
    const forbidden = run(['--disallow-code-generation-from-strings'])
    expect(forbidden).toEqual(run([]))
    expect(forbidden).toMatchObject({ status: 1, stdout: '4501500\n' })
  })
})
