// Owns tests of stores against models, undone commands, and many rows.
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { Journal } from '../../src/device/rows/journal.ts'
import { Store } from '../../src/device/rows/store.ts'
import { show } from '../../src/value/show.ts'
import { testConsole } from './console.ts'
import { processorTime } from '../harness/processor.ts'
import { thrownBy } from '../harness/expected.ts'

describe('a store', () => {
  it('is unchanged after a failed command, whatever the command did', () => {
    const step = fc.oneof(
      fc.record({ kind: fc.constant('add' as const), name: fc.constantFrom('a', 'b', 'c'), place: fc.nat(9) }),
      fc.record({ kind: fc.constant('set' as const), at: fc.nat(9), name: fc.constantFrom('a', 'b', undefined) }),
      fc.record({ kind: fc.constant('remove' as const), at: fc.nat(9) }),
      fc.record({ kind: fc.constant('move' as const), at: fc.nat(9), to: fc.nat(9) }),
    )
    fc.assert(
      fc.property(fc.array(step, { maxLength: 12 }), fc.array(step, { maxLength: 12 }), (before, failing) => {
        const journal = new Journal()
        const store = new Store('/x', journal, 'name')
        const go = (steps: typeof before): void => {
          for (const what of steps) {
            const at = (place: number) => store.items[place % Math.max(store.size, 1)]
            if (what.kind === 'add') store.add(new Map([['name', what.name]]), { before: what.place > 5 ? at(what.place) : undefined })
            else {
              const item = at(what.at)
              if (item === undefined) continue
              if (what.kind === 'set') store.set(item, 'name', what.name)
              else if (what.kind === 'remove') store.remove(item)
              else store.move([item], at(what.to))
            }
          }
        }
        const seen = () => ({
          rows: store.items.map(({ id, values }) => [id, values.get('name')]),
          next: store.nextId,
          size: store.size,
          named: ['a', 'b', 'c'].map((name) => store.byName(name) !== undefined),
        })
        journal.transact(() => go(before))
        const was = seen()
        expect(was.named).toEqual(['a', 'b', 'c'].map((name) => was.rows.some(([, given]) => given === name)))
        expect(
          thrownBy(() =>
            journal.transact(() => {
              go(failing)
              throw new Error('fails')
            }),
          ),
        ).toBe('Error: fails')
        expect(seen()).toEqual(was)
      }),
    )
  })
})

describe('add, set, get, find and remove', () => {
  it('agree with a plain model', () => {
    const list = fc.constantFrom('red', 'green', 'blue')
    const address = fc.integer({ min: 1, max: 6 }).map((n) => `10.0.0.${n}`)
    const command = fc.oneof(
      fc.record({ kind: fc.constant('add' as const), list, address }),
      fc.record({ kind: fc.constant('set' as const), at: fc.nat(20), list }),
      fc.record({ kind: fc.constant('remove' as const), at: fc.nat(20) }),
      fc.record({ kind: fc.constant('find' as const), list }),
      fc.record({ kind: fc.constant('get' as const), at: fc.nat(20) }),
    )
    fc.assert(
      fc.property(fc.array(command, { maxLength: 30 }), (commands) => {
        const { run } = testConsole()
        const model = new Map<number, { list: string; address: string }>()
        let next = 1
        const taken = '! failure: already have such entry\n'
        const isTaken = (list: string, address: string): boolean =>
          [...model.values()].some((row) => row.list === list && row.address === address)
        run('/ip firewall address-list')
        for (const what of commands) {
          const id = 'at' in what ? `*${what.at.toString(16).toUpperCase()}` : ''
          const row = 'at' in what ? model.get(what.at) : undefined
          const missing = '! no such item\n'
          switch (what.kind) {
            case 'add':
              if (isTaken(what.list, what.address)) expect(run(`:put [add list=${what.list} address=${what.address}]`)).toBe(taken)
              else {
                expect(run(`:put [add list=${what.list} address=${what.address}]`)).toBe(`*${next.toString(16).toUpperCase()}\n`)
                model.set(next++, { list: what.list, address: what.address })
              }
              break
            case 'set': {
              const clashes = row !== undefined && row.list !== what.list && isTaken(what.list, row.address)
              expect(run(`set ${id} list=${what.list}`)).toBe(row === undefined ? missing : clashes ? taken : '')
              if (row !== undefined && !clashes) row.list = what.list
              break
            }
            case 'remove':
              expect(run(`remove ${id}`)).toBe(row === undefined ? missing : '')
              model.delete(what.at)
              break
            case 'find': {
              const found = [...model]
                .filter(([, kept]) => kept.list === what.list)
                .map(([found]) => `*${found.toString(16).toUpperCase()}`)
              expect(run(`:put [find list=${what.list}]`)).toBe(`${found.join(';')}\n`)
              break
            }
            case 'get':
              expect(run(`:put [get ${id} address]`)).toBe(row === undefined ? missing : `${row.address}\n`)
          }
        }
        expect(run(':put [:len [find]]')).toBe(`${model.size}\n`)
      }),
      { numRuns: 60 },
    )
  })

  it('handles 70,000 rows in linear time', () => {
    const { run, device } = testConsole()
    let next = 0
    const line = (): string => `add list=l address=10.${(next >> 16) & 255}.${(next >> 8) & 255}.${next++ & 255}`
    const rows = (count: number): string => `/ip firewall address-list\n${Array.from({ length: count }, line).join('\n')}`
    const timed = (work: () => void): number => {
      const from = processorTime()
      work()
      return processorTime() - from
    }
    run(rows(1000))
    const few = timed(() => run(rows(7000)))
    const many = timed(() => run(rows(70_000)))
    expect(device.storeAt('/ip/firewall/address-list').size).toBe(78_000)
    expect(many / few).toBeLessThan(25)
    expect(run(':put [:len [find list=l]]; remove [find list=l]; :put [:len [find]]')).toBe('78000\n0\n')
  })
})

describe('a failing command', () => {
  it('keeps earlier changes and none of its own', () => {
    const { run, device } = testConsole()
    expect(run('/system script\nadd name=a\nadd name=b\nset [find] name=c')).toBe('! failure: item with this name already exists\n')
    expect(run(':foreach i in=[/system/script/find] do={:put [/system/script/get $i name]}')).toBe('a\nb\n')
    expect(run('/file add name=x contents=1; /certificate import file-name=x; /file print count-only')).toMatchInlineSnapshot(`
      "     certificates-imported: 0
           private-keys-imported: 0
                  files-imported: 0
             decryption-failures: 0
        keys-with-no-certificate: 0

      1
      "
    `)
    expect(show(device.value('/system/identity', device.only('/system/identity'), 'name'))).toBe('MikroTik')
  })
})
