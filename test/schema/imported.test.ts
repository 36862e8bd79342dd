// Owns the tests of facts from a user's own device: added names, and refused dumps.
import { describe, expect, it } from 'vitest'
import { check, createDevice, importFacts } from '../../src/index.ts'
import { loadFacts } from '../../src/host/node/facts.ts'
import { createCatalog } from '../../src/schema/catalog.ts'
import { readImported } from '../../src/schema/imported.ts'
import { thrownBy } from '../harness/expected.ts'
import { steady } from '../harness/steady.ts'

const arg = { _type: 'arg', desc: 'string value' }
const dump = {
  _meta: { version: '7.99' },
  beep: { _type: 'cmd', frequency: arg },
  ip: {
    _type: 'dir',
    address: {
      _type: 'path',
      add: { _type: 'cmd', address: arg, interface: arg, colour: arg },
      set: { _type: 'cmd', numbers: arg, colour: arg },
      paint: { _type: 'cmd', numbers: arg },
    },
    teleport: {
      _type: 'dir',
      add: { _type: 'cmd', name: arg, 'where-to': arg },
      export: { _type: 'cmd' },
      find: { _type: 'cmd', where: arg },
      get: { _type: 'cmd', number: arg, 'value-name': arg },
      print: { _type: 'cmd', terse: arg, where: arg },
      set: { _type: 'cmd', numbers: arg, 'where-to': arg },
    },
  },
  lab: { _type: 'dir', set: { _type: 'cmd', speed: arg }, get: { _type: 'cmd', 'value-name': arg }, print: { _type: 'cmd' } },
}
const facts = importFacts(JSON.stringify(dump))

const script = `/ip address add address=10.0.0.1/24 interface=ether1 colour=red
/ip teleport add name=a where-to=moon
:foreach i in=[/ip teleport find where where-to=moon] do={ :put [/ip teleport get $i where-to] }
/ip teleport print terse where name=a
/lab set speed=9
:put [/lab get speed]
:put [/ip address get [find colour=red] address]
`

describe("facts of a user's own device", () => {
  it('add menus, commands and arguments', () => {
    expect(check(script).map(({ code, line }) => `${line} ${code}`)).toEqual([
      '1 bad-parameter',
      '2 bad-command-name',
      '3 bad-command-name',
      '3 bad-command-name',
      '4 bad-command-name',
      '5 bad-command-name',
      '6 bad-command-name',
      '7 bare-word',
      '7 bare-word',
    ])
    expect(check(script, { facts })).toEqual([])
    expect(check(script, { facts, release: '7.16' })).toEqual([])
    expect(check('/ip address paint ether1\n/ip addres print', { facts }).map(({ message }) => message)).toEqual([])
  })

  it('do not hide unknown names', () => {
    expect(check('/ip telepart print', { facts })).toEqual([
      {
        severity: 'late',
        code: 'bad-command-name',
        message: 'bad command name telepart (line 1 column 5)',
        help: "did you mean 'teleport'?",
        from: 4,
        to: 12,
        line: 1,
        column: 5,
      },
    ])
    expect(check('/ip address add colours=red', { facts })[0]).toEqual({
      severity: 'late',
      code: 'bad-parameter',
      message: 'bad parameter colours (line 1 column 24)',
      help: "did you mean 'colour'?",
      from: 16,
      to: 23,
      line: 1,
      column: 17,
    })
    expect(check('/ip firewall filter add chain=input action="acept"', { facts })).toEqual([
      {
        severity: 'late',
        code: 'unknown-value',
        message: 'input does not match any value of action',
        help: "did you mean 'accept'?",
        from: 43,
        to: 50,
        line: 1,
        column: 44,
      },
    ])
  })

  it('add menus as plain stores, also without packages', () => {
    for (const packages of ['all', []] as const)
      expect(createDevice({ facts, packages }).run(script)).toMatchObject({
        output: 'moon\n 0 name=a where-to=moon\n9\n10.0.0.1/24\n',
        notModelled: [],
      })
    expect(steady(createDevice({ facts }).run('/ip teleport add name=a\n/ip teleport export').output)).toMatchInlineSnapshot(`
      "# TIME by RouterOS 7.24
      # system id = 
      #
      /ip teleport
      add name=a
      "
    `)
  })

  it('only apply if they are requested', () => {
    const loaded: string[] = []
    const catalog = createCatalog({
      release: '7.24',
      packages: 'all',
      facts: readImported(facts),
      load: (name) => (loaded.push(name), loadFacts(name)),
    })
    expect(catalog.root.find('lab')?.name).toBe('lab')
    expect(catalog.menu('/lab')?.entries.has('set')).toBe(true)
    expect(loaded).toEqual(['root'])
    expect(catalog.menu('/ip/teleport')?.sure).toBe(false)
    expect(catalog.menu('/ip/address')?.sure).toBe(true)
  })

  it('are only imported from complete dumps', () => {
    const refused = (text: string): string => {
      try {
        importFacts(text)
      } catch (error) {
        return error instanceof Error ? error.message : ''
      }
      return 'taken'
    }
    expect(refused('/ip address\n')).toBe('is not JSON')
    expect(refused('[1]')).toBe("is no dump of /console/inspect: no '_type' in it says 'cmd'")
    expect(refused('{"openapi":"3.0","paths":{}}')).toBe("is no dump of /console/inspect: no '_type' in it says 'cmd'")
    expect(refused(JSON.stringify(dump.ip.teleport))).toBe('is the dump of one menu without its path: dump the whole tree, from the root')
    expect(refused(facts)).toBe('holds facts already, no dump')
    expect(thrownBy(() => check('', { facts: JSON.stringify(dump) }))).toBe('FactsError: is a dump, which has to be imported first')
    expect(thrownBy(() => createDevice({ facts: '{}' }))).toBe('FactsError: holds no facts of a device')
  })
})
