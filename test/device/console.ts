// Owns a console for tests of the device: it parses, binds and runs a text as a session does, with the menus and a few words of the root.
import { readFileSync } from 'node:fs'
import type { Command, Menu } from '../../grammar/names.ts'
import { parseText } from '../../grammar/parse.ts'
import { Refusal } from '../../grammar/refusal.ts'
import type { Behaviour, Cell } from '../../src/compile/machine.ts'
import { compileScript } from '../../src/compile/program.ts'
import { behaviours } from '../../src/device/behaviours.ts'
import type { Console } from '../../src/device/console.ts'
import { Device, type DeviceMenu } from '../../src/device/device.ts'
import { Failure } from '../../src/diagnostic/failure.ts'
import { memoryHost, type MemoryHost, type MemoryOptions } from '../../src/host/memory.ts'
import { menus } from '../../src/menus/list.ts'
import { createCatalog } from '../../src/schema/catalog.ts'
import { Source } from '../../src/text/source.ts'
import { show } from '../../src/value/show.ts'
import { nil, type Value } from '../../src/value/value.ts'

export interface Bench {
  readonly device: Device
  readonly host: MemoryHost
  /** What a text prints; a failure comes as a last line `! message`. The menu it ends in is where the next text starts. */
  run(text: string): string
  /** The value of a text's last command. */
  value(text: string): Value
  /** The message of the failure that a text must end in. */
  fails(text: string): string
}

const load = (name: string): string | undefined => {
  try {
    return readFileSync(new URL(`../../src/schema/facts/${name}.json`, import.meta.url), 'utf8')
  } catch {
    return undefined
  }
}

/** A device of a release with a console of 80 columns on it. */
export function bench(options: MemoryOptions & { release?: string; width?: number; menus?: readonly DeviceMenu[] } = {}): Bench {
  const release = options.release ?? '7.24'
  const host = memoryHost(options)
  const device = new Device({ host, release, menus: options.menus ?? menus })
  const { root } = createCatalog({ release, packages: 'all', load })
  let printed = ''
  let menu: Menu = root
  const compileText = (text: string): (() => Value) => {
    const source = new Source(text)
    const parsed = parseText(source, { root, menu })
    if (parsed instanceof Refusal) throw new Failure(parsed.message)
    menu = parsed.script.menu
    const program = compileScript<Console>(parsed.script, (command) => words(command) ?? behaviours(command), { source, form: () => '' })
    return () => program.run(console)
  }
  const console: Console = {
    device,
    profile: { conversions: undefined as never },
    door: 'script',
    width: options.width ?? 80,
    terminal: undefined,
    job: '',
    write: (bytes) => void (printed += bytes),
    global: (name) => cellOf(device, name),
    step: () => undefined,
    enter: () => undefined,
    leave: () => undefined,
    parse: () => {
      throw new Error('not in this console')
    },
    run: (text) => compileText(text)(),
    capture: () => '',
    nextJob: () => 1,
    quit: () => undefined,
  }
  const run = (text: string): { value: Value; failure: Failure | undefined } => {
    printed = ''
    try {
      return { value: compileText(text)(), failure: undefined }
    } catch (error) {
      if (!(error instanceof Failure)) throw error
      return { value: nil, failure: error }
    }
  }
  return {
    device,
    host,
    run(text) {
      const { failure } = run(text)
      return failure === undefined ? printed : `${printed}! ${failure.message}\n`
    },
    value(text) {
      const { value, failure } = run(text)
      if (failure !== undefined) throw new Error(`failed: ${failure.message}`)
      return value
    },
    fails(text) {
      const { failure } = run(text)
      if (failure === undefined) throw new Error('did not fail')
      return failure.message
    },
  }
}

function cellOf(device: Device, name: string): Cell {
  let cell = device.globals.get(name)
  if (cell === undefined) device.globals.set(name, (cell = { name, value: undefined }))
  return cell
}

/** `:put`, `:global` and `:set` are all that these tests need of the language. */
function words(command: Command): Behaviour<Console> | undefined {
  if (command.menu.parent !== undefined) return undefined
  if (command.name === 'put')
    return {
      takes: ['message'],
      apply(machine, message = nil) {
        machine.write(`${show(message)}\n`)
        return message
      },
    }
  if (command.name === 'return') return { takes: ['value'], apply: (_machine, value = nil) => value }
  if (command.name !== 'global' && command.name !== 'set' && command.name !== 'local') return undefined
  return {
    special(invocation, compiler) {
      const given = (name: string) => invocation.given.find(({ argument }) => argument.name === name)?.value
      const name = given('name')
      const value = given('value')
      if (name === undefined) return () => nil
      const store = compiler.target(name)
      const closure = value && compiler.value(value)
      return (frame) => {
        if (closure !== undefined) store(frame, closure(frame))
        return nil
      }
    },
  }
}
