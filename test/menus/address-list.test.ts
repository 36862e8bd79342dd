// Owns tests of entries of address lists: creation time and timeout.
import { describe, expect, it } from 'vitest'
import { testConsole } from '../device/console.ts'

describe('an entry of an address list', () => {
  it('has a creation time, and a restart removes dynamic entries, also those without a timeout (the manual)', () => {
    const { device, run, fails } = testConsole()
    run('/ip/firewall/address-list/add list=a address=10.0.0.1')
    run('/ip/firewall/address-list/add list=a address=10.0.0.2 dynamic=yes')
    expect(
      run('/ip/firewall/address-list/print')
        .split('\n')
        .slice(1, 4)
        .map((line) => line.trimEnd()),
    ).toEqual(['Columns: LIST, ADDRESS, CREATION-TIME', '#   LIST  ADDRESS   CREATION-TIME', '0   a     10.0.0.1  2024-01-01 00:00:00'])
    run(':delay 5s; /ip/firewall/address-list/set 0 comment=x')
    expect(run(':put [/ip/firewall/address-list/get 0 creation-time]')).toBe('2024-01-01 00:00:00\n')
    expect(run(':put [:len [/ip/firewall/address-list/find where creation-time~"^2024"]]')).toBe('2\n')
    expect(run('/ip/firewall/address-list/export verbose')).not.toContain('creation-time')
    for (const word of ['none-static', 'none-dynamic', 'never'])
      expect(fails(`/ip/firewall/address-list/add list=a address=10.0.0.3 timeout=${word}`)).toBe('invalid time value for argument timeout')
    device.boot()
    expect(run(':put [/ip/firewall/address-list/print as-value]')).toBe(
      '.id=*1;address=10.0.0.1;comment=x;creation-time=2024-01-01 00:00:00;disabled=false;dynamic=false;list=a\n',
    )
  })
})
