// Owns the tests of values that a device refuses because of their type: limits of rules, rates of queues, addresses of servers.
import { describe, expect, it } from 'vitest'
import { testConsole } from '../device/console.ts'

const rule = '/ip/firewall/filter/add chain=a action=accept'
const queue = '/queue/simple/add name=a target=10.0.0.1'
const network = '/ip/dhcp-server/network/add address=10.0.0.0/24'

describe('a value of the noted type is accepted', () => {
  it.each([
    `${rule} limit=10,5`,
    `${rule} limit=!10/1m,5:packet`,
    `${rule} limit=1M/1s,512:bit`,
    `${rule} limit=10/00:01:00,5:packet`,
    `${rule} limit=5/1s`,
    `${rule} dst-limit=1,5,dst-address/1m40s`,
    `${rule} dst-limit=1/1s,5,addresses-and-dst-port/10s`,
    '/ipv6/firewall/filter/add chain=a action=accept limit=10,5:packet',
    `${queue} max-limit=10M/1.5M limit-at=512k/0`,
    `${queue} max-limit=unlimited/unlimited`,
    `${network} dns-server=10.0.0.1,1.1.1.1 ntp-server=10.0.0.2 gateway=10.0.0.1`,
    `${network} dns-server=""`,
  ])('%s', (command) => {
    expect(testConsole().run(command)).toBe('')
  })

  it('and stored as written', () => {
    const made = testConsole()
    made.run(`${rule} limit=!10/1m,5:packet dst-limit=1,5,dst-address/1m40s`)
    expect(made.run('/ip/firewall/filter/export').replace('\\\n    ', '')).toMatchInlineSnapshot(`
      "# 2024-01-01 00:00:00 by RouterOS 7.24
      # system id = 
      #
      /ip firewall filter
      add action=accept chain=a dst-limit=1,5,dst-address/1m40s limit=!10/1m,5:packet
      "
    `)
  })
})

describe('another value is refused', () => {
  it.each([
    [`${rule} limit=abc`, 'limit'],
    [`${rule} limit=10/x,5`, 'limit'],
    [`${rule} limit=10,5:byte`, 'limit'],
    [`${rule} limit=-1,5`, 'limit'],
    [`${rule} dst-limit=abc`, 'dst-limit'],
    [`${rule} dst-limit=1,5,dst-address/x`, 'dst-limit'],
    [`${queue} max-limit=abc`, 'max-limit'],
    [`${network} dns-server=abc`, 'dns-server'],
    [`${network} gateway=10.0.0.1,abc`, 'gateway'],
  ])('%s', (command, argument) => {
    expect(testConsole().run(command)).toBe(`! invalid value for argument ${argument}\n`)
  })
})
