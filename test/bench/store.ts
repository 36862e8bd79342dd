// Owns the benchmark of stores: adding many rows and finding by property, as the ratio of ten times as many rows.
import { createDevice, memoryHost, type Device } from '../../src/index.ts'

const few = 7_000
const many = 70_000
const rounds = 3

/** Ten times as many rows may take ten times as long, and a little longer because of the memory. */
const limit = 20

/** Returns ratios; a store whose cost grows faster than its rows exceeds the limit. */
export const measure = (): { name: string; ratio: number; limit: number }[] => {
  const [small, large] = [filled(few), filled(many)]
  return [
    { name: 'add 70,000 rows / 7,000', ratio: large.seconds / small.seconds, limit },
    { name: 'find by property among 70,000 rows / 7,000', ratio: time(large.device, find) / time(small.device, find), limit },
    { name: 'set 70,000 rows found / 7,000', ratio: time(large.device, set) / time(small.device, set), limit },
    { name: 'export 70,000 rows / 7,000', ratio: time(large.device, exported) / time(small.device, exported), limit },
    { name: 'remove 70,000 rows one by one / 7,000', ratio: time(large.device, removed, 1) / time(small.device, removed, 1), limit },
  ]
}

/** Returns the seconds that 70,000 `add` lines take. */
export const addSeconds = (): number => filled(many).seconds

const find = ':for i from=1 to=20 do={:put [:len [/ip/firewall/address-list/find where list=even]]}'
const set = '/ip/firewall/address-list/set [find list=even] comment=x'

const removed = ':foreach row in=[/ip/firewall/address-list/find] do={ /ip/firewall/address-list/remove $row }'

const exported = ':put [:len [:execute script="/export" as-string]]'

function filled(rows: number): { readonly device: Device; readonly seconds: number } {
  const lines = Array.from(
    { length: rows },
    (_, at) => `add list=${at % 2 === 0 ? 'even' : 'odd'} address=10.${(at >> 16) & 255}.${(at >> 8) & 255}.${at & 255}`,
  )
  const script = `/ip/firewall/address-list\n${lines.join('\n')}\n`
  let device = createDevice({ host: memoryHost() })
  let best = Infinity
  for (let round = 0; round < rounds; round++) {
    device = createDevice({ host: memoryHost() })
    best = Math.min(best, time(device, script, 1))
  }
  return { device, seconds: best }
}

/** Returns the minimum processor time of some rounds, in seconds. Throws an error if the script fails. */
function time(device: Device, script: string, times = rounds): number {
  let best = Infinity
  for (let round = 0; round < times; round++) {
    const start = process.cpuUsage()
    const { failure } = device.run(script)
    if (failure !== undefined) throw new Error(failure.message)
    const { user, system } = process.cpuUsage(start)
    best = Math.min(best, (user + system) / 1e6)
  }
  return best
}
