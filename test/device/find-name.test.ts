// Owns tests of finding rows by one value with an index: the same rows, in the same order, as by evaluating every row.
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { testConsole } from './console.ts'

const rows = `/interface/list
:for i from=1 to=30 do={ add name="l$i" comment="c" }
add name=7; add name=yes; add name=10.0.0.1
set [find name=l9] name=m9
remove [find name=l11]
/ip/firewall/layer7-protocol
add name=twice regexp=a; add name=once regexp=b
/interface/list`

/** Names as written in a condition; the second condition is equivalent and not answered by an index. */
const names = ['l1', '"l10"', 'l9', 'm9', 'l11', 'nope', '7', '"7"', 'yes', '10.0.0.1', '("l" . 3)', '"l$n"', '$n', '$missing', '""']

describe('rows found by name', () => {
  it.each(names)('are those whose name is %s', (name) => {
    const { run } = testConsole({ release: '7.24' })
    expect(run(rows)).toBe('')
    const find = `:local n 4; :put [find name=${name}]`
    const first = run(find)
    const found = run(find)
    expect(first).toBe(found)
    expect(found).toBe(run(`:local n 4; :put [find name=${name} or false]`))
  })
})

const lists = ['a', 'b', 'yes', '5', '05', '"5"', '10.0.0.1']
const conditions = [
  ...lists.map((value) => `list=${value}`),
  ...[
    'comment=a',
    'comment=""',
    'comment=5',
    'address=10.0.0.3',
    'address=10.0.0.3/32',
    'address="10.0.0.4"',
    'disabled=yes',
    'disabled=no',
  ],
  ...['dynamic=no', 'timeout=1d', 'list=$n', 'nonsense=a'],
]
const id = (number: number): string => `([find]->${number})`

/** Changes that may happen to rows in between. */
const step = fc.oneof(
  fc.tuple(fc.constantFrom(...lists), fc.nat(250)).map(([list, last]) => `:do { add list=${list} address=10.0.0.${last} } on-error={}`),
  fc
    .tuple(fc.nat(30), fc.constantFrom(...lists), fc.constantFrom('list', 'comment'))
    .map(([at, value, name]) => `:do { set ${id(at)} ${name}=${value} } on-error={}`),
  fc.tuple(fc.nat(30), fc.constantFrom('disable', 'enable', 'remove')).map(([at, verb]) => `:do { ${verb} ${id(at)} } on-error={}`),
  fc.constant('/undo'),
  fc.constant('/redo'),
)

describe('rows found by one value', () => {
  it('are the same as those found by evaluating every row, after any changes', () => {
    fc.assert(
      fc.property(fc.array(step, { maxLength: 12 }), fc.boolean(), (steps, moves) => {
        const { run } = testConsole({ release: '7.24' })
        run(`/ip/firewall/address-list
:for i from=1 to=40 do={ add list=("a" . ($i % 7)) address=(10.0.1.0 + $i) }
:foreach l in={"a";"b";"yes";"5"} do={ add list=$l address=10.0.0.3; add list=$l address=10.0.0.4 comment=$l disabled=yes }`)
        const asked = conditions.map((condition) => ` [find ${condition}]`)
        run(asked.map((one) => `:local n b;:do { :put ${one} } on-error={}`).join('\n'))
        for (const one of steps) run(one)
        if (moves) run(`:do { move ${id(9)} destination=${id(2)} } on-error={}`)
        for (const condition of conditions) {
          const found = run(`:local n b; :put [find ${condition}]`)
          expect(found, `${condition} after ${steps.join('; ')}`).toBe(run(`:local n b; :put [find ${condition} or false]`))
        }
      }),
      { numRuns: 25 },
    )
  })
})
