// Owns the tests of undo, redo and safe mode.
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { createDevice, type Device } from '../../src/index.ts'
import { steady } from '../harness/steady.ts'

const make = (): Device => createDevice({ release: '7.22.1' })
const menus = ['/ip/firewall/filter', '/ip/pool', '/interface/bridge', '/interface/bridge/port', '/system/identity']
/** The contents of the menus, with the ids of their rows. */
const whole = (device: Device): string =>
  menus
    .map((menu) => `${device.run(`${menu}/export`).output.replace(/^# .*\n/, '')}${device.run(`:put [${menu}/print as-value]`).output}`)
    .join('')
const outputOf = (device: Device, text: string): string => {
  const { output, failure } = device.run(text)
  return failure === undefined ? output : `${output}! ${failure.message}`
}

/** The commands `redo | undo` of the last history entry. */
const last = (device: Device): string =>
  outputOf(device, ':put ([/system/history/get 0 redo] . " | " . [/system/history/get 0 undo])').trimEnd()

describe('/system/history', () => {
  it.each([
    // As in the listing of the manual.
    [
      '/ip/firewall/filter/add chain=forward action=accept',
      '/ip firewall filter add action=accept chain=forward | /ip firewall filter remove *1',
    ],
    // Inferred.
    [
      '/ip/address/set 0 comment="a b" disabled=yes',
      '/ip address set 0 comment="a b" disabled=yes | /ip address set *1 comment="" disabled=no',
    ],
    ['/ip/address/remove 0', '/ip address remove 0 | /ip address add address=10.0.0.1/24 interface=ether1 network=10.0.0.0'],
    ['/system/identity/set name=lab', '/system identity set name=lab | /system identity set name=MikroTik'],
    ['/ip/address/disable [find]', '/ip address disable *1 | /ip address set *1 disabled=no'],
    ['/ppp/secret/add name=u password=hush', '/ppp secret add name=u | /ppp secret remove *1'],
  ])('%s', (command, expected) => {
    const device = make()
    outputOf(device, '/ip/address/add address=10.0.0.1/24 interface=ether1')
    outputOf(device, '/ip/address/print')
    expect(outputOf(device, command)).toBe('')
    expect(last(device)).toBe(expected)
    // The entry is the same after undo, and after redo.
    outputOf(device, '/undo')
    expect(last(device)).toBe(expected)
    outputOf(device, '/redo')
    expect(last(device)).toBe(expected)
  })

  it('reverts the changes of a command to several rows in reverse order', () => {
    const device = make()
    outputOf(device, '/ip/pool/add name=a ranges=10.0.0.1; /ip/pool/add name=b ranges=10.0.0.2; /ip/pool/remove [find]')
    expect(outputOf(device, ':put [/system/history/get 0 undo]')).toBe(
      '/ip pool add name=b ranges=10.0.0.2\n/ip pool add name=a ranges=10.0.0.1\n',
    )
  })

  it('contains commands that a device accepts', () => {
    const device = make()
    outputOf(device, '/ip/pool/add name=a ranges=10.0.0.1-10.0.0.9; /ip/pool/set a ranges=10.0.0.5')
    outputOf(device, '[:parse [/system/history/get 0 undo]]')
    expect(outputOf(device, ':put [/ip/pool/get a ranges]')).toBe('10.0.0.1-10.0.0.9\n')
  })
})

describe('/undo and /redo', () => {
  it('revert additions, changes, removals and moves, in reverse order', () => {
    const device = make()
    const steps = [
      '/ip/firewall/filter/add chain=input comment=a',
      '/ip/firewall/filter/add chain=input comment=b',
      '/ip/firewall/filter/add chain=input comment=c place-before=0',
      '/ip/firewall/filter/move 2 destination=0',
      '/ip/firewall/filter/set [find comment=a] comment=z disabled=yes',
      '/ip/firewall/filter/remove [find comment=c]',
      '/system/identity/set name=lab',
      '/interface/bridge/add name=bridge1; /interface/bridge/port/add bridge=bridge1 interface=ether1',
    ]
    const states = [whole(device)]
    for (const step of steps) {
      expect(outputOf(device, step)).not.toContain('!')
      states.push(whole(device))
    }
    // The last step consists of two commands.
    expect(outputOf(device, '/undo')).toBe('')
    for (let at = steps.length - 1; at >= 0; at--) {
      expect(outputOf(device, '/undo')).toBe('')
      expect(whole(device)).toBe(states[at])
    }
    expect(outputOf(device, '/undo')).toMatchInlineSnapshot(`"! failure: nothing to undo (:undo; line 1)"`)
    for (let at = 1; at < steps.length; at++) {
      outputOf(device, '/redo')
      expect(whole(device)).toBe(states[at])
    }
    outputOf(device, '/redo; /redo')
    expect(whole(device)).toBe(states.at(-1))
    expect(outputOf(device, '/redo')).toMatchInlineSnapshot(`"! failure: nothing to redo (:redo; line 1)"`)
  })

  it('discard undone commands after another change', () => {
    const device = make()
    expect(outputOf(device, '/ip/pool/add name=a ranges=10.0.0.1; /undo; /ip/pool/add name=b ranges=10.0.0.2; /redo')).toBe(
      '! failure: nothing to redo (:redo; line 1)',
    )
    expect(outputOf(device, ':put [/ip/pool/get [find] name]')).toBe('b\n')
  })

  it('never reuse an id', () => {
    const device = make()
    expect(outputOf(device, ':put [/ip/pool/add name=a ranges=10.0.0.1]; /undo; :put [/ip/pool/add name=b ranges=10.0.0.2]')).toBe(
      '*1\n*2\n',
    )
  })

  it('keep the last hundred commands, and none that only reads, fails or changes a file', () => {
    const device = make()
    outputOf(device, ':for i from=1 to=150 do={/ip/pool/add name="p$i" ranges=10.0.0.1}; /file/add name=x.txt contents=y; /ip/pool/find')
    outputOf(device, ':do {/ip/pool/add name=p1 ranges=10.0.0.1} on-error={}')
    expect(outputOf(device, ':put [:len [/system/history/find]]')).toBe('100\n')
    outputOf(device, ':for i from=1 to=100 do={/undo}')
    expect(outputOf(device, ':put [:len [/ip/pool/find]]')).toBe('50\n')
    expect(outputOf(device, '/undo')).toMatchInlineSnapshot(`"! failure: nothing to undo (:undo; line 1)"`)
  })

  it('need the policy write', () => {
    const device = createDevice({ release: '7.22.1', policy: 'read,test' })
    expect(outputOf(device, '/undo')).toMatchInlineSnapshot(`"! not enough permissions (9) (:undo; line 1)"`)
  })

  it('do not change certificates from 6.43 on', () => {
    const device = make()
    outputOf(device, '/ip/pool/add name=a ranges=10.0.0.1; /certificate/add name=a common-name=a key-size=prime256v1; /certificate/sign a')
    const fingerprint = outputOf(device, ':put [/certificate/get a fingerprint]')
    expect(steady(fingerprint)).toBe('FINGERPRINT\n')
    expect(outputOf(device, '/undo; :put [:len [/ip/pool/find]]')).toBe('0\n')
    expect(outputOf(device, '/undo')).toMatchInlineSnapshot(`"! failure: nothing to undo (:undo; line 1)"`)
    expect(outputOf(device, ':put [/certificate/get a fingerprint]')).toBe(fingerprint)
  })

  it('before 6.43, turn a signed certificate into a template and back', () => {
    const device = createDevice({ release: '6.42.12' })
    outputOf(device, '/certificate add name=a common-name=a key-size=1024; /certificate sign a')
    const fingerprint = outputOf(device, ':put [/certificate get a fingerprint]')
    expect(steady(fingerprint)).toBe('FINGERPRINT\n')
    outputOf(device, '/undo')
    expect(outputOf(device, ':put [/certificate get a fingerprint]')).not.toBe(fingerprint)
    outputOf(device, '/redo')
    expect(outputOf(device, ':put [/certificate get a fingerprint]')).toBe(fingerprint)
  })

  it('any commands can be undone and redone, with an equal device as result', () => {
    const name = fc.constantFrom('a', 'b', 'c')
    const step = fc.oneof(
      fc.tuple(name, fc.nat({ max: 3 })).map(([n, at]) => `/ip/firewall/filter/add chain=input comment=${n} place-before=${at}`),
      name.map((n) => `/ip/firewall/filter/add chain=input comment=${n}`),
      name.map((n) => `/ip/firewall/filter/remove [find comment=${n}]`),
      fc.tuple(name, name).map(([n, m]) => `/ip/firewall/filter/set [find comment=${n}] comment=${m}`),
      fc.tuple(fc.nat({ max: 3 }), fc.nat({ max: 3 })).map(([a, b]) => `/ip/firewall/filter/move ${a} destination=${b}`),
      name.map((n) => `/ip/pool/add name=${n} ranges=10.0.0.1`),
      name.map((n) => `/ip/pool/remove ${n}`),
      fc.constantFrom('/undo', '/redo'),
    )
    fc.assert(
      fc.property(fc.array(step, { maxLength: 15 }), (steps) => {
        const device = make()
        const first = whole(device)
        for (const one of steps) outputOf(device, one)
        const last = whole(device)
        const count = (): number => Number(outputOf(device, ':put [:len [/system/history/find undoable=yes]]'))
        const n = count()
        for (let at = 0; at < n; at++) outputOf(device, '/undo')
        expect(whole(device)).toBe(first)
        for (let at = 0; at < n; at++) outputOf(device, '/redo')
        expect(whole(device)).toBe(last)
      }),
      { numRuns: 25 },
    )
  })
})

describe('safe mode', () => {
  const lab = () => {
    const device = make()
    const out: string[] = []
    const session = device.session({ door: 'console', write: (bytes) => out.push(bytes) })
    return { device, session, told: () => out.splice(0).join('') }
  }

  it('is shown in the prompt, and reverted when its console ends', () => {
    const { session, told, device } = lab()
    session.feed('/ip/pool/add name=before ranges=10.0.0.1')
    session.toggleSafe()
    expect(told()).toBe('Taking Safe Mode session... Success!\n')
    session.feed('/ip/pool')
    expect(session.prompt).toBe('[admin@MikroTik] /ip/pool<SAFE> ')
    session.feed('add name=within ranges=10.0.0.2; remove before')
    device.run('/system/identity/set name=lab')
    session.hangUp()
    expect(outputOf(device, ':put [/ip/pool/get [find] name]; :put [/system/identity/get name]')).toBe('before\nMikroTik\n')
  })

  it('keeps the changes at /quit', () => {
    const { session, device } = lab()
    session.toggleSafe()
    session.feed('/ip/pool/add name=within ranges=10.0.0.2')
    session.feed('/quit')
    session.hangUp()
    expect(outputOf(device, ':put [:len [/ip/pool/find]]')).toBe('1\n')
  })

  it('ends silently if more changes happen than can be undone', () => {
    const { session, told, device } = lab()
    session.feed('/safe-mode/take')
    session.feed(':for i from=1 to=101 do={/ip/pool/add name="p$i" ranges=10.0.0.1}')
    expect(told()).toMatchInlineSnapshot(`
      "Taking Safe Mode session... Success!
      [Safe Mode released: more was done than can be undone]
      "
    `)
    expect(session.isSafe).toBe(false)
    session.hangUp()
    expect(outputOf(device, ':put [:len [/ip/pool/find]]')).toBe('101\n')
  })

  it('makes another console ask what to do with it', () => {
    const { session, told, device } = lab()
    session.feed('/safe-mode/take; /ip/pool/add name=a ranges=10.0.0.1')
    told()
    const answers = ['d', 'r']
    const asked: string[] = []
    const heard: string[] = []
    const other = device.session({
      door: 'console',
      write: (bytes) => heard.push(bytes),
      terminal: { ask: (prompt) => (asked.push(prompt), answers.shift()), key: () => undefined },
    })
    expect(other.feed('/safe-mode/take on-error=abort').failure?.message).toBe(
      'Safe Mode is taken by current user in another session. Action aborted.',
    )
    expect(other.feed('/safe-mode/take').failure?.message).toBe('Action aborted.')
    expect(asked).toEqual(['Unroll, release or abort [u/r]? '])
    expect(heard.join('')).toBe('Safe Mode is taken by current user in another session.\n')
    expect(other.feed('/safe-mode/take').failure).toBeUndefined()
    expect(told()).toBe('[Safe mode released by another user]\n')
    expect([session.isSafe, other.isSafe]).toEqual([false, true])
    expect(session.feed('/safe-mode/take on-error=unroll').failure).toBeUndefined()
    expect(outputOf(device, ':put [:len [/ip/pool/find]]')).toBe('1\n')
    expect(session.isSafe).toBe(true)
  })

  it('is printed, and reported in the words of the release', () => {
    const { session, told, device } = lab()
    const shown = '; :foreach name in={"enabled";"user";"current";"owner"} do={ :put [:tostr [/safe-mode/get $name]] }'
    session.feed(`:put [:typeof [/safe-mode/get current]]${shown}`)
    expect(told()).toBe('bool\nfalse\n\nfalse\n\n')
    session.feed(`/safe-mode/toggle${shown}`)
    expect(told()).toBe('Taking Safe Mode session... Success!\ntrue\nadmin\ntrue\nconsole\n')
    expect(outputOf(device, ':put [/safe-mode/get current]')).toBe('false\n')
    session.feed('/safe-mode/take; /safe-mode/toggle')
    expect(told()).toBe('Taking Safe Mode session... Success!\nReleasing Safe Mode... Success!\n')
    expect(session.feed('/safe-mode/unroll').failure?.message).toBe('Safe Mode has not been taken. Action aborted.')
    const heard: string[] = []
    const old = createDevice({ release: '6.49.13' }).session({ door: 'console', write: (bytes) => heard.push(bytes) })
    old.toggleSafe()
    expect(heard.join('')).toBe('[Safe Mode taken]\n')
  })
})
