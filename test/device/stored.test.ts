// Owns the tests of parsed values in rows, of unique values, and of references to renamed and removed rows.
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { draw } from '../../src/fuzz/draw.ts'
import { addressForm, forms, type StoredForm } from '../../src/schema/kinds/stored.ts'
import { toBytes } from '../../src/text/bytes.ts'
import { testConsole } from './console.ts'

describe('stored forms of values', () => {
  it.each([
    ['/ip/address/add address=1.0.0.1 interface=ether1', '/ip/address/get 0 address', '1.0.0.1/32'],
    ['/ip/address/add address=1.0.0.2/255.255.255.0 interface=ether1', '/ip/address/get 0 network', '1.0.0.0'],
    ['/ipv6/address/add address=2001:DB8::1 interface=ether1', '/ipv6/address/get 0 address', '2001:db8::1/64'],
    ['/queue/simple/add name=q target=10.0.1.0 max-limit=25M/1500k', '/queue/simple/get q max-limit', '25000000/1500000'],
    ['/queue/simple/add name=q target=10.0.1.0', '/queue/simple/get q target', '10.0.1.0/32'],
    ['/queue/tree/add name=q parent=global max-limit=1.5M', '/queue/tree/get q max-limit', '1500000'],
    ['/ip/firewall/address-list/add list=a address=192.0.2.67-192.0.2.67', '/ip/firewall/address-list/get 0 address', '192.0.2.67'],
    // The manual's page on address lists.
    [
      '/ip/firewall/address-list/add list=a address=198.51.100.0-198.51.100.255',
      '/ip/firewall/address-list/get 0 address',
      '198.51.100.0/24',
    ],
    [
      '/ip/firewall/address-list/add list=a address=198.51.100.10-198.51.100.20',
      '/ip/firewall/address-list/get 0 address',
      '198.51.100.10-198.51.100.20',
    ],
    ['/ip/firewall/address-list/add list=a address=0.0.0.0-255.255.255.255', '/ip/firewall/address-list/get 0 address', '0.0.0.0/0'],
    ['/ip/firewall/address-list/add list=a address=192.0.2.1-192.0.2.2', '/ip/firewall/address-list/get 0 address', '192.0.2.1-192.0.2.2'],
    ['/ipv6/firewall/address-list/add list=a address=2001:DB8::1', '/ipv6/firewall/address-list/get 0 address', '2001:db8::1/128'],
    ['/ip/route/add dst-address=10.9.1.7 gateway=1.1.1.1', '/ip/route/get [find static] dst-address', '10.9.1.7/32'],
    ['/system/scheduler/add name=a start-date=jan/02/2027', '/system/scheduler/get a start-date', '2027-01-02'],
    ['/ip/dns/static/add name=a address=1.1.1.1', '/ip/dns/static/get 0 type', 'A'],
  ])('%s', (add, get, kept) => {
    const { run } = testConsole()
    expect(run(add)).toBe('')
    expect(run(`:put [${get}]`)).toBe(`${kept}\n`)
  })

  it('rates are printed and exported with letters, and found however they are written', () => {
    const { run } = testConsole()
    run('/queue/simple/add name=q target=10.0.0.0/24 max-limit=25000000/25000000')
    expect(run('/queue/simple/print detail')).toMatchInlineSnapshot(`
      "Flags: X - DISABLED, I - INVALID; D - DYNAMIC 
       0    name="q" target=10.0.0.0/24 parent=none packet-marks="" priority=8/8 
            queue=default-small/default-small limit-at=0/0 max-limit=25M/25M 
            burst-limit=0/0 burst-threshold=0/0 burst-time=0s/0s bucket-size=0.1/0.1 
      "
    `)
    expect(run('/queue/simple/export terse')).toMatchInlineSnapshot(`
      "# 2024-01-01 00:00:00 by RouterOS 7.24
      # system id = 
      #
      /queue simple add max-limit=25M/25M name=q target=10.0.0.0/24
      "
    `)
    expect(run(':put [/queue/simple/find max-limit=25M/25M]')).toBe('*1\n')
  })

  it('a text is not found by a prefix without a length, a prefix is', () => {
    const { run } = testConsole()
    run('/ip/address/add address=111.111.1.1/24 interface=ether1; /ip/dhcp-server/network/add address=192.168.88.0/24')
    run('/ip/route/add dst-address=0.0.0.0/0 gateway=111.111.1.2')
    const found = (where: string): string => run(`:put [:len [${where}]]`)
    expect(found('/ip/address/find where address=111.111.1.1/24')).toBe('0\n')
    expect(found('/ip/address/find where address="111.111.1.1/24"')).toBe('1\n')
    expect(found('/ip/dhcp-server/network/find address=192.168.88.0/24')).toBe('0\n')
    expect(found('/ip/dhcp-server/network/find address=[:tostr 192.168.88.0/24]')).toBe('1\n')
    expect(found('/ip/route/find dst-address=0.0.0.0/0')).toBe('1\n')
    expect(found('/ip/route/find dst-address="0.0.0.0/0"')).toBe('1\n')
  })

  it('reads values by the types that the manual gives', () => {
    const { run } = testConsole()
    const refused = (command: string): string => run(command).replace(/ \(.*/s, '')
    expect(refused('/radius/add address=10.0.0.300')).toMatchInlineSnapshot(`
      "! invalid value for argument address
      "
    `)
    expect(refused('/ip/hotspot/user/add name=a address=hello')).toMatchInlineSnapshot(`
      "! invalid value for argument address
      "
    `)
    expect(refused('/ip/firewall/filter/add chain=input in-interface=nosuch')).toMatchInlineSnapshot(`
      "! input does not match any value of interface
      "
    `)
    expect(run('/radius/add address=10.0.0.3 service=hotspot,ppp; :put [/radius/get 0 service]')).toBe('ppp;hotspot\n')
    expect(run(':put [/radius/find service=hotspot,ppp]')).toBe('*1\n')
  })

  it('stores a switch as a word without a value, and refuses a value', () => {
    const { run } = testConsole()
    expect(run('/routing/table/add name=t fib; /routing/table/export terse')).toMatchInlineSnapshot(`
      "# 2024-01-01 00:00:00 by RouterOS 7.24
      # system id = 
      #
      /routing table add fib name=t
      "
    `)
    expect(run('/routing/table/add name=u fib=yes')).toMatchInlineSnapshot(`
      "! expected end of command (line 1 column 30)
      "
    `)
  })

  it.each(['4', '6', '46', '46i', '46v', '46D', '46/', '4/', '6/', '46?/', '4-'])(
    'addresses of the form %s are stable when they are read again',
    (flags) => {
      const form = addressForm(flags)
      fc.assert(
        fc.property(form.arbitrary(draw).map(toBytes), (text) => {
          const kept = form.read(text)
          expect(kept).toBeDefined()
          expect(form.read(kept ?? '')).toBe(kept)
        }),
      )
      expect(form.read('10.0.0.300')).toBeUndefined()
    },
  )

  const named = Object.entries<StoredForm>(forms)
  it.each(named)('%s: stored values are stable when they are read again', (_, form) => {
    fc.assert(
      fc.property(form.arbitrary(draw).map(toBytes), (text) => {
        const kept = form.read(text)
        expect(kept).toBeDefined()
        expect(form.read(kept ?? '')).toBe(kept)
        const shown = form.print?.(kept ?? '') ?? kept ?? ''
        expect(form.read(form.exported?.(shown) ?? shown)).toBe(kept)
      }),
    )
  })
})

describe('values that a device refuses', () => {
  it.each([
    ['/ip/address/add address=hello interface=ether1', 'invalid value for argument address'],
    ['/ip/route/add dst-address=10.x.0.1/24 gateway=1.1.1.1', 'invalid value for argument dst-address'],
    ['/ip/route/add dst-address=10.50.0.0/16 gateway=nosuch-if', 'invalid or unexpected argument base'],
    ['/ip/pool/add name=p ranges=10..1', 'invalid value for argument ranges\nvalue of range expects range of ip addresses'],
    ['/ip/firewall/address-list/add list=a address=2001:db8:203:22be::', 'failure: 2001:db8:203:22be:: is not a valid dns name'],
    ['/ip/firewall/address-list/add list=a address="bad name"', 'failure: bad name is not a valid dns name'],
    [
      '/ip/dns/static/add name=host1.lan address=dhcp_pool0',
      'invalid value for argument address:\n    invalid value for argument ip\n    invalid value for argument ipv6',
    ],
    ['/ip/dhcp-server/network/add address=192.168.88.1/24', 'failure: invalid network'],
    [
      '/ip/firewall/filter/add chain=input action=accept dst-port=22',
      'failure: ports can be specified if proto is tcp,udp,udp-lite,dccp,sctp',
    ],
    ['/system/scheduler/add name=a start-date=2026-02-30', 'invalid value for argument start-date'],
    ['/ip/pool/add name=a ranges=10.0.0.1; /ip/pool/add name=a ranges=10.0.0.2', 'failure: pool with such name exists'],
    [
      '/ip/dhcp-server/add name=a interface=ether1; /ip/dhcp-server/add name=b interface=ether1',
      'failure: server or relay with such interface already exists',
    ],
    [
      '/ip/dhcp-server/add name=a interface=ether1; /ip/dhcp-server/add name=a interface=ether2',
      'failure: server with such name already exists',
    ],
    [
      '/ip/firewall/address-list/add list=a address=10.0.0.1; /ip/firewall/address-list/add list=a address=10.0.0.1/32',
      'failure: already have such entry',
    ],
    [
      '/ip/firewall/filter/add chain=input action=drop; /ip/firewall/filter/move 0 destination=0',
      'failure: can not move object before itself',
    ],
    ['/ip/route/add dst-address=10.0.0.0/8 blackhole=yes', 'expected end of command (line 1 column 47)'],
  ])('%s', (text, message) => {
    expect(testConsole().fails(text)).toBe(message)
  })

  it('a disabled entry does not conflict until it is enabled', () => {
    const { run, fails } = testConsole()
    run('/ip/firewall/address-list/add list=a address=10.0.0.1')
    expect(run('/ip/firewall/address-list/add list=a address=10.0.0.1 disabled=yes')).toBe('')
    expect(fails('/ip/firewall/address-list/enable 1')).toBe('failure: already have such entry')
  })

  it('unique values stay unique under random adds, sets and switches', () => {
    const address = fc.constantFrom('10.0.0.1', '10.0.0.1/32', '10.0.0.1-10.0.0.1', '10.0.0.2')
    const row = fc.nat({ max: 3 })
    const step = fc.oneof(
      fc.tuple(address, fc.boolean()).map(([one, off]) => `add list=a address=${one}${off ? ' disabled=yes' : ''}`),
      fc.tuple(row, address).map(([at, one]) => `set ${at} address=${one}`),
      fc.tuple(fc.constantFrom('enable', 'disable', 'remove'), row).map(([command, at]) => `${command} ${at}`),
    )
    fc.assert(
      fc.property(fc.array(step, { maxLength: 12 }), (steps) => {
        const { run } = testConsole()
        for (const one of steps) run(`/ip/firewall/address-list/${one}`)
        const enabled = run(':foreach i in=[/ip/firewall/address-list/find !disabled] do={:put [/ip/firewall/address-list/get $i address]}')
        const all = enabled.split('\n').filter((line) => line !== '')
        expect(new Set(all).size).toBe(all.length)
      }),
      { numRuns: 30 },
    )
  })
})

describe('references', () => {
  it('follow a renamed row, and keep the id of a removed one', () => {
    const { run } = testConsole()
    run('/ip/pool/add name=p ranges=10.0.0.2-10.0.0.9; /ip/dhcp-server/add name=s interface=ether1 address-pool=p')
    run('/ip/dhcp-server/lease/add address=10.0.0.2 mac-address=02:00:00:00:00:01 server=s')
    run('/interface/ethernet/set ether1 name=wan; /ip/pool/set p name=q')
    expect(run(':put [/ip/dhcp-server/get s interface]; :put [/ip/dhcp-server/get s address-pool]')).toBe('wan\nq\n')
    run('/ip/pool/remove q; /ip/dhcp-server/remove s')
    expect(run(':put [/ip/dhcp-server/lease/get 0 server]')).toBe('*1\n')
    run('/ip/dhcp-server/add name=s interface=wan')
    expect(run(':put [/ip/dhcp-server/lease/get 0 server]')).toBe('*1\n')
  })

  it('are restored if the command fails', () => {
    const { run } = testConsole()
    run(
      '/ip/pool/add name=p ranges=10.0.0.2; /ip/pool/add name=r ranges=10.0.0.3; ' +
        '/ip/dhcp-server/add name=s interface=ether1 address-pool=p',
    )
    run(':do {/ip/pool/set p,r name=x} on-error={}')
    expect(run(':put [/ip/dhcp-server/get s address-pool]')).toBe('p\n')
  })

  it('companions of an interface are renamed with it', () => {
    const { run } = testConsole({
      board: { rows: { '/interface/wireless': [{ name: 'wlan1', 'default-name': 'wlan1' }] } },
      release: '6.47',
    })
    run('/interface wireless set [ find default-name=wlan1 ] name="w 2"')
    expect(run('/interface wireless nstreme set "w 2" enable-polling=no')).toBe('')
    expect(run('/interface wireless nstreme export terse')).toMatchInlineSnapshot(`
      "# jan/01/2024 00:00:00 by RouterOS 6.47
      # software id = 
      #
      /interface wireless nstreme set "w 2" enable-polling=no
      "
    `)
  })

  it('a removed value does not return with a later row', () => {
    const { run } = testConsole()
    run('/interface/6to4/add name=t !keepalive local-address=1.1.1.1')
    expect(run('/interface/6to4/export terse')).toMatchInlineSnapshot(`
      "# 2024-01-01 00:00:00 by RouterOS 7.24
      # system id = 
      #
      /interface 6to4 add !keepalive local-address=1.1.1.1 name=t
      "
    `)
  })
})
