// Owns the tests of limits for programs: each ends the script with a failure that nothing catches, and the device stays usable.
import { describe, expect, it } from 'vitest'
import { createDevice, memoryHost, memoryNetwork, type Device, type Limits } from '../../src/index.ts'
import { bytesInUse } from '../harness/collect.ts'

/** Returns how a script ends under a limit if it tries to catch the failure. */
function ended(limits: Partial<Limits>, script: string): string | undefined {
  const device = createDevice({ host: memoryHost(), limits })
  const { failure } = device.run(`:do {\n${script}\n} on-error={ :put caught }`)
  expect(device.run(':put alive').output).toBe('alive\n')
  return failure && `${failure.message} | ${failure.line}`
}

const doubled = (times: number): string => `:local s "x"; :for i from=1 to=${times} do={ :set s ($s . $s) }`

describe('limits', () => {
  it.each<[string, Partial<Limits>, string, string]>([
    ['steps', { steps: 5000 }, ':while (true) do={}', 'the script ran more than 5000 steps (:while; line 2) | 2'],
    ['steps of commands', { steps: 5000 }, ':put 1\n'.repeat(6000), 'the script ran more than 5000 steps (:put; line 5002) | 5002'],
    ['time', { time: 20 }, ':while (true) do={}', 'the script ran longer than 0.02 seconds (:while; line 2) | 2'],
    ['depth', { depth: 30 }, ':global f do={ :global f; $f }\n$f', 'calls nest more than 30 deep (:do; line 1) | 1'],
    [
      'depth of scripts',
      { depth: 9 },
      '/system/script/add name=a source="/system/script/run a"\n/system/script/run a',
      'calls nest more than 9 deep (/system/script/run; line 1) | 1',
    ],
    [
      'depth of :execute',
      { depth: 9 },
      ':global x ":global x; :execute \\$x as-string"; :execute $x as-string',
      'calls nest more than 9 deep (:execute; line 1) | 1',
    ],
    [
      'jobs',
      {},
      ':global x ":global x; :execute \\$x; :execute \\$x"; :execute $x',
      'more than 1000 jobs are waiting (:execute; line 1) | 1',
    ],
    [
      'depth of :import',
      { depth: 9 },
      '/file/add name=a.rsc contents=":import a.rsc"; :import a.rsc',
      'calls nest more than 9 deep (:import; line 2) | 2',
    ],
    ['depth of :parse', { depth: 9 }, ':global x ":global x; [:parse \\$x]"; [:parse $x]', 'calls nest more than 9 deep (:do; line 1) | 1'],
    ['output', { output: 100 }, ':while (true) do={ :put 12345 }', 'the script printed more than 100 bytes (:put; line 2) | 2'],
    ['code', { code: 20_000 }, `${doubled(16)}\n:parse $s`, '65536 bytes of code are more than 20000 (:parse; line 3) | 3'],
    [
      'items',
      { items: 200 },
      ':for i from=1 to=1000 do={ /ip/pool/add name="p$i" ranges=10.0.0.1 }',
      'the device has more than 200 items (/ip/pool/add; line 2) | 2',
    ],
    [
      'globals',
      { items: 200 },
      ':for i from=1 to=1000 do={ [:parse ":global x$i 5"] }',
      'the device has more than 200 global variables (:global; line 1) | 1',
    ],
    [
      'files',
      { files: 100_000 },
      ':for i from=1 to=1000 do={ /file/add name="f$i.txt" contents=x }',
      'the files of the device grow beyond 100000 bytes (/file/add; line 2) | 2',
    ],
  ])('of %s', (_name, limits, script, message) => {
    expect(ended(limits, script)).toBe(message)
  })

  it('of memory do not count garbage', () => {
    const held = `${doubled(23)}; :local a ({}); :for i from=1 to=100 do={ :set ($a->$i) [:pick ($s . $i) 1 8000000] }`
    // Enough for sixteen of the texts; in total many more are created.
    const memory = bytesInUse() + 2 ** 27
    // The memory is looked at in the loop or in the command in it.
    const where = /(?<=\(:)(?:for|pick)(?=; line 2\))/
    expect(ended({ memory }, held)?.replace(where, 'WORD')).toBe(`the script needs more than ${memory} bytes of memory (:WORD; line 2) | 2`)
    expect(ended({ memory }, held.replace(':set ($a->$i)', ':local b'))).toBeUndefined()
  })

  it('apply to each text anew, and an undefined limit is no limit', () => {
    const device = createDevice({ host: memoryHost(), limits: { steps: 3000, time: undefined, memory: undefined } })
    for (let run = 0; run < 4; run++) expect(device.run(':for i from=1 to=1900 do={}').failure).toBeUndefined()
  })

  it('of time do not count simulated time: a clock in memory', () => {
    expect(createDevice({ host: memoryHost(), limits: { time: 5000 } }).run(':delay 30d; :put done').output).toBe('done\n')
  })

  it.each([
    [`${doubled(40)}`, 'offbox: a text grows beyond 67108864 bytes (:set; line 2) | 2'],
    [':local a {1}; :while (true) do={ :set a ($a , $a) }', 'offbox: an array grows beyond 4194304 elements (:set; line 2) | 2'],
    [
      ':local a {1}; :for i from=1 to=2000 do={ :set a ({$a}) }\n:put [:serialize to=json value=$a]',
      'offbox: arrays nest deeper than 1000 (:serialize; line 3) | 3',
    ],
    [
      ':local a {1;2}; :for i from=1 to=60 do={ :set a {$a;$a} }\n:put [:tostr $a]',
      'offbox: an array grows beyond 4194304 elements (:tostr; line 3) | 3',
    ],
    [
      ':local a {1;2}; :for i from=1 to=60 do={ :set a {$a;$a} }\n:put [:serialize to=json value=$a]',
      'offbox: an array grows beyond 4194304 elements (:serialize; line 3) | 3',
    ],
    [
      `${doubled(20).replace('"x"', '"["')}\n:put [:deserialize from=json $s]`,
      'offbox: arrays nest deeper than 1000 (:deserialize; line 3) | 3',
    ],
    [':put ("aaa" ~ "(((a{0,255}){0,255}){0,255})b")', 'offbox: a pattern is too large (:put; line 2) | 2'],
  ])('apply to growing values: %s', (script, message) => {
    expect(ended({}, script)).toBe(message)
  })

  it('bound the time of a pattern by its size times that of the text', () => {
    const { output } = createDevice({ host: memoryHost() }).run(
      `${doubled(15)}; :put ($s ~ "^(x+)+y\\$"); :put ($s ~ "(x|xx)*(x|xx)*(x|xx)*y"); :put ($s ~ "((x*)*)*y")`,
    )
    expect(output).toBe('false\n'.repeat(3))
  })

  it('end a run that the caller interrupts', () => {
    let asked = 0
    const device = createDevice({ host: memoryHost(), interrupted: () => ++asked > 3 })
    expect(device.run('\n:while (true) do={}').failure).toEqual({
      message: 'interrupted (:while; line 2)',
      line: 2,
      column: 2,
      command: ':while',
      trace: [],
      notModelled: false,
    })
  })
})

describe('two devices that send requests to each other', () => {
  /** Two devices: `asker` fetches from `other`, whose page does `work`. */
  function twoDevices(limits: Partial<Limits>): { readonly asker: Device; readonly other: Device } {
    const network = memoryNetwork()
    const other = createDevice({ host: memoryHost({ network }), limits: { steps: 200 } })
    other.run(`/certificate add name=ca common-name=ca key-usage=key-cert-sign,crl-sign; /certificate sign ca ca-crl-host=127.0.0.1`)
    const body = (): Buffer => Buffer.from(network.deliver({ path: '/crl/1.crl' })?.body ?? '')
    const asking = memoryNetwork({ answers: () => ({ body: body() }) })
    return { asker: createDevice({ host: memoryHost({ network: asking }), limits }), other }
  }
  const fetch = (times: number): string => `:for i from=1 to=${times} do={ /tool/fetch url=http://192.0.2.7/ output=none }`

  it('are each charged for their own work', () => {
    const { asker, other } = twoDevices({ steps: 100 })
    expect(asker.run(fetch(30)).failure).toBeUndefined()
    expect(asker.run(fetch(60)).failure?.message).toBe('the script ran more than 100 steps (:for; line 1)')
    expect(other.run(':for i from=1 to=150 do={}').failure).toBeUndefined()
  })

  it('obey the limits of the waiting one', () => {
    const { asker } = twoDevices({ time: 100, steps: undefined })
    const { failure } = asker.run(`:while (true) do={ ${fetch(1)} }`)
    // Most of the time passes while it waits, but it may be over at any command.
    expect(failure?.message.replace(/\((?:\/tool\/fetch|:for|:while); line 1\)$/, '(COMMAND; line 1)')).toBe(
      'the script ran longer than 0.1 seconds (COMMAND; line 1)',
    )
  })
})
