// Owns converting a device's description of an argument (its type, its completions, its command) to a kind of offbox. A kind in the facts
// is `word[ min..max][ flags][ :choices]`; flags: `!` may be negated, `,` takes several, `?` other values are possible, too.

const units = { ms: 1, s: 1e3, m: 6e4, h: 36e5, d: 864e5, w: 6048e5 }

/** Converts `1w2d3h4s50ms` or `00:00:00.200` to milliseconds; '' stays ''. */
function milliseconds(text) {
  if (text === '') return ''
  const clock = /^(\d+):(\d+):(\d+)(?:\.(\d{3}))?$/.exec(text)
  if (clock) return ((Number(clock[1]) * 60 + Number(clock[2])) * 60 + Number(clock[3])) * 1000 + Number(clock[4] ?? 0)
  return [...text.matchAll(/(\d+)(ms|[smhdw])/g)].reduce((sum, [, count, unit]) => sum + Number(count) * units[unit], 0)
}

/** Untyped arguments without a value, by command; all other untyped arguments need one. */
const set = (words) => new Set(words.split(' '))
const always = set(
  'as-value without-paging once append as-string as-string-value as-array show-sensitive hide-sensitive compact terse verbose',
)
const valued = set('where from proplist group-by order-by file interval on-event port seq stream-id path')
const flags = {
  '/import': 'dry-run',
  '/timestamp': 'use-tz',
  '/ping': 'do-not-fragment',
  '/tool/ping': 'do-not-fragment',
  '/tool/traceroute': 'do-not-fragment',
  '/file/head': 'numbered',
  '/file/tail': 'numbered',
  '/terminal/ask': 'sensitive',
  '/system/script/run': 'use-script-permissions',
  '/interface/wireless/scan': 'background passive',
  '/interface/wireless/spectral-scan': 'show-interference',
  '/interface/wifi/sniffer': 'show-frame',
  '/interface/wifiwave2/sniffer': 'show-frame',
  '/interface/lte/esim/provision': 'force-confirmation',
  '/system/package/update/check-for-updates': 'fetch-changelog',
  '/routing/rpki/rpki-query': 'exact',
  '/routing/discourse': 'raw',
  '/container/shell': 'no-sh',
  '/container/run': 'detach interactive tty',
}

/** Properties that exports write without a value (`add fib name=x`), and others of the routing menus without the completions yes and no. */
const bareProperties = set(
  'fib blackhole no-summaries passive l1.passive l2.passive ptp as-override remove-private-as input.ignore-as-path-len suppress-hw-offload',
)

function standsAlone(name, place) {
  if (place.command === 'add' || place.command === 'set') return bareProperties.has(name)
  if (always.has(name)) return true
  if (place.command === 'print' || place.command === 'export') return !valued.has(name)
  return flags[place.path]?.split(' ').includes(name) ?? false
}

/** Names that only existed on the recorded device. */
const found = new Set(['ether1', 'lo', 'skins/', 'serial0', ',', '!', ':', '', '<l2tp>', 'client1', 'client_mac', 'routeros'])
/** Completions that indicate a reference to items: other values are always possible. */
const existing = new Set([...found, ...set('main default default-encryption static public guest admin pub hotspot-default full no-mark')])
const marksOnly = new Set(['!', ','])
/** Last parts of names (`src-address-list`) that indicate references to items, or numbers beside the words. */
const openNames = set(
  'action address advertise authority band certificate chain classifier code communities cost count country data device ' +
    'directory dscp dst file filter format group headers horizon id interface interfaces interval label labels limit list ' +
    'lists mark master metric mtu name number numbers options parent password peer pool port prefix primary profile proplist ' +
    'protocol queue rate regexp rule server sessions size speed src string table template threshold timeout topics ttl user ' +
    'version vrf width',
)
/** The same for whole names. */
const openWhole = set(
  '802.3-type action-list copy-from ddns-enabled group-by header-stack insert-queue-before ipsec-policy jump-target ' +
    'mode-config multipath-hash-policy my-id policy-rules remote-id subject-alt-name target-scope type-id value-name ' +
    'vlan-encap',
)
const closedNames = set('action type mode key-size policy band channel host-key-size')

/** The text of a type before its parenthesis. */
const bare = (type) => type.replace(/ {4}\(.*\)$/, '')

/**
 * Returns the kind of one argument. `place` is its location: `{ path: '/ip/address/print', menu, command, builtin }`; `seen` are literals
 * known to be accepted there.
 */
export function kindOf(name, { type = '', values = [] }, place, seen) {
  if (name === 'where') return 'condition'
  if (place.command !== 'add' && place.command !== 'set' && place.command !== 'reset') {
    if (['proplist', 'group-by', 'order-by', 'value-name'].includes(name) && place.menu !== '/') return 'property'
    if (name === 'do' && type === '') return 'code'
  }
  if (type === '' && values.length === 0 && standsAlone(name, place)) return 'flag'
  if (type === 'script') return 'code'
  if (['numbers', 'number', 'copy-from', 'place-before', 'destination'].includes(name) && !/string/.test(type)) return 'items'

  const marks = (values.includes('!') ? '!' : '') + (values.includes(',') || type.includes('[,') ? ',' : '')
  const choices = values.filter((value) => !found.has(value))
  const write = (word, range = '', more = '') =>
    [word, range, marks + more, choices.length > 0 ? `:${choices.join('\n')}` : ''].filter((part) => part !== '').join(' ')

  const text = /^(hexadecimal )?string value(?:, min length (\d+))?(?:, max length (\d+))?/.exec(type)
  if (text) return write(text[1] ? 'hex' : 'string', text[2] || text[3] ? `${text[2] ?? ''}..${text[3] ?? ''}` : '')
  if (/time interval/.test(type)) {
    const range = /^(\S+?)\.\.(\S*)/.exec(bare(type))
    return write('time', range ? `${milliseconds(range[1])}..${milliseconds(range[2])}` : '')
  }
  if (/IP address range/.test(type)) return write('ip-range')
  if (/IP prefix/.test(type)) return write('ip-prefix')
  if (/IPv6 prefix/.test(type)) return write('ip6-prefix')
  if (/MAC address/.test(type)) return write('mac')
  if (/IP address/.test(type)) {
    const word = /^(\w+) \| /.exec(type)
    if (word) choices.push(word[1])
    return write('ip')
  }
  if (/^\d+\.\.\d+$/.test(type)) return write('num', type)
  if (type.includes('[,')) {
    for (const value of type.replace(/\[,.*$/, '').split('|')) if (!choices.includes(value)) choices.push(value)
    return write('enum', '', isClosed(choices) ? '' : '?')
  }
  if (type !== '' && type !== 'see documentation') throw new Error(`unknown type of ${place.path} ${name}: ${type}`)
  if (choices.length === 2 && choices.includes('yes') && choices.includes('no') && marks === '') return 'bool'
  if (type !== '' || choices.length === 0) return write('any')

  const open =
    (place.menu === '/system/logging' && name === 'action') ||
    values.some((value) => existing.has(value) && !marksOnly.has(value)) ||
    choices.length < 2 ||
    (openNames.has(
      name
        .slice(name.lastIndexOf('.') + 1)
        .split('-')
        .at(-1),
    ) &&
      !closedNames.has(name)) ||
    openWhole.has(name)
  return write('enum', '', open || !isClosed(choices) ? '?' : '')

  function isClosed(all) {
    return [...seen].every((literal) => literal.split(',').every((part) => all.includes(part.replace(/^!/, ''))))
  }
}
