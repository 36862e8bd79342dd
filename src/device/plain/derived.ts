// Owns what devices add to what a row of a plain store was given.
import { formatIp, ipMask, readIp, readIpPrefix } from '../../value/address.ts'

/** What is known of a row: texts as a script writes them. */
type Texts = (name: string) => string | undefined

interface Completion {
  readonly from: string
  readonly name: string
  /** It holds in spite of what the command says of `name`. */
  readonly decides?: true
  readonly text: (given: Texts) => string | undefined
}

// The manual's page on address lists: with a timeout an entry lives in RAM only, without one it is kept on the disk.
const timed: Completion = {
  from: 'timeout',
  name: 'dynamic',
  decides: true,
  text: (given) => (/^(0s|00:00:00)?$/.test(given('timeout') ?? '') ? undefined : 'yes'),
}

/** By menu: names with the text that they get where the command that was given `from` says nothing of them. */
const completions: ReadonlyMap<string, Completion> = new Map<string, Completion>([
  // Every export and listing has it; `set address=` moves it along (a guide for a Movistar router shows both).
  ['/ip/address', { from: 'address', name: 'network', text: networkOf }],
  ['/ip/firewall/address-list', timed],
  ['/ipv6/firewall/address-list', timed],
])

/** What the menu at `path` adds to a command that was given these values; undefined where nothing. */
export function completionOf(
  path: string,
  has: (name: string) => boolean,
  given: Texts,
): readonly [name: string, text: string] | undefined {
  const completion = completions.get(path)
  if (completion === undefined || !has(completion.from) || (completion.decides !== true && has(completion.name))) return undefined
  const text = completion.text(given)
  return text === undefined ? undefined : [completion.name, text]
}

/** The address with its host bits gone; one without length is its own network. */
function networkOf(given: Texts): string | undefined {
  const address = given('address') ?? ''
  const prefix = readIpPrefix(address)
  if (prefix !== undefined) return formatIp((prefix.address & ipMask(prefix.length)) >>> 0)
  const ip = readIp(address)
  const mask = readIp(given('netmask') ?? '255.255.255.255')
  return ip === undefined || mask === undefined ? undefined : formatIp((ip & mask) >>> 0)
}
