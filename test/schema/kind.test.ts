// Owns the tests of typed literals: how an argument reads a word, as in the printed forms of accepted scripts.
import { describe, expect, it } from 'vitest'
import { loadFacts } from '../../src/host/node/facts.ts'
import { createCatalog } from '../../src/schema/catalog.ts'
import type { KnownArgument } from '../../src/schema/known-argument.ts'
import { show } from '../../src/value/show.ts'
import { typeOf } from '../../src/value/value.ts'
import { existing } from '../harness/existing.ts'

const { menu } = createCatalog({ release: '7.22.1', packages: [], load: loadFacts })
function argument(path: string): KnownArgument {
  const [where = '', command = '', name = ''] = path.split(' ')
  return existing(existing(existing(menu(where), where).command(command), command).exact(name), name)
}
function form(path: string, text: string): string | undefined {
  const value = argument(path).read(text, false)
  return value === undefined ? undefined : show(value)
}

describe('a literal', () => {
  it.each([
    ['/ip/dns set servers', '1.1.1.1,8.8.8.8', '1.1.1.1;8.8.8.8'],
    ['/ip/address add address', '169.254.1.1/16', '169.254.1.1;16'],
    ['/ip/firewall/filter add connection-state', 'established,related', ';established;related'],
    ['/ip/firewall/filter add src-address', 'not-an-ip', ';not-an-ip'],
    ['/ipv6/firewall/filter add src-address', 'fe80::/10', ';fe80::/10'],
    ['/ipv6/firewall/filter add in-interface-list', '!LAN', 'true;LAN'],
    ['/ipv6/firewall/filter add dst-port', '500,4500', ';500;4500'],
    ['/ipv6/firewall/filter add hop-limit', 'equal:1', 'equal;1'],
    ['/ipv6/firewall/filter add ipsec-policy', 'in,ipsec', 'in;ipsec'],
    ['/ip/firewall/nat add per-connection-classifier', 'both-addresses-and-ports:2/0', ';both-addresses-and-ports;2;0'],
    ['/system/logging add topics', 'lte,!raw,!packet', ';lte;true;raw;true;packet'],
    ['/user/group add policy', 'read,api,rest-api', ';read;;api;;rest-api'],
    ['/system/script add policy', 'read,write,test', 'read;write;test'],
    ['/tool/netwatch add interval', '2.2', '00:00:02.200'],
    ['/tool/netwatch add interval', '200ms', '00:00:00.200'],
    ['/ip/firewall/address-list add timeout', '1h', '01:00:00'],
    ['/tool/netwatch add comment', '200ms', '200ms'],
    ['/ip/route add distance', '2.2', '2.2'],
    ['/ip/route add dst-address', '10.9.0.0/16', '10.9.0.0/16'],
    ['/ip/dns/static add address', 'fcae:42c9:c11f:ceb9:a1b0:0000:0000:0001', 'fcae:42c9:c11f:ceb9:a1b0:0000:0000:0001'],
    ['/interface/wifi set security.authentication-types', 'wpa2-psk,wpa3-psk', 'wpa2-psk;wpa3-psk'],
    ['/ppp/profile add only-one', 'yes', 'yes'],
    ['/interface/bridge add disabled', 'no', 'false'],
    ['/ delay delay-time', '120s', '00:02:00'],
    ['/ rndstr from', '01234567890', '1234567890'],
    ['/ serialize order', 'a,b', 'a;b'],
    ['/ put message', '1.1', '1.0.0.1'],
  ])('%s=%s prints %s', (path, text, printed) => expect(form(path, text)).toBe(printed))

  it('is refused if it is no prefix of a closed set, but not if it names an item or is quoted', () => {
    const target = argument('/system/logging/action add target')
    expect([target.read('script', false), target.read('scr', false), target.read('nonsense', true)]).toEqual(['script', 'scr', 'nonsense'])
    expect(argument('/ip/firewall/filter add action').read('acept', false)).toBeUndefined()
    expect(argument('/ip/firewall/filter add jump-target').read('mine', false)).toBe('mine')
    expect(argument('/system/logging add action').read('mine', false)).toBe('mine')
    expect(argument('/terminal style style').read('escape', false)).toBe('escape')
  })

  it('is refused if yes or no is required: F015', () => {
    const disabled = argument('/ip/firewall/filter add disabled')
    for (const text of ['2.2', 'true', '0', '']) expect(disabled.read(text, false)).toBeUndefined()
    expect([disabled.read('yes', true), disabled.read('no', false), disabled.read('y', false)]).toEqual([true, false, true])
  })

  it('stays text where it is quoted', () => {
    expect(argument('/system/logging add topics').read('script', true)).toBe('script')
    expect(argument('/ put message').read('1.1', true)).toBe('1.1')
  })

  it('has its type', () => {
    const type = (path: string, text: string): string => typeOf(existing(argument(path).read(text, false), text))
    expect(type('/ip/route add distance', '10')).toBe('num')
    expect(type('/ip/route add comment', '10')).toBe('str')
    expect(type('/ip/route set numbers', '*A')).toBe('id')
    expect(type('/ put message', '*A')).toBe('id')
  })

  it.each([
    ['/ip/dns set servers', '1.1.1.1,8.8.8.8'],
    ['/ip/address add address', '169.254.1.1/16'],
    ['/ipv6/firewall/filter add in-interface-list', '!LAN'],
    ['/ipv6/firewall/filter add hop-limit', 'equal:1'],
    ['/ipv6/firewall/filter add ipsec-policy', 'in,ipsec'],
    ['/ip/firewall/nat add per-connection-classifier', 'both-addresses-and-ports:2/0'],
    ['/system/logging add topics', 'lte,!raw,!packet'],
    ['/system/script add policy', 'read,write,test'],
  ])('%s=%s can be written again', (path, text) => {
    const given = argument(path)
    expect(given.kind.write(existing(given.read(text, false), text), given.name)).toBe(text)
  })
})
