// Owns the tests of `offbox fuzz` on the command line: output, saved files, exit codes.
import { mkdirSync, readdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, describe, expect, it } from 'vitest'
import { offbox, scratch } from '../harness/command-line.ts'
import { steady as steadyText } from '../harness/steady.ts'

const place = scratch()
afterAll(() => place.remove())

// A search takes seconds, and longer under load.
describe('offbox fuzz', () => {
  const write = (name: string, text: string): string => {
    const path = join(place.path, name)
    writeFileSync(path, text)
    return path
  }

  const steady = (text: string): string => steadyText(text, { [`${place.path}/`]: '' })

  it('prints the place, the smallest device and the call', () => {
    const path = write(
      'a.rsc',
      ':global half do={\n  # offbox: input $1 num 1..9\n  # offbox: expect ($result * 2) = $1\n  :return ($1 / 2)\n}\n',
    )
    const { code, out } = offbox(place.path, ['fuzz', '--seed', '1', '--runs', '60', '--time', '60', path])
    expect(code).toBe(1)
    expect(steady(out)).toMatchInlineSnapshot(`
      "expect: expected ($result * 2) = $1
       --> a.rsc:3
      3 |   # offbox: expect ($result * 2) = $1
        the result was "0" (num)
        on a new device
        then
          :global half; :put [$half (1)]

      1 fault in 60 runs, SECONDS, seed 1
      functions that ran: $half TIMES
      "
    `)
  })

  it('shows the line of the text that failed: a stored script, an imported file, code of :parse', () => {
    const run = (text: string, ...more: string[]): ReturnType<typeof offbox> =>
      offbox(place.path, ['fuzz', '--seed', '1', '--runs', '1', '--time', '60', ...more, write('outer.rsc', text)])
    const stored = ':put 1\n/system script add name=inner source="\\n\\n/interface get nosuch name\\n"\n:put 2\n/system script run inner\n'
    const imported = ':put 1\n/file add name=in.rsc contents="\\n\\n\\n/interface get nosuch name"\n:import in.rsc\n'
    const parsed = ':local f [:parse "\\n\\n/interface get nosuch name"]\n:put 2\n:put 3\n$f\n'
    const refused = ':local f [:parse ":put (1 +"]\n:put 2\n:put 3\n$f\n'
    expect([stored, imported, parsed, refused].map((text) => steady(run(text).out)).join('')).toMatchInlineSnapshot(`
      "error: no such item (/interface/get)
       --> script inner:3
      3 | /interface get nosuch name
        called in line 4 of outer.rsc: /system/script/run inner
        partial changes remain: 1 row of /system/script added
        on a new device

      1 fault in 1 run, SECONDS, seed 1
      error: Script Error: no such item (/interface/get; line 4) (:import)
       --> in.rsc:4
      4 | /interface get nosuch name
        called in line 3 of outer.rsc: :import in.rsc
        partial changes remain: 1 row of /file added
        on a new device

      1 fault in 1 run, SECONDS, seed 1
      error: no such item (/interface/get)
       --> :parse:3
      3 | /interface get nosuch name
        called in line 4 of outer.rsc: $f
        on a new device

      1 fault in 1 run, SECONDS, seed 1
      error: syntax error (line 1 column 10)
       --> :parse:1
      1 | :put (1 +
        called in line 4 of outer.rsc: $f
        on a new device

      1 fault in 1 run, SECONDS, seed 1
      "
    `)
    // The JSON output of dist/ (src/cli/fuzz/README.md).
    const { faults } = JSON.parse(run(stored, '--format', 'json').out) as { faults: object[] }
    expect(faults).toMatchObject([
      { file: 'script inner', line: 3, calls: [{ what: '/system/script/run inner', line: 4, file: join(place.path, 'outer.rsc') }] },
    ])
  })

  it('reports rows whose names a device may already have as one fault with their lines', () => {
    const path = write('setup.rsc', '/ip pool add name=p1 ranges=10.0.0.2\n/ip pool add name=p2 ranges=10.0.1.2\n/ppp profile add name=v\n')
    const words = ['fuzz', '--seed', '1', '--runs', '60', '--time', '10m']
    expect(steady(offbox(place.path, [...words, path]).out)).toMatchInlineSnapshot(`
      "error: failure: pool with such name exists (/ip/pool/add)
       --> setup.rsc:2
      2 | /ip pool add name=p2 ranges=10.0.1.2
        partial changes remain: 1 row of /ip/pool added
        the same in lines 1, 3, whose names a device may have too
        on a device with
          /ip/pool/add ranges=10.0.0.2 name=p2

      1 fault in 60 runs, SECONDS, seed 1
      "
    `)
    // The JSON output of dist/ (src/cli/fuzz/README.md).
    const { faults } = JSON.parse(offbox(place.path, [...words, '--format', 'json', path]).out) as { faults: { alsoIn?: number[] }[] }
    expect(faults.map(({ alsoIn }) => alsoIn)).toEqual([[1, 3]])
  })

  it('reports that nothing was found, or that a device refuses the script', () => {
    const { code, out, err } = offbox(place.path, ['fuzz', '--seed', '1', '--runs', '5', '--time', '5m', write('b.rsc', ':put 1\n')])
    expect({ code, out: steady(out), err }).toMatchInlineSnapshot(`
      {
        "code": 0,
        "err": "",
        "out": "nothing found in 5 runs, SECONDS, seed 1
      ",
      }
    `)
    expect(offbox(place.path, ['fuzz', write('c.rsc', ':set x 1\n')]).code).toBe(2)
  })

  it('repeats a search with the same seed, prints JSON, and saves what it finds', () => {
    const path = write('d.rsc', ':foreach i in=[/ip/address/find] do={ :put [/ip/address/get [find where comment=wan] address] }\n')
    const words = ['fuzz', '--seed', '7', '--runs', '80', '--time', '60', '--format', 'json', '--save', join(place.path, 'found'), path]
    // The JSON output of dist/ (src/cli/fuzz/README.md).
    const run = () => JSON.parse(offbox(place.path, words).out) as { faults: { kind: string; setup: string[]; line: number }[] }
    const first = run()
    expect(first.faults.map(({ kind, line }) => [kind, line])).toEqual([['error', 1]])
    expect(run().faults).toEqual(first.faults)
    const saved = join(place.path, 'found', 'd.1.rsc')
    expect(offbox(place.path, ['run', saved]).code).toBe(1)
  })

  it('searches each script of a folder, with the others on the device, and reports what it did not reach', () => {
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
    expect(steady(out)).toMatchInlineSnapshot(`
      "suite/library.rsc
      nothing found in 40 runs, SECONDS, seed 1
      functions that ran: $twice TIMES
      suite/user.rsc
      nothing found in 40 runs, SECONDS, seed 1
      functions that ran: $never TIMES
      1 of 6 lines with statements never ran: 6
      conditions that never held: 5, 9
      "
    `)
    expect(code).toBe(0)
    const asData = run('--format', 'json').out.replaceAll(/(?<="(?:seconds|twice|never)":) ?[\d.]+/g, '0')
    expect(JSON.stringify(JSON.parse(asData.replaceAll(place.path, 'PLACE')), undefined, 1)).toMatchInlineSnapshot(`
      "[
       {
        "file": "PLACE/suite/library.rsc",
        "seed": 1,
        "runs": 40,
        "judged": 40,
        "seconds": 0,
        "stopped": {},
        "faults": [],
        "functions": {
         "twice": 0
        },
        "neverRan": [],
        "neverHeld": [],
        "alwaysHeld": []
       },
       {
        "file": "PLACE/suite/user.rsc",
        "seed": 1,
        "runs": 40,
        "judged": 40,
        "seconds": 0,
        "stopped": {},
        "faults": [],
        "functions": {
         "never": 0
        },
        "neverRan": [
         6
        ],
        "neverHeld": [
         5,
         9
        ],
        "alwaysHeld": []
       }
      ]"
    `)
  })

  it('runs the library of a suite first, and stores the inputs with the highest coverage', () => {
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
    expect(steady(out)).toMatchInlineSnapshot(`
      "built/functions.rsc
      nothing found in 30 runs, SECONDS, seed 1
      functions that ran: $note TIMES
      built/main.rsc
      nothing found in 30 runs, SECONDS, seed 1
      "
    `)
    expect(code).toBe(0)
    const trials = readdirSync(kept, { recursive: true, encoding: 'utf8' }).filter((name) => name.endsWith('.json'))
    expect(trials.length).toBeGreaterThan(0)
    expect(steady(run().out)).toMatchInlineSnapshot(`
      "built/functions.rsc
      nothing found in 30 runs, SECONDS, seed 1
      functions that ran: $note TIMES
      built/main.rsc
      nothing found in 30 runs, SECONDS, seed 1
      "
    `)
  })

  it('tries both date formats if the script reads dates', () => {
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
    const right = run(reader(padded))
    expect([right.code, steady(right.out)]).toMatchInlineSnapshot(`
      [
        0,
        "nothing found in 10 runs, SECONDS, seed 1
      conditions that never held: 4-5
      ",
      ]
    `)
    const wrong = run(reader(':set month ([:find $months [:pick $date 0 3]] + 1)'))
    expect(steady(wrong.out)).toMatchInlineSnapshot(`
      "releases: on the same device it ends differently on 7.24 than on 7.9
        7.24: goes well; changes nothing
        7.9: fails in line 5: no month in jun/30/2026; changes nothing
        on a new device
        the clock starts at TIME

      1 fault in 10 runs, SECONDS, seed 1
      conditions that never held: 4-5
      "
    `)
    expect(wrong.code).toBe(1)
    // A script without month names is only for the format of its release.
    expect(run(':local d [/system/clock/get date]\n:if ([:pick $d 4 5] != "-") do={ :error $d }\n').code).toBe(0)
  })

  it('writes a counter-example that needs rows of a real device as a test', () => {
    const path = write(
      'j.rsc',
      ':foreach n in=[/ip/neighbor/find where interface=ether2] do={\n  :local who [/ip/neighbor/get $n identity]\n' +
        '  :put [:pick $who 0 [:find $who "-"]]\n}\n',
    )
    const found = join(place.path, 'told')
    expect(steady(offbox(place.path, ['fuzz', '--seed', '1', '--runs', '40', '--time', '5m', '--save', found, path]).out))
      .toMatchInlineSnapshot(`
        "nothing: the end of :pick is nothing: what was looked for is not there
         --> j.rsc:3:22
        3 |   :put [:pick $who 0 [:find $who "-"]]
          |                      ^^^^^^^^^^^^^^^^
          on a device with
            # offbox: row /ip/neighbor interface=ether2 identity=""

        1 fault in 40 runs, SECONDS, seed 1
        "
      `)
    expect(steady(offbox(place.path, ['test', join(found, 'j.1.test.rsc')]).out)).toMatchInlineSnapshot(`
      "told/j.1.test.rsc
        ok    nothing in j.rsc

      1 case: 1 passed, 0 failed
      "
    `)
  })

  it('reads and prints texts that are not ASCII', () => {
    const right = write('l.rsc', '# offbox: expect $result = "ä"\n:return "ä"\n')
    expect(offbox(place.path, ['fuzz', '--seed', '1', '--runs', '5', '--time', '5m', right]).code).toBe(0)
    const wrong = write('m.rsc', '# offbox: expect $result = "ä"\n:return "ö"\n')
    expect(steady(offbox(place.path, ['fuzz', '--seed', '1', '--runs', '5', '--time', '5m', wrong]).out)).toMatchInlineSnapshot(`
      "expect: expected $result = "ä"
       --> m.rsc:1
      1 | # offbox: expect $result = "ä"
        the result was "ö" (str)
        on a new device

      1 fault in 5 runs, SECONDS, seed 1
      "
    `)
    const { err } = offbox(place.path, ['fuzz', write('o.rsc', '# offbox: input user größe\n:put 1\n')])
    expect(err.split('\n')[0]).toBe("error: 'größe' is not a type of input")
  })

  it('refuses invalid options and files', () => {
    const unknown = offbox(place.path, ['fuzz', write('e.rsc', '# offbox: expcet 1\n:put 1\n')])
    expect([unknown.code, steady(unknown.err)]).toMatchInlineSnapshot(`
      [
        64,
        "error: unknown comment 'expcet'
       --> e.rsc:1:11
      1 | # offbox: expcet 1
        |           ^^^^^^
      help: did you mean 'expect'?
      ",
      ]
    `)
    // An invalid expectation is not a fault of the script.
    const unread = offbox(place.path, ['fuzz', write('g.rsc', '# offbox: expect $result ~ "^[0-9]+$"\n:return 5\n')])
    expect([unread.code, steady(unread.err)]).toMatchInlineSnapshot(`
      [
        64,
        "error: 'expect $result ~ "^[0-9]+$"' cannot be read
       --> g.rsc:1:18
      1 | # offbox: expect $result ~ "^[0-9]+$"
        |                  ^^^^^^^^^^^^^^^^^^^^
      help: a '$' must precede a name, '(' or '[': for a literal one write \\$ in a text
      ",
      ]
    `)
    expect(offbox(place.path, ['fuzz', '--seed', 'x', write('f.rsc', ':put 1\n')]).code).toBe(64)
  })
})
