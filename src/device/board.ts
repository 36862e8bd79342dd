// Owns what a device is made of: its model and the interfaces that are soldered on.

export interface Board {
  /** As exports name them (`# model = RB951`, `# serial number = ...`); absent on virtual machines. */
  readonly model?: string
  readonly serialNumber?: string
  /** Default names of its interfaces by menu: `/interface/ethernet` -> `ether1`, `ether2` ... */
  readonly interfaces: Readonly<Record<string, readonly string[]>>
}

const ethernet = '/interface/ethernet'

/** A virtual machine with five ports: what offbox is where nobody says otherwise. */
export const virtualMachine: Board = { interfaces: { [ethernet]: ['ether1', 'ether2', 'ether3', 'ether4', 'ether5'] } }

const section = /^\s*\/(interface[ /][a-z/ -]*?)(?: (?:set|add)\b.*)?\s*$/
const named = /\[ *find (?:where )?default-name=("?)([\w.-]+)\1 *\]/g

/**
 * The board that an export was taken from: model and serial number of its header, and every interface that it names by its default name,
 * beside those of a virtual machine with as many ports. Text that is no export gives the virtual machine.
 */
export function boardOf(text: string): Board {
  const found = new Map<string, Set<string>>()
  let path = ''
  for (const line of text.split('\n')) {
    const start = section.exec(line.replace(/\[.*$/, '').trimEnd())
    if (start !== null) path = `/${start[1]!.trim().replaceAll(/[ /]+/g, '/')}`
    for (const [, , name = ''] of line.matchAll(named)) {
      const names = found.get(path) ?? new Set()
      found.set(path, names.add(name))
    }
  }
  const model = /^# model = (.+?)\s*$/m.exec(text)?.[1]
  const serialNumber = /^# serial number = (.+?)\s*$/m.exec(text)?.[1]
  const ports = [...(found.get(ethernet) ?? [])]
  found.set(ethernet, new Set(inOrder([...virtualMachine.interfaces[ethernet]!, ...ports, ...between(ports)])))
  return {
    ...(model === undefined ? {} : { model }),
    ...(serialNumber === undefined ? {} : { serialNumber }),
    interfaces: Object.fromEntries([...found].map(([menu, names]) => [menu, [...names]])),
  }
}

/** `ether10` says that there are `ether6` to `ether9` too: an export names only those that were changed. */
function between(names: readonly string[]): string[] {
  const last = Math.max(0, ...names.map((name) => Number(/^ether(\d+)$/.exec(name)?.[1] ?? 0)))
  return Array.from({ length: last }, (_, at) => `ether${at + 1}`)
}

/** By kind and number: ether1, ether2, ether10, sfp1. */
function inOrder(names: readonly string[]): string[] {
  const parts = (name: string): [string, number] => {
    const [, stem = name, number = '0'] = /^(.*?)(\d*)$/.exec(name) ?? []
    return [stem, Number(number)]
  }
  return [...names].sort((a, b) => {
    const [stemA, numberA] = parts(a)
    const [stemB, numberB] = parts(b)
    return stemA < stemB ? -1 : stemA > stemB ? 1 : numberA - numberB
  })
}
