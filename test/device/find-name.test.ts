// Owns tests of finding rows by name, which asks one row only: the same rows as asking all of them.
import { describe, expect, it } from 'vitest'
import { bench } from './console.ts'

const rows = `/interface/list
:for i from=1 to=30 do={ add name="l$i" comment="c" }
add name=7; add name=yes; add name=10.0.0.1
set [find name=l9] name=m9
remove [find name=l11]
/ip/firewall/layer7-protocol
add name=twice regexp=a; add name=once regexp=b
/interface/list`

/** Each name as a condition writes it; the second condition says the same in a way that no index answers. */
const names = ['l1', '"l10"', 'l9', 'm9', 'l11', 'nope', '7', '"7"', 'yes', '10.0.0.1', '("l" . 3)', '"l$n"', '$n', '$missing', '""']

describe('rows found by name', () => {
  it.each(names)('are those whose name is %s', (name) => {
    const { run } = bench({ release: '7.24' })
    expect(run(rows)).toBe('')
    const found = run(`:local n 4; :put [find name=${name}]`)
    expect(found).toBe(run(`:local n 4; :put [find name=${name} or false]`))
  })
})
