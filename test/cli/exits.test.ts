// Owns the tests of exit codes: every verb returns each code that it declares.
import { once } from 'node:events'
import { mkdirSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:net'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { ExitCode } from '../../src/cli/exit-code.ts'
import { verbs } from '../../src/cli/list.ts'
import { offbox, offboxAlone, scratch } from '../harness/command-line.ts'
import { portOf } from '../harness/port.ts'
import { steady } from '../harness/steady.ts'

const place = scratch()
afterAll(() => place.remove())

const files: Readonly<Record<string, string>> = {
  'fine.rsc': ':put 1\n',
  'untidy.rsc': ':put  1\n',
  'fails.rsc': ':error no\n',
  'divides.rsc': ':put (1 / 0)\n',
  'refused.rsc': ':put = 1\n',
  'gap.rsc': '/tool/bandwidth-test address=10.0.0.1\n',
  'old.rsc': '/ip address\nadd address=192.0.2.1/24 interface=ether1\n',
  'left.rsc': '# 2024-05-01 10:00:00 by RouterOS 7.22\n/nonsense menu\nadd name=a\n',
  'wrong/offbox.json': '{ "release": 7 }\n',
  'wrong/a.rsc': ':put 1\n',
  'wrong/a.test.rsc': '# offbox: case a\n:put 1\n',
  'good/a.test.rsc': '# offbox: case a\n:put 1\n',
  'red/a.test.rsc': '# offbox: case a\n:error no\n',
  'gap/a.test.rsc': '# offbox: case a\n/tool/bandwidth-test address=10.0.0.1\n',
  'dump.json': '{ "lab": { "_type": "dir", "add": { "_type": "cmd", "name": { "_type": "arg" } } } }\n',
  taken: 'a file\n',
}

/** The command line for each code of a verb. 70 (an internal error) and 130 (a signal) are covered by other tests. */
const typed: Readonly<Record<string, Readonly<Record<number, string>>>> = {
  run: {
    0: 'run fine.rsc',
    1: 'run fails.rsc',
    2: 'run refused.rsc',
    3: 'run gap.rsc',
    64: 'run',
    66: 'run none.rsc',
    73: 'run --device taken/lab fine.rsc',
    78: 'run wrong/a.rsc',
  },
  check: {
    0: 'check fine.rsc',
    1: 'check fine.rsc bad.rsc',
    2: 'check refused.rsc',
    64: 'check --bogus',
    66: 'check none.rsc',
    73: 'check --output-file taken/x fine.rsc',
    78: 'check wrong/a.rsc',
  },
  fmt: {
    0: 'fmt --check fine.rsc',
    1: 'fmt --check untidy.rsc',
    2: 'fmt --check refused.rsc',
    64: 'fmt --indent x',
    66: 'fmt none.rsc',
    78: 'fmt wrong/a.rsc',
  },
  facts: { 64: 'facts bogus' },
  'facts import': {
    0: 'facts import dump.json -o facts.json',
    64: 'facts import --bogus',
    66: 'facts import none.json',
    73: 'facts import dump.json -o taken/x',
  },
  policies: {
    0: 'policies fine.rsc',
    2: 'policies refused.rsc',
    64: 'policies --bogus',
    66: 'policies none.rsc',
    78: 'policies wrong/a.rsc',
  },
  config: { 0: 'config fine.rsc', 64: 'config --bogus', 78: 'config wrong/a.rsc' },
  explain: { 0: 'explain weak-key', 64: 'explain bogus' },
  export: {
    0: 'export old.rsc',
    1: 'export fails.rsc',
    2: 'export refused.rsc',
    3: 'export left.rsc',
    64: 'export',
    66: 'export --device none',
    73: 'export --device taken/lab old.rsc',
    78: 'export wrong/a.rsc',
  },
  diff: {
    0: 'diff old.rsc old.rsc',
    1: 'diff old.rsc fine.rsc',
    3: 'diff old.rsc refused.rsc',
    64: 'diff old.rsc',
    66: 'diff old.rsc none.rsc',
    78: 'diff wrong/a.rsc wrong/a.rsc',
  },
  report: {
    0: 'report old.rsc --html out',
    1: 'report fails.rsc --html out',
    2: 'report refused.rsc --html out',
    3: 'report gap.rsc --html out',
    64: 'report old.rsc',
    66: 'report none.rsc --html out',
    73: 'report old.rsc --html taken/out',
  },
  test: {
    0: 'test good',
    1: 'test red',
    3: 'test gap',
    64: 'test --bogus',
    66: 'test none',
    73: 'test --lcov taken/x good',
    78: 'test wrong',
  },
  fuzz: {
    0: 'fuzz --runs 3 --seed 1 --time 1h fine.rsc',
    1: 'fuzz --runs 3 --seed 1 --time 1h divides.rsc',
    2: 'fuzz refused.rsc',
    3: 'fuzz --runs 3 --seed 1 --time 1h gap.rsc',
    64: 'fuzz --runs x fine.rsc',
    66: 'fuzz none.rsc',
    73: 'fuzz --runs 3 --seed 1 --time 1h --save taken/x divides.rsc',
    78: 'fuzz wrong/a.rsc',
  },
  console: {
    0: 'console',
    1: 'console < fails.rsc',
    2: 'console < refused.rsc',
    3: 'console < gap.rsc',
    64: 'console --bogus',
    73: 'console --device taken/lab',
    78: 'console --config wrong/offbox.json',
  },
  serve: {
    64: 'serve --listen 8080',
    66: 'serve --from none.rsc --listen www=0',
    73: 'serve --device taken/lab --listen www=0',
    78: 'serve --config wrong/offbox.json',
  },
  page: { 64: 'page --port x' },
  quote: { 0: 'quote a', 64: 'quote --bogus' },
  completion: { 0: 'completion bash', 64: 'completion tcsh' },
  lsp: { 64: 'lsp --bogus' },
  mcp: { 0: 'mcp', 64: 'mcp --bogus', 73: 'mcp --device taken/lab' },
  dap: { 64: 'dap --bogus' },
}

beforeAll(() => {
  for (const folder of ['wrong', 'good', 'red', 'gap']) mkdirSync(join(place.path, folder))
  for (const [name, text] of Object.entries(files)) writeFileSync(join(place.path, name), text)
  writeFileSync(join(place.path, 'bad.rsc'), '/ip adress print\n')
})

const declared = await Promise.all([...verbs].map(async ([name, load]) => [name, (await load()).verb] as const))
const all = declared.flatMap(([name, verb]) => [[name, verb] as const, ...verb.verbs.map((one) => [`${name} ${one.name}`, one] as const)])

describe.each(all)('%s', (name, { exits }) => {
  const lines = Object.entries(typed[name] ?? {})

  it('has a run for each result code that it declares', () => {
    const own = Object.keys(exits).map((one) => Object.entries(ExitCode).find(([key]) => key === one)?.[1])
    const walked = lines.map(([code]) => Number(code)).filter((code) => code < 64 && (code > 0 || own.includes(ExitCode.ok)))
    expect(walked).toEqual(own)
  })

  // The first command line runs in its own process, which must exit with the code too.
  it.each(lines)('exits with %s: offbox %s', (code, line) => {
    const [words = '', input] = line.split(' < ')
    const ran = (line === lines[0]?.[1] ? offboxAlone : offbox)(place.path, words.split(' '), input === undefined ? '' : files[input])
    expect([ran.code, ran.err]).toEqual([Number(code), expect.any(String)])
    // Every code except 0 has a message.
    if (ran.code !== 0) expect(`${ran.out}${ran.err}`).not.toBe('')
  })
})

it('page exits with 73 if its port is in use', async () => {
  const other = createServer().listen(0, '127.0.0.1')
  await once(other, 'listening')
  const { code, out, err } = offboxAlone(place.path, ['page', '--port', String(portOf(other))])
  other.close()
  expect({ code, out, err: steady(err) }).toEqual({
    code: ExitCode.cannotCreate,
    out: '',
    err: 'error: the page cannot be served: listen EADDRINUSE: address already in use 127.0.0.1:PORT\n',
  })
})
