// Owns the tests of `offbox fuzz` on several devices: boards, releases, shards, stored devices.
import { mkdirSync, readdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, describe, expect, it } from 'vitest'
import { offbox, scratch } from '../harness/command-line.ts'
import { steady as steadyText } from '../harness/steady.ts'

const place = scratch()
afterAll(() => place.remove())

// A search takes seconds, and longer under load.
describe('offbox fuzz on several devices', () => {
  const write = (name: string, text: string): string => {
    const path = join(place.path, name)
    writeFileSync(path, text)
    return path
  }

  const steady = (text: string): string => steadyText(text, { [`${place.path}/`]: '' })

  it('searches its part of the scripts with --shard', () => {
    const shared = join(place.path, 'shared')
    mkdirSync(shared)
    for (const name of ['a', 'b', 'c', 'd', 'e']) writeFileSync(join(shared, `${name}.rsc`), `:put "${name}"\n`)
    const searched = [1, 2, 3].map((part) => {
      const kept = join(place.path, `part-${part}`)
      const { out, code } = offbox(place.path, ['fuzz', '--seed', '1', '--runs', '2', '--shard', `${part}/3`, '--corpus', kept, shared])
      expect(code).toBe(0)
      // Each part stores the scripts that it searched, and no others.
      const names = [...out.matchAll(/^.*?(\w)\.rsc$/gm)].map(([, name]) => name ?? '')
      expect(
        readdirSync(kept)
          .map((name) => name.slice(0, 1))
          .sort(),
      ).toEqual([...names].sort())
      return names
    })
    expect(searched.flat().sort()).toEqual(['a', 'b', 'c', 'd', 'e'])
    expect(searched.every((names) => names.length > 0)).toBe(true)
  })

  it('passes to a lease script what a device passes: addresses are never other texts, however they are used', () => {
    const lease = write(
      'lease.rsc',
      `:if ($leaseBound = "1") do={
  :local name $"lease-hostname"
  :if ([:len $name] = 0) do={ :set name ("h" . [:pick $leaseActIP ([:find $leaseActIP "." 4] + 1) 99]) }
  :if ($name = "printer" && [:pick $leaseActMAC 0 2] = "02") do={ :set name "p" }
  :if ([:len [/ip/dns/static/find address=$leaseActIP]] = 0) do={ /ip/dns/static/add name="$name.lan" address=$leaseActIP }
  :put [:pick $leaseActMAC ([:find $leaseActMAC ":"] + 1) 17]
}
`,
    )
    const { code, out } = offbox(place.path, ['fuzz', '--seed', '1', '--runs', '300', '--time', '5m', lease])
    expect([code, steady(out)]).toMatchInlineSnapshot(`
      [
        0,
        "nothing found in 300 runs, SECONDS, seed 1
      ",
      ]
    `)
  })

  it('compares releases, and reports if no run was conclusive', () => {
    const dated = write('g.rsc', ':local date [/system/clock/get date]\n:if ([:pick $date 4 5] != "-") do={ /system/note/set note=old }\n')
    const { code, out } = offbox(place.path, ['fuzz', '--seed', '1', '--runs', '10', '--time', '5m', '--releases', '7.24,7.9', dated])
    expect(code).toBe(1)
    expect(steady(out)).toMatchInlineSnapshot(`
      "releases: on the same device it ends differently on 7.24 than on 7.9
        7.24: goes well; changes nothing
        7.9: goes well; 1 row of /system/note changed
        on a new device
        the clock starts at TIME

      1 fault in 10 runs, SECONDS, seed 1
      conditions that never held: 2
      "
    `)
    expect(offbox(place.path, ['fuzz', '--releases', '7.24', dated]).code).toBe(64)
    const waits = write('h.rsc', ':global ready\n:while ($ready != "never") do={ :delay 1s; :set ready "" }\n')
    const stopped = offbox(place.path, ['fuzz', '--seed', '1', '--runs', '4', '--time', '5m', waits])
    expect(steady(stopped.out)).toMatchInlineSnapshot(`
      "no result in 4 runs, 0 of them judged, SECONDS, seed 1
      warning: it waits in vain: line 2: 4 of 4 runs stopped there and were not judged
      conditions that always held: 2
      "
    `)
    expect(stopped.code).toBe(3)
  })

  it('fuzzes the scripts of a stored device', () => {
    const kept = join(place.path, 'device')
    const setup = write('i.rsc', '/system/script/add name=ask source="/ip/pool/get [find where name=x] ranges"\n')
    expect(offbox(place.path, ['run', '--device', kept, setup]).code).toBe(0)
    const { code, out } = offbox(place.path, ['fuzz', '--seed', '1', '--runs', '10', '--time', '5m', '--device', kept])
    expect(steady(out)).toMatchInlineSnapshot(`
      "error: no such item (/ip/pool/get)
       --> /system/script ask:1
      1 | /ip/pool/get [find where name=x] ranges
        on a new device

      1 fault in 10 runs, SECONDS, seed 1
      "
    `)
    expect(code).toBe(1)
  })

  it('uses the board of a stored device', () => {
    const kept = join(place.path, 'board-device')
    writeFileSync(join(place.path, 'ports.rsc'), '/system/script/add name=s source="/interface/get ether8"')
    const made = offbox(place.path, ['run', '--device', kept, '--board', 'RB5009UG+S+', 'ports.rsc'])
    expect(made.code).toBe(0)
    expect(offbox(place.path, ['fuzz', '--seed', '1', '--runs', '10', '--time', '5m', '--device', kept]).code).toBe(0)
  })
})
