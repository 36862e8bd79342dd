// Owns the tests of the debugger as editors use it.
import type { DebugProtocol } from '@vscode/debugprotocol'
import { afterAll, afterEach, describe, expect, it } from 'vitest'
import { endSpeaking } from '../../harness/shared-protocol.ts'
import { debug, type Editor } from './editor.ts'

let open: Editor | undefined

async function start(...given: Parameters<typeof debug>): Promise<{ readonly editor: Editor; readonly first: string }> {
  const started = await debug(...given)
  open = started.editor
  return started
}

afterEach(async () => {
  await open?.end()
  open = undefined
})
afterAll(endSpeaking)

const greeting = `:global greet do={
  :local who $1
  :return ("hello " . $who)
}
:local total 0
:for i from=1 to=5 do={
  :set total ($total + $i)
}
:put [$greet bob]
:put "total $total"
`

describe('breakpoints', () => {
  it('stop at lines, with conditions, at hit counts, and log', async () => {
    const { editor, first } = await start(
      { 'a.rsc': greeting },
      {},
      {
        lines: [
          { line: 7, condition: '$i = 3' },
          { line: 7, hitCondition: '5' },
          { line: 10, logMessage: 'it is {$total} {$total + 1} {:foo}' },
        ],
      },
    )
    expect(editor.verified).toEqual([7, 7, 10])
    expect(first).toBe('breakpoint a.rsc:7')
    expect(await editor.scope('Locals')).toBe('total=3 i=3')
    expect(await editor.go()).toBe('breakpoint a.rsc:7')
    expect(await editor.scope('Locals')).toBe('total=10 i=5')
    expect(await editor.go()).toBe('ended 0')
    expect(editor.printed('stdout')).toBe('hello bob\ntotal 15\n')
    expect(editor.printed('console')).toBe('it is 15 16 {bad command name foo (line 1 column 11)}\n')
  })

  it('move to the next statement', async () => {
    const { editor, first } = await start({ 'a.rsc': '# a comment\n\n:put 1\n# the end\n' }, {}, { lines: [{ line: 1 }, { line: 4 }] })
    expect(editor.verified).toEqual([3, undefined])
    expect(first).toBe('breakpoint a.rsc:3')
  })

  it('stop in functions and scripts by name', async () => {
    const text = `${greeting}/system/script/add name=hi source=":put one\\r\\n:put two"\n/system/script/run hi\n`
    const { editor, first } = await start({ 'a.rsc': text }, {}, { functions: [{ name: '$greet' }, { name: 'hi' }] })
    expect(first).toBe('function breakpoint $greet:2 < a.rsc:9 ($greet)')
    expect(await editor.scope('Arguments')).toBe('$0=$greet $1=bob')
    expect(await editor.go()).toBe('function breakpoint script hi:11 < a.rsc:12 (script hi)')
  })

  it('stop in code within a string, and step by its own lines', async () => {
    const text =
      '/system/script/add name=hi source="\\\n    :local z 7\\r\\\n    \\n:put \\$z\\r\\\n    \\n:put end"\n/system/script/run hi\n'
    const { editor, first } = await start({ 'a.rsc': text }, {}, { lines: [{ line: 3 }] })
    expect(editor.verified).toEqual([3])
    expect(first).toBe('breakpoint script hi:3 < a.rsc:5')
    expect(await editor.scope('Locals')).toBe('z=7')
    expect(await editor.next()).toBe('step script hi:4 < a.rsc:5')
  })

  it('stop in a text that exists only on the device', async () => {
    const text = ':local part "1"\n/system/script/add name=hi source=":put $part\\r\\n:put end"\n/system/script/run hi\n'
    const { editor, first } = await start({ 'a.rsc': text }, {}, { functions: [{ name: 'script hi' }] })
    expect(first).toBe('function breakpoint script hi:1 < a.rsc:3 (script hi)')
    const { body } = await editor.client.stackTraceRequest({ threadId: 1 })
    const source = body.stackFrames[0]?.source ?? {}
    expect(source.path).toBeUndefined()
    const shown = await editor.client.sourceRequest({ source, sourceReference: source.sourceReference ?? 0 })
    expect(shown.body.content).toBe(':put 1\r\n:put end')
    await editor.client.setBreakpointsRequest({ source, breakpoints: [{ line: 2 }] })
    expect(await editor.go()).toBe('breakpoint script hi:2 < a.rsc:3')
    const loaded: unknown = (await editor.client.send('loadedSources')).body
    expect(loaded).toMatchObject({ sources: [{ name: 'a.rsc' }, { name: 'script hi' }] })
  })

  it('can be set while the program runs, and pause stops it', async () => {
    const { editor, first } = await start({ 'a.rsc': ':local n 0\n:while (true) do={\n  :set n ($n + 1)\n}\n' }, { stopOnEntry: true })
    expect(first).toBe('entry a.rsc:1')
    await editor.client.continueRequest({ threadId: 1 })
    const paused = await editor.after(() => editor.client.pauseRequest({ threadId: 1 }))
    // In the loop, or at the command in it.
    expect(paused.replace(/(?<=:)[23]$/, 'LINE')).toBe('pause a.rsc:LINE')
    await editor.client.continueRequest({ threadId: 1 })
    expect(
      await editor.after(() => editor.client.setBreakpointsRequest({ source: { path: editor.path('a.rsc') }, breakpoints: [{ line: 3 }] })),
    ).toBe('breakpoint a.rsc:3')
    // The session ends although the program is endless.
  })
})

describe('steps', () => {
  it('go into functions, over and out of them', async () => {
    const { editor, first } = await start({ 'a.rsc': greeting }, {}, { lines: [{ line: 9 }], isAlone: true })
    expect(first).toBe('breakpoint a.rsc:9')
    expect(await editor.into()).toBe('step $greet:2 < a.rsc:9')
    expect(await editor.next()).toBe('step $greet:3 < a.rsc:9')
    expect(await editor.out()).toBe('step a.rsc:10')
    expect(await editor.next()).toBe('ended 0')
  })

  it('go into imports, jobs and schedulers', async () => {
    const first = ':put imported\n'
    const text =
      '/file/add name=b.rsc contents=":put imported\\n"\n:import b.rsc\n:execute ":put x"\n:delay 1s\n' +
      '/system/scheduler/add name=s interval=1m on-event=":global n 1\\r\\n:set n 2"\n:delay 1m\n:put end\n'
    const { editor } = await start({ 'a.rsc': text, 'b.rsc': first }, { stopOnEntry: true }, { elsewhere: { 'b.rsc': [{ line: 1 }] } })
    expect(await editor.go()).toBe('breakpoint b.rsc:1 < a.rsc:2')
    expect(await editor.out()).toBe('step a.rsc:3')
    // A job runs when its starter waits.
    expect(await editor.next()).toBe('step a.rsc:4')
    expect(await editor.into()).toBe('step :delay:3 < a.rsc:4')
    expect(await editor.out()).toBe('step a.rsc:5')
    expect(await editor.next()).toBe('step a.rsc:6')
    expect(await editor.into()).toBe('step :delay:5 < a.rsc:6')
    expect(await editor.out()).toBe('step a.rsc:7')
    expect(await editor.scope('Globals')).toBe('n=2')
  })

  it('go over functions, and into, over and out of stored scripts and parsed texts', async () => {
    const text =
      ':local f do={\n  :return 1\n}\n/system/script/add name=hi source=":local z 1\\r\\n:put \\$z\\r\\n:put end"\n' +
      '$f\n/system/script/run hi\n/system/script/run hi\n:local p [:parse ":put 1\\r\\n:put 2"]\n$p\n:put last\n'
    const { editor, first } = await start({ 'a.rsc': text }, {}, { lines: [{ line: 5 }] })
    expect(first).toBe('breakpoint a.rsc:5')
    expect(await editor.next()).toBe('step a.rsc:6')
    expect(await editor.into()).toBe('step script hi:4 < a.rsc:6')
    expect(await editor.next()).toBe('step script hi:4 < a.rsc:6')
    expect(await editor.scope('Locals')).toBe('z=1')
    expect(await editor.out()).toBe('step a.rsc:7')
    expect(await editor.next()).toBe('step a.rsc:8')
    expect(await editor.next()).toBe('step a.rsc:9')
    expect(await editor.into()).toBe('step $p:1 < a.rsc:9')
    expect(await editor.out()).toBe('step a.rsc:10')
    expect(await editor.next()).toBe('ended 0')
    expect(editor.printed('stdout')).toBe('1\nend\n1\nend\n1\n2\nlast\n')
  })

  it('go by statements of a line if an editor requests that', async () => {
    const { editor } = await start({ 'a.rsc': ':put 1; :put 2\n:put 3\n' }, { stopOnEntry: true })
    await editor.after(() => editor.client.nextRequest({ threadId: 1, granularity: 'statement' }))
    const { body } = await editor.client.stackTraceRequest({ threadId: 1 })
    expect(body.stackFrames.map(({ line, column }) => [line, column])).toEqual([[1, 9]])
    expect(await editor.next()).toBe('step a.rsc:2')
  })
})

describe('values', () => {
  const text =
    ':global g {a=1;b={2;3}}\n:local t "äö"\n/ip/address/add address=1.1.1.1/24 interface=ether1 comment=here\n' +
    ':if (true) do={\n  :local inner 1\n  :put $inner\n}\n:put $t\n:put ($g->"a")\n'

  it('are shown as trees, by scope', async () => {
    const { editor } = await start({ 'a.rsc': text }, {}, { lines: [{ line: 6 }, { line: 8 }] })
    expect(await editor.scope('Locals')).toBe('t=äö inner=1')
    await editor.go()
    expect(await editor.scope('Locals')).toBe('t=äö')
    const [g] = (await editor.client.variablesRequest({ variablesReference: await editor.reference('Globals') })).body.variables
    const members = (await editor.client.variablesRequest({ variablesReference: g?.variablesReference ?? 0 })).body.variables
    expect(members.map(({ name, value, evaluateName }) => [name, value, evaluateName])).toEqual([
      ['a', '1', '($g->"a")'],
      ['b', '2;3', '($g->"b")'],
    ])
    const [menu] = (await editor.client.variablesRequest({ variablesReference: await editor.reference('Rows') })).body.variables
    expect([menu?.name, menu?.value]).toEqual(['/ip/address', '1 row'])
    const [row] = (await editor.client.variablesRequest({ variablesReference: menu?.variablesReference ?? 0 })).body.variables
    expect([row?.name, row?.value]).toEqual(['*1', 'here'])
  })

  it('of expressions and commands are evaluated', async () => {
    const { editor } = await start({ 'a.rsc': text }, {}, { lines: [{ line: 8 }] })
    expect(await editor.value('$t . "!"')).toBe('äö!')
    expect(await editor.value('($g->"b"->1)')).toBe('3')
    expect(await editor.value('[:len $t]')).toBe('4')
    expect(await editor.value(':put "said $t"', 'repl')).toBe('said äö')
    expect(await editor.value('/ip/address/print count-only', 'repl')).toBe('1')
    expect(await editor.value(':error "no way"')).toBe('! no way')
    expect(await editor.value('$t +')).toBe('! syntax error (line 1 column 15)')
    expect(await editor.value(':set t 5', 'repl')).toBe('5')
    expect(await editor.scope('Locals')).toBe('t=5')
  })

  it('can be set', async () => {
    const { editor } = await start({ 'a.rsc': text }, {}, { lines: [{ line: 8 }] })
    const set = async (scope: string, name: string, value: string): Promise<string> =>
      (await editor.client.setVariableRequest({ variablesReference: await editor.reference(scope), name, value })).body.value
    expect(await set('Locals', 't', '"new"')).toBe('new')
    const assigned = await editor.client.send('setExpression', { expression: '($g->"b"->0)', value: '7', frameId: 1 })
    expect(assigned.success).toBe(true)
    expect(await editor.value('($g->"b")')).toBe('7;3')
    const [g] = (await editor.client.variablesRequest({ variablesReference: await editor.reference('Globals') })).body.variables
    await editor.client.setVariableRequest({ variablesReference: g?.variablesReference ?? 0, name: 'a', value: '"x"' })
    expect(await editor.go()).toBe('ended 0')
    expect(editor.printed('stdout')).toBe('1\nnew\nx\n')
  })

  it('are completed', async () => {
    const { editor } = await start({ 'a.rsc': text }, {}, { lines: [{ line: 8 }] })
    const labels = async (text: string): Promise<readonly string[]> => {
      const { body } = await editor.client.completionsRequest({ text, column: text.length + 1, frameId: 1 })
      return body.targets.map(({ label }) => label)
    }
    expect(await labels(':put $')).toEqual(['g', 't'])
    expect(await labels('/ip/addr')).toContain('address')
    expect(await labels('/ip/address/add ')).toEqual([
      'address',
      'broadcast',
      'comment',
      'copy-from',
      'disabled',
      'interface',
      'netmask',
      'network',
    ])
  })
})

describe('a restart', () => {
  const text = ':global n\n:set n ($n + 1)\n/ip/pool/add name=a ranges=10.0.0.1-10.0.0.2\n:put "run $n"\n'

  it('keeps breakpoints with their ids, and starts on a fresh device', async () => {
    const { editor, first } = await start({ 'a.rsc': text }, {}, { lines: [{ line: 4 }], functions: [{ name: '$none' }] })
    expect(first).toBe('breakpoint a.rsc:4')
    const hits: (readonly number[] | undefined)[] = []
    editor.client.on('stopped', (event: DebugProtocol.StoppedEvent) => hits.push(event.body.hitBreakpointIds))
    for (let turn = 0; turn < 2; turn++) {
      // The exit code of the previous program is not reported.
      expect(await editor.after(() => editor.client.restartRequest({}))).toBe('breakpoint a.rsc:4')
      expect(await editor.scope('Globals')).toBe('n=1')
    }
    expect(hits[0]).toEqual(hits[1])
    expect(await editor.go()).toBe('ended 0')
    expect(editor.printed('stdout')).toBe('run 1\n')
  })

  it('may start another program', async () => {
    const { editor } = await start({ 'a.rsc': text, 'b.rsc': ':put other\n' }, {}, { lines: [{ line: 4 }] })
    expect(await editor.after(() => editor.client.send('restart', { arguments: { program: editor.path('b.rsc') } }))).toBe('ended 0')
    expect(editor.printed('stdout')).toBe('other\n')
    expect(await editor.after(() => editor.client.restartRequest({}))).toBe('ended 0')
  })
})

describe('exception filters', () => {
  const text =
    ':do { :error caught } on-error={ :put handled }\n:onerror e in={ :error also } do={ :put $e }\n' +
    ':local f do={ :error $1 }\n:do { :do { $f inner } on-error={ :error outer } } on-error={ :put last }\n' +
    '$f end\n'

  it('stop at failures that nothing catches', async () => {
    const { editor, first } = await start({ 'a.rsc': text }, {}, { filters: ['uncaught'] })
    expect(first).toBe('exception $f:3 < a.rsc:5 (end)')
    const { body } = await editor.client.send('exceptionInfo', { threadId: 1 })
    expect([body.description, body.breakMode, body.details?.stackTrace]).toEqual(['end', 'unhandled', '$f at a.rsc:3\na.rsc at a.rsc:5'])
    expect(await editor.go()).toBe('ended 1')
    expect(editor.printed('stderr')).toBe('end (:error; line 3)\n')
  })

  it('do not stop at a script that a device refuses', async () => {
    const { editor, first } = await start({ 'a.rsc': ':put 1\n:put (1\n' }, {}, { filters: ['all'] })
    expect(first).toBe('ended 2')
    expect(editor.printed('stderr')).toBe('syntax error (line 2 column 8)\n')
  })

  it('stop at all failures', async () => {
    const { editor, first } = await start({ 'a.rsc': text }, {}, { filters: ['all'] })
    expect(first).toBe('exception a.rsc:1 (caught)')
    expect(await editor.go()).toBe('exception a.rsc:2 (also)')
    expect(await editor.go()).toBe('exception $f:3 < a.rsc:4 (inner)')
    expect(await editor.go()).toBe('exception a.rsc:4 (outer)')
    expect(await editor.go()).toBe('exception $f:3 < a.rsc:5 (end)')
  })

  it('stop at a property that offbox does not model', async () => {
    const text = ':do { /tool/fetch url="http://127.0.0.1:9/" } on-error={ :put caught }\n'
    const { first } = await start({ 'a.rsc': text }, {}, { filters: ['not-modelled'] })
    expect(first).toBe(
      'exception a.rsc:1 (/tool/fetch has no network for 127.0.0.1:9 (--allow-net=127.0.0.1:9 allows it, --allow-net everything))',
    )
  })

  it('stop at a command that offbox does not model', async () => {
    const { editor, first } = await start({ 'a.rsc': ':put 1\n/tool/traceroute 10.0.0.1\n' }, {}, { filters: ['not-modelled'] })
    expect(first).toBe('exception a.rsc:2 (/tool/traceroute is not modelled)')
    expect(await editor.go()).toBe('ended 3')
  })
})

describe('data breakpoints', () => {
  const text =
    ':global n 1\n:local f do={ :global n; :set n ($n + 1) }\n$f\n' +
    '/ip/address/add address=1.1.1.1/24 interface=ether1\n:put 1\n/ip/address/set 0 disabled=yes\n:put 2\n'

  it('stop where a global changes', async () => {
    const { editor, first } = await start({ 'a.rsc': text }, {}, { data: [{ dataId: 'global n' }] })
    expect(first).toBe('data breakpoint a.rsc:1 (n: nothing -> 1)')
    expect(await editor.go()).toBe('data breakpoint $f:2 < a.rsc:3 (n: 1 -> 2)')
    expect(await editor.go()).toBe('ended 0')
  })

  it('stop where a property of a row changes', async () => {
    const { editor } = await start({ 'a.rsc': text }, {}, { lines: [{ line: 5 }] })
    const [menu] = (await editor.client.variablesRequest({ variablesReference: await editor.reference('Rows') })).body.variables
    const [row] = (await editor.client.variablesRequest({ variablesReference: menu?.variablesReference ?? 0 })).body.variables
    const info = await editor.client.send('dataBreakpointInfo', { variablesReference: row?.variablesReference, name: 'disabled' })
    expect(info.body).toEqual({
      dataId: 'row /ip/address *1 disabled',
      description: 'disabled of /ip/address *1',
      accessTypes: ['write'],
      canPersist: false,
    })
    await editor.client.send('setDataBreakpoints', { breakpoints: [{ dataId: 'row /ip/address *1 disabled' }] })
    expect(await editor.go()).toBe('data breakpoint a.rsc:6 (/ip/address *1 disabled: false -> true)')
    const local = await editor.client.send('dataBreakpointInfo', { variablesReference: await editor.reference('Locals'), name: 'f' })
    expect(local.body).toEqual({
      dataId: null,
      description: 'only globals and properties of rows can be watched',
      accessTypes: ['write'],
      canPersist: false,
    })
  })
})

describe('the clock of the device', () => {
  it('does not advance while the program is stopped', async () => {
    const { editor, first } = await start(
      { 'a.rsc': ':put 1\n:put 2\n:while (true) do={}\n' },
      { limit: ['time=1s'] },
      { lines: [{ line: 2 }] },
    )
    expect(first).toBe('breakpoint a.rsc:2')
    // More time than the limit has to pass while it is stopped; nothing reports that.
    await new Promise((resolve) => setTimeout(resolve, 1_100))
    expect(await editor.next()).toBe('step a.rsc:3')
    expect(await editor.go()).toBe('ended 1')
    expect(editor.printed('stderr')).toBe('the script ran longer than 1 seconds (:while; line 3)\n')
  })

  it('is advanced by a request, and continues after the script', async () => {
    const text = '/system/scheduler/add name=s interval=1h on-event=":global n; :set n (\\$n + 1)"\n:put waiting\n:global n\n:put $n\n'
    const { editor, first } = await start({ 'a.rsc': text }, { until: '1d' }, { lines: [{ line: 2 }] })
    expect(first).toBe('breakpoint a.rsc:2')
    expect(await editor.after(() => editor.client.send('offbox/advance', { time: '3h' }))).toBe('pause a.rsc:2 (3h later)')
    expect(Number(await editor.value('$n'))).toBeGreaterThanOrEqual(3)
    const stops = await editor.after(() => editor.client.send('offbox/advance', { time: '1h' }))
    expect(stops).toBe('pause a.rsc:2 (1h later)')
    expect(await editor.go()).toBe('ended 0')
  })
})

describe('a launch configuration', () => {
  it('runs a script on a device configured from an export', async () => {
    const files = {
      'a.rsc': ':put [/system/identity/get name]\n:put [/system/resource/get version]\n',
      'r.rsc': '# 2026-01-01 00:00:00 by RouterOS 7.16\n/system identity\nset name=core\n',
    }
    const { editor, first } = await start(files, { export: 'r.rsc' }, { isAlone: true })
    expect(first).toBe('ended 0')
    expect(editor.printed('stdout')).toBe('core\n7.16 (stable)\n')
  })

  it('runs a script on a stored device, with files, with the settings beside it', async () => {
    const text = ':put [:len [/ip/pool/find]]\n/ip/pool/add name="p$[:len [/ip/pool/find]]" ranges=10.0.0.1\n:import b.rsc\n'
    const files = { 'a.rsc': text, 'b.rsc': ':put [/system/resource/get version]\n', 'offbox.json': '{ "release": "7.16" }' }
    const { editor, first } = await start(files, { device: 'lab', files: ['b.rsc'] }, { isAlone: true })
    expect(first).toBe('ended 0')
    expect(await editor.after(() => editor.client.restartRequest({}))).toBe('ended 0')
    expect(editor.printed('stdout').match(/^(\d|7\.16 .*)$/gm)).toEqual(['0', '7.16 (stable)', '1', '7.16 (stable)'])
  })

  it('runs a case of a test', async () => {
    const files = {
      'clean.rsc': ':global cleaned 1\n:put cleaned\n',
      'clean.test.rsc': '# offbox: case one\n:put 1\n# offbox: case two\n/system/script/run clean\n# offbox: expect output\n#| cleaned\n',
    }
    const { editor, first } = await start(files, { program: 'clean.test.rsc', case: 'two' }, { elsewhere: { 'clean.rsc': [{ line: 2 }] } })
    expect(first).toBe('breakpoint script clean:2 < clean.test.rsc:4')
    expect(await editor.go()).toBe('ended 0')
    expect(editor.printed('stdout')).toBe('two: passed\n')
  })
})
