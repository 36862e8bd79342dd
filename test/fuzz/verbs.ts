// Owns the fuzz targets of verbs that compare and test devices, and of limits.
import fc from 'fast-check'
import { ExitCode, Complaint } from '../../src/cli/exit-code.ts'
import { runCase } from '../../src/cli/test/run-case.ts'
import { readTests } from '../../src/cli/test/read.ts'
import { compare, differences } from '../../src/device/diff/diff.ts'
import { diffScript } from '../../src/device/diff/script.ts'
import { deviceState, grammar } from '../../src/fuzz/index.ts'
import { createDevice, memoryHost, type Device } from '../../src/index.ts'
import { toBytes } from '../../src/text/bytes.ts'
import { Source } from '../../src/text/source.ts'
import { limits, spoken, world, type Target } from './target.ts'

/** Separates two states, or limits and a script. */
const mark = '\n----\n'

const apart = (text: string): readonly [string, string] => {
  const at = text.indexOf(mark)
  return [text.slice(0, at), text.slice(at + mark.length)]
}

function deviceWith(state: string): Device {
  const device = createDevice({ host: world(), limits })
  for (const line of state.split('\n')) device.run(line)
  return device
}

/**
 * Checks that a state does not differ from itself, that the differences of two states are reported, and that their script runs or reports
 * why not.
 */
function compares(text: string): void {
  const [one, other] = apart(text).map(deviceWith)
  if (one === undefined || other === undefined) return
  if (differences(one.router, one.router).length > 0) throw new Error('a device differs from itself')
  const found = compare(one.router, other.router)
  const script = diffScript(one.router, other.router, found, 80)
  spoken(one.run(script).failure)
  const left = differences(one.router, other.router)
  if (left.length > 0 && script === '') throw new Error(`${left.length} differences and no script`)
}

const words = 'case file clock answer ask row reply event expect disable csae'.split(' ')
const values = [
  ...['output', 'failure', 'row /ip/address', 'global x 1', 'exit 1', 'log', 'no-failure', 'file a.txt', '2024-02-29 23:59:50'],
  ...['9999-99-99 99:99:99', 'https://a.b 200', 'https://a.b tls', 'https://[ 200', '/ip/address', '/ip/address add address=1.1.1.1/24'],
  ...[
    '/interface 0 running=yes',
    '* name=x',
    'link-down ether1',
    'reboot',
    'RB4011',
    '\u0000',
    '"',
    '#|',
    '%s',
    '../../etc/passwd',
    '-1',
    '',
  ],
]

/** An arbitrary of a line: a directive of any word and rest, a line of its body, or a line of a script. */
const line = (script: fc.Arbitrary<string>): fc.Arbitrary<string> =>
  fc.oneof(
    fc
      .tuple(fc.constantFrom(...words), fc.constantFrom(...values), fc.string())
      .map(([word, value, rest]) => `# offbox: ${word} ${value} ${rest}`),
    fc.tuple(fc.constantFrom(...words), fc.constantFrom(...values)).map(([word, value]) => `# offbox: ${word} ${value}`),
    fc.string().map((text) => `#| ${text}`),
    script,
  )

/** Checks that a test file is read and run, or refused with the place. */
function tests(text: string): void {
  const source = new Source(toBytes(text), 'x.test.rsc')
  try {
    const file = readTests(source)
    const playing = { file, scripts: [], names: {}, board: undefined, watch: undefined, clock: () => 0 }
    for (const one of file.cases) {
      const { misses, state } = runCase(one, playing)
      if (state !== 'passed' && misses.length === 0) throw new Error(`a case is ${state} and nobody says why`)
      for (const { message } of misses) spoken({ message })
    }
  } catch (error) {
    if (!(error instanceof Complaint) || error.code !== ExitCode.usage) throw error
    spoken(error)
  }
}

/** Checks that a script under small limits ends in time with a message, and that the device stays usable. */
function ends(text: string): void {
  const [given, script] = apart(text)
  const [steps, depth, output, files] = given.split(' ').map(Number)
  const device = createDevice({ host: memoryHost(), limits: { steps, depth, output, files, time: 200 } })
  spoken(device.run(script).failure)
  spoken(device.run(script).failure)
  const { output: printed } = device.run(':put 1')
  if (printed !== '1\n' && output !== undefined && output > 2 && device.router.halted === undefined) throw new Error('the device is dead')
}

const menus = ['/ip/address', '/ip/firewall/filter', '/ip/firewall/address-list', '/interface/bridge', '/system/script', '/ip/dns/static']

/** The fuzz targets of verbs and limits, by name. */
export const verbs: Readonly<Record<string, () => Target>> = {
  diffs: () => ({
    make: () => fc.tuple(deviceState(menus), deviceState(menus)).map((states) => states.join(mark)),
    holds: compares,
  }),
  tests: () => ({
    make: () => fc.array(line(grammar().script), { maxLength: 12 }).map((lines) => `# offbox: case one\n${lines.join('\n')}\n`),
    holds: tests,
  }),
  limits: () => ({
    make: () =>
      fc
        .tuple(fc.integer({ min: 10, max: 3000 }), fc.integer({ min: 2, max: 30 }), fc.nat(2000), fc.nat(20_000), grammar().nearlyScript)
        .map(([steps, depth, output, files, script]) => `${[steps, depth, output, files].join(' ')}${mark}${script}`),
    holds: ends,
  }),
}
