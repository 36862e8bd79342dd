// Owns the walk over every word and every command that a menu declares itself, each with inputs at their largest: a line of JSON before a
// case and one behind it, for whoever watches (test/properties/largest.test.ts), since what outlasts its limit cannot stop itself.
//
//   node walk.mjs words|commands [PART of a name] [SHARE: one case of so many]
import { createDevice, memoryHost } from '../../../dist/index.js'

const [, , what = 'words', part = '', share = '1'] = process.argv

/** The time limit of a case, in milliseconds. */
const time = 150

/** The largest inputs: texts of 8 MiB, arrays with many and with nested elements, code. */
const inputs = {
  letters: ':global v "a"; :for i from=1 to=23 do={ :set v ($v . $v) }',
  digits: ':global v "7"; :for i from=1 to=23 do={ :set v ($v . $v) }',
  commas: ':global v "1,"; :for i from=1 to=22 do={ :set v ($v . $v) }',
  lines: ':global v "ab=cd\\n"; :for i from=1 to=20 do={ :set v ($v . $v) }',
  brackets: ':global v "[{"; :for i from=1 to=22 do={ :set v ($v . $v) }',
  many: ':global v "1,"; :for i from=1 to=19 do={ :set v ($v . $v) }; :set v [:toarray $v]',
  keyed: ':global v ({}); :for i from=1 to=100000 do={ :set ($v->"k$i") $i }',
  deep: ':global v {1}; :for i from=1 to=990 do={ :set v {$v; $v} }',
  pattern: ':global v "(a*)*(b|a?){1,9}"; :for i from=1 to=16 do={ :set v ($v . $v) }',
}

/** The menu in which the commands of all menus are tried, and its rows. */
const plain = '/ip/firewall/address-list'
const rows = `:for i from=1 to=2000 do={ ${plain}/add list=a address=(10.0.0.0 + $i) comment="c$i" }`

const open = (prepared) => {
  const device = createDevice({ host: memoryHost(), limits: { time: 60_000, memory: undefined, steps: undefined } })
  const { failure } = device.run(prepared)
  if (failure !== undefined) throw new Error(`${prepared}: ${failure.message}`)
  return device
}

const tell = (line) => process.stdout.write(`${JSON.stringify(line)}\n`)

/**
 * Returns calls of a command that pass it a value: positionally, by each name, with each known word of an argument, and with each pair of
 * arguments.
 */
function calls(name, command) {
  const all = [...command.arguments]
  const worded = all.flatMap(([argument, { kind }]) => kind.words.slice(0, 16).map((word) => [argument, `${argument}=${word}`]))
  const pairs = worded.flatMap(([argument, one], at) =>
    worded.slice(at + 1).flatMap(([other, two]) => (other === argument ? [] : [`${name} $v ${one} ${two}`])),
  )
  return [
    `${name} $v`,
    `${name} $v $v`,
    ...all.flatMap(([argument]) => [`${name} ${argument}=$v`, `${name} $v ${argument}=$v`]),
    ...worded.map(([, one]) => `${name} $v ${one}`),
    ...(command.menu.parent === undefined ? pairs : []),
  ]
}

const catalogOf = () => createDevice({ host: memoryHost() })
const isCommand = (entry) => 'arguments' in entry

function words() {
  const { root } = catalogOf().catalog
  return [...root.entries.values()].filter(isCommand).flatMap((command) => calls(`:${command.name}`, command))
}

/** Returns the commands that menus declare themselves, and the commands of all menus in one menu with many rows. */
function commands() {
  const { catalog, router } = catalogOf()
  const found = []
  const walk = (menu) => {
    const own = menu.path === '/' || menu.parent === undefined ? {} : (router.menuAt(menu.path)?.commands ?? {})
    for (const entry of menu.entries.values()) {
      if (!isCommand(entry)) walk(entry)
      else if (Object.hasOwn(own, entry.name) || menu.path === plain) found.push(...calls(`${menu.path}/${entry.name}`, entry))
    }
  }
  walk(catalog.root)
  return found
}

const cases = (what === 'words' ? words() : commands()).filter((one, at) => one.includes(part) && at % Number(share) === 0)
const kinds = what === 'words' ? Object.keys(inputs) : ['letters', 'many']
tell({ cases: cases.length, kinds })
for (const kind of kinds) {
  const prepared = `${inputs[kind]}${what === 'words' ? '' : `\n${rows}`}`
  let device = open(prepared)
  for (const one of cases) {
    tell({ begins: `${one} (${kind})` })
    const limited = device.router.halted === undefined ? device : (device = open(prepared))
    const before = process.cpuUsage()
    const { failure } = limited.session({ write: () => {}, limits: { time } }).feed(`:global v; :do { ${one} } on-error={}`)
    const { user, system } = process.cpuUsage(before)
    tell({ took: (user + system) / 1000, says: failure?.message })
  }
}
