// Owns the tests of row numbers in listings where some rows have none.
import { describe, expect, it } from 'vitest'
import { testConsole } from '../device/console.ts'

const address = '/ip/address/add address=192.0.2.1/24 interface=ether1'
const trimmed = (text: string): string[] => text.split('\n').map((line) => line.trimEnd())

describe('/ip/route', () => {
  it('7.x: dynamic routes have no number, and are not counted (the manual, page on policy routing)', () => {
    const { run } = testConsole({ release: '7.24' })
    run(`${address}; /ip/route/add gateway=192.0.2.2; /ip/route/add dst-address=198.51.100.0/24 gateway=192.0.2.3`)
    expect(trimmed(run('/ip/route/print')).slice(2)).toEqual([
      '#     DST-ADDRESS      GATEWAY    ROUTING-TABLE  DISTANCE',
      '  DAc 192.0.2.0/24     ether1     main                  0',
      '0  As 0.0.0.0/0        192.0.2.2  main                  1',
      '1  As 198.51.100.0/24  192.0.2.3  main                  1',
      '',
    ])
    run('/ip/route/set 0 comment=first')
    expect(run(':put [/ip/route/get [find comment=first] dst-address]')).toBe('0.0.0.0/0\n')
    expect(run('/ip/route/print detail')).toMatchInlineSnapshot(`
      "Flags: D - DYNAMIC; X - DISABLED, I - INACTIVE, A - ACTIVE; 
      c - CONNECT, s - STATIC, r - RIP, b - BGP, o - OSPF, i - IS-IS, d - DHCP, v - VPN, m - MODEM, y - BGP-MPLS-VPN; 
      H - HW-OFFLOADED; + - ECMP 
         DAc   dst-address=192.0.2.0/24 routing-table=main gateway=ether1 
               immediate-gw=ether1 distance=0 scope=10 target-scope=5 
               local-address=192.0.2.1%ether1 

       0  As   ;;; first
               dst-address=0.0.0.0/0 routing-table=main gateway=192.0.2.2 
               immediate-gw=192.0.2.2%ether1 distance=1 scope=30 target-scope=10 

       1  As   dst-address=198.51.100.0/24 routing-table=main gateway=192.0.2.3 
               immediate-gw=192.0.2.3%ether1 distance=1 scope=30 target-scope=10 
      "
    `)
    expect(run('/ip/route/print where gateway=192.0.2.3')).toMatchInlineSnapshot(`
      "Flags: A - ACTIVE; s - STATIC
      Columns: DST-ADDRESS, GATEWAY, ROUTING-TABLE, DISTANCE
      #    DST-ADDRESS      GATEWAY    ROUTING-TABLE  DISTANCE
      1 As 198.51.100.0/24  192.0.2.3  main                  1
      "
    `)
  })

  it('numbers are valid before the first print', () => {
    const { run } = testConsole({ release: '7.24' })
    run(`${address}; /ip/route/add gateway=192.0.2.2; /ip/route/set 0 comment=first`)
    expect(run(':put [/ip/route/get [find gateway=192.0.2.2] comment]')).toBe('first\n')
    expect(run('/ip/route/set 1 comment=second')).toMatchInlineSnapshot(`
      "! no such item
      "
    `)
  })

  it('there is no column of numbers if only dynamic routes are listed', () => {
    const { run } = testConsole({ release: '7.24' })
    expect(trimmed(run(`${address}; /ip/route/print`)).slice(2)).toEqual([
      '    DST-ADDRESS   GATEWAY  ROUTING-TABLE  DISTANCE',
      'DAc 192.0.2.0/24  ether1   main                  0',
      '',
    ])
  })
})

describe('legends', () => {
  it('6.x: a menu without flags has no legend (/ip neighbor of the manual)', () => {
    const { run } = testConsole({ release: '6.49' })
    expect(run('/ip neighbor print')).toBe(' # INTERFACE ADDRESS MAC-ADDRESS IDENTITY VERSION BOARD\n')
  })
})

describe('/port', () => {
  it('the user of a port is shown after its name, in quotes (public listings of 7.x)', () => {
    const { run } = testConsole({ release: '7.24' })
    expect(run('/port/print detail')).toMatchInlineSnapshot(`
      "Flags: I - INACTIVE 
       0   name="serial0" used-by="Serial Console" channels=1 baud-rate=auto 
           data-bits=8 parity=none stop-bits=1 flow-control=none 
      "
    `)
  })
})
