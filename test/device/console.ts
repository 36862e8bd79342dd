// Owns a console for tests: a session on an in-memory device.
import type { Board } from '../../src/device/plain/board.ts'
import { Router, type DeviceMenu } from '../../src/device/router.ts'
import { plainMenu } from '../../src/device/plain/plain.ts'
import type { StartedFrom } from '../../src/compile/describe.ts'
import type { Failure } from '../../src/diagnostic/failure.ts'
import type { Limits } from '../../src/device/limits.ts'
import type { Terminal } from '../../src/device/actor.ts'
import { memoryHost, type MemoryHost, type MemoryOptions } from '../../src/host/memory.ts'
import { allExtensions, menus } from '../../src/menus/list.ts'
import { Session } from '../../src/session.ts'
import type { Value } from '../../src/value/value.ts'
import { catalogOf } from '../harness/catalog.ts'

/** A device in memory with a console: run texts on it and look at the outputs. */
export interface TestConsole {
  readonly device: Router
  readonly host: MemoryHost
  readonly session: Session
  /**
   * Runs a text and returns its output without the last line end. A failure is added as a last line `! message`, with the place that the
   * console reports.
   */
  play(text: string): string
  /**
   * Runs a text and returns its output. A failure is added as a last line `! message`. The next text starts in the menu that this one ends
   * in.
   */
  run(text: string): string
  /** Runs a text and returns the value of its last command. */
  value(text: string): Value
  /** Runs a text that must fail, and returns the message of its failure. */
  fails(text: string): string
}

/** The device of a test console; default: a new one of the release 7.24, on a terminal of 80 columns. */
export interface TestConsoleOptions extends MemoryOptions {
  readonly release?: string
  readonly width?: number
  readonly device?: Router
  readonly board?: Board
  readonly door?: StartedFrom
  readonly limits?: Partial<Limits>
  readonly terminal?: Terminal
}

/** Creates a device of a release, with a console of 80 columns. */
export function testConsole(options: TestConsoleOptions = {}): TestConsole {
  const release = options.release ?? '7.24'
  const host = memoryHost(options)
  const catalog = catalogOf(release, 'all')
  const makePlain = (path: string): DeviceMenu | undefined => {
    const menu = catalog.menu(path)
    return menu && plainMenu(menu)
  }
  const { board } = options
  const device =
    options.device ??
    new Router({
      host,
      release,
      menus,
      extensions: allExtensions(),
      root: catalog.root,
      plain: makePlain,
      ...(board === undefined ? {} : { board }),
    })
  let printed = ''
  const session = new Session({
    device,
    catalog,
    width: options.width ?? 80,
    ...(options.door === undefined ? {} : { door: options.door }),
    ...(options.limits === undefined ? {} : { limits: options.limits }),
    ...(options.terminal === undefined ? {} : { terminal: options.terminal }),
    write: (bytes) => void (printed += bytes),
  })
  const feed = (text: string): { value: Value | undefined; failure: Failure | undefined } => {
    printed = ''
    return session.feed(text)
  }
  return {
    device,
    host,
    session,
    play(text) {
      const { failure } = feed(text)
      return `${printed}${failure === undefined ? '' : `! ${session.describe(failure)}`}`.replace(/\n$/, '')
    },
    run(text) {
      const { failure } = feed(text)
      return failure === undefined ? printed : `${printed}! ${failure.message}\n`
    },
    value(text) {
      const { value, failure } = feed(text)
      if (failure !== undefined || value === undefined) throw new Error(`failed: ${failure?.message}`)
      return value
    },
    fails(text) {
      const { failure } = feed(text)
      if (failure === undefined) throw new Error('did not fail')
      return failure.message
    },
  }
}

/** Runs a text on a new device, and returns its output like `TestConsole.play`. */
export const play = (text: string, options?: TestConsoleOptions): string => testConsole(options).play(text)
