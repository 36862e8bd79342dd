// Owns the tests of finished commands that are undone and done again, and of safe mode.
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { createDevice, type Device } from '../../src/index.ts'
import { steady } from '../harness/steady.ts'

const make = (): Device => createDevice({ release: '7.22.1' })
const menus = ['/ip/firewall/filter', '/ip/pool', '/interface/bridge', '/interface/bridge/port', '/system/identity']
/** The menus with the ids of their rows. */
const whole = (device: Device): string =>
  menus
    .map((menu) => `${device.run(`${menu}/export`).output.replace(/^# .*\n/, '')}${device.run(`:put [${menu}/print as-value]`).output}`)
    .join('')
const said = (device: Device, text: string): string => {
  const { output, failure } = device.run(text)
  return failure === undefined ? output : `${output}! ${failure.message}`
}

/** `redo | undo` of the last command. */
const last = (device: Device): string =>
  said(device, ':put ([/system/history/get 0 redo] . " | " . [/system/history/get 0 undo])').trimEnd()

describe('/system/history', () => {
  it.each([
    // As the manual's listing has it.
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
    said(device, '/ip/address/add address=10.0.0.1/24 interface=ether1')
    said(device, '/ip/address/print')
    expect(said(device, command)).toBe('')
    expect(last(device)).toBe(expected)
    // What was undone says the same, and so does what was done again.
    said(device, '/undo')
    expect(last(device)).toBe(expected)
    said(device, '/redo')
    expect(last(device)).toBe(expected)
  })

  it('takes back what a command did to several rows, the last first', () => {
    const device = make()
    said(device, '/ip/pool/add name=a ranges=10.0.0.1; /ip/pool/add name=b ranges=10.0.0.2; /ip/pool/remove [find]')
    expect(said(device, ':put [/system/history/get 0 undo]')).toBe(
      '/ip pool add name=b ranges=10.0.0.2\n/ip pool add name=a ranges=10.0.0.1\n',
    )
  })

  it('gives commands that a device takes', () => {
    const device = make()
    said(device, '/ip/pool/add name=a ranges=10.0.0.1-10.0.0.9; /ip/pool/set a ranges=10.0.0.5')
    said(device, '[:parse [/system/history/get 0 undo]]')
    expect(said(device, ':put [/ip/pool/get a ranges]')).toBe('10.0.0.1-10.0.0.9\n')
  })
})

describe('/undo and /redo', () => {
  it('take back what was added, changed, removed and moved, in the opposite order', () => {
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
      expect(said(device, step)).not.toContain('!')
      states.push(whole(device))
    }
    // The last step is two commands.
    expect(said(device, '/undo')).toBe('')
    for (let at = steps.length - 1; at >= 0; at--) {
      expect(said(device, '/undo')).toBe('')
      expect(whole(device)).toBe(states[at])
    }
    expect(said(device, '/undo')).toMatchInlineSnapshot(`"! failure: nothing to undo (:undo; line 1)"`)
    for (let at = 1; at < steps.length; at++) {
      said(device, '/redo')
      expect(whole(device)).toBe(states[at])
    }
    said(device, '/redo; /redo')
    expect(whole(device)).toBe(states.at(-1))
    expect(said(device, '/redo')).toMatchInlineSnapshot(`"! failure: nothing to redo (:redo; line 1)"`)
  })

  it('forget what was undone where something else is done', () => {
    const device = make()
    expect(said(device, '/ip/pool/add name=a ranges=10.0.0.1; /undo; /ip/pool/add name=b ranges=10.0.0.2; /redo')).toBe(
      '! failure: nothing to redo (:redo; line 1)',
    )
    expect(said(device, ':put [/ip/pool/get [find] name]')).toBe('b\n')
  })

  it('never give an id twice', () => {
    const device = make()
    expect(said(device, ':put [/ip/pool/add name=a ranges=10.0.0.1]; /undo; :put [/ip/pool/add name=b ranges=10.0.0.2]')).toBe('*1\n*2\n')
  })

  it('keep the last hundred, and nothing of what only looks, failed or is a file', () => {
    const device = make()
    said(device, ':for i from=1 to=150 do={/ip/pool/add name="p$i" ranges=10.0.0.1}; /file/add name=x.txt contents=y; /ip/pool/find')
    said(device, ':do {/ip/pool/add name=p1 ranges=10.0.0.1} on-error={}')
    expect(said(device, ':put [:len [/system/history/find]]')).toBe('100\n')
    said(device, ':for i from=1 to=100 do={/undo}')
    expect(said(device, ':put [:len [/ip/pool/find]]')).toBe('50\n')
    expect(said(device, '/undo')).toMatchInlineSnapshot(`"! failure: nothing to undo (:undo; line 1)"`)
  })

  it('need write', () => {
    const device = createDevice({ release: '7.22.1', policy: 'read,test' })
    expect(said(device, '/undo')).toMatchInlineSnapshot(`"! not enough permissions (9) (:undo; line 1)"`)
  })

  it('leave certificates alone from 6.43 on', () => {
    const device = make()
    said(device, '/ip/pool/add name=a ranges=10.0.0.1; /certificate/add name=a common-name=a key-size=prime256v1; /certificate/sign a')
    const fingerprint = said(device, ':put [/certificate/get a fingerprint]')
    expect(steady(fingerprint)).toBe('FINGERPRINT\n')
    expect(said(device, '/undo; :put [:len [/ip/pool/find]]')).toBe('0\n')
    expect(said(device, '/undo')).toMatchInlineSnapshot(`"! failure: nothing to undo (:undo; line 1)"`)
    expect(said(device, ':put [/certificate/get a fingerprint]')).toBe(fingerprint)
  })

  it('before, a signed certificate is a template again, and signed again', () => {
    const device = createDevice({ release: '6.42.12' })
    said(device, '/certificate add name=a common-name=a key-size=1024; /certificate sign a')
    const fingerprint = said(device, ':put [/certificate get a fingerprint]')
    expect(steady(fingerprint)).toBe('FINGERPRINT\n')
    said(device, '/undo')
    expect(said(device, ':put [/certificate get a fingerprint]')).not.toBe(fingerprint)
    said(device, '/redo')
    expect(said(device, ':put [/certificate get a fingerprint]')).toBe(fingerprint)
  })

  it('any commands can be undone and redone to the same device', () => {
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
        for (const one of steps) said(device, one)
        const last = whole(device)
        const count = (): number => Number(said(device, ':put [:len [/system/history/find undoable=yes]]'))
        const n = count()
        for (let at = 0; at < n; at++) said(device, '/undo')
        expect(whole(device)).toBe(first)
        for (let at = 0; at < n; at++) said(device, '/redo')
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

  it('stands in the prompt, and is undone where its console ends', () => {
    const { session, told, device } = lab()
    session.feed('/ip/pool/add name=before ranges=10.0.0.1')
    session.toggleSafe()
    expect(told()).toBe('Taking Safe Mode session... Success!\n')
    session.feed('/ip/pool')
    expect(session.prompt).toBe('[admin@MikroTik] /ip/pool<SAFE> ')
    session.feed('add name=within ranges=10.0.0.2; remove before')
    device.run('/system/identity/set name=lab')
    session.hangUp()
    expect(said(device, ':put [/ip/pool/get [find] name]; :put [/system/identity/get name]')).toBe('before\nMikroTik\n')
  })

  it('/quit keeps what was done', () => {
    const { session, device } = lab()
    session.toggleSafe()
    session.feed('/ip/pool/add name=within ranges=10.0.0.2')
    session.feed('/quit')
    session.hangUp()
    expect(said(device, ':put [:len [/ip/pool/find]]')).toBe('1\n')
  })

  it('is left without a word on what was done where more is done than can be undone', () => {
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
    expect(said(device, ':put [:len [/ip/pool/find]]')).toBe('101\n')
  })

  it('another console asks what to do with it', () => {
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
    expect(said(device, ':put [:len [/ip/pool/find]]')).toBe('1\n')
    expect(session.isSafe).toBe(true)
  })

  it('is shown, and told in the words of the release', () => {
    const { session, told, device } = lab()
    const shown = '; :foreach name in={"enabled";"user";"current";"owner"} do={ :put [:tostr [/safe-mode/get $name]] }'
    session.feed(`:put [:typeof [/safe-mode/get current]]${shown}`)
    expect(told()).toBe('bool\nfalse\n\nfalse\n\n')
    session.feed(`/safe-mode/toggle${shown}`)
    expect(told()).toBe('Taking Safe Mode session... Success!\ntrue\nadmin\ntrue\nconsole\n')
    expect(said(device, ':put [/safe-mode/get current]')).toBe('false\n')
    session.feed('/safe-mode/take; /safe-mode/toggle')
    expect(told()).toBe('Taking Safe Mode session... Success!\nReleasing Safe Mode... Success!\n')
    expect(session.feed('/safe-mode/unroll').failure?.message).toBe('Safe Mode has not been taken. Action aborted.')
    const heard: string[] = []
    const old = createDevice({ release: '6.49.13' }).session({ door: 'console', write: (bytes) => heard.push(bytes) })
    old.toggleSafe()
    expect(heard.join('')).toBe('[Safe Mode taken]\n')
  })
})
