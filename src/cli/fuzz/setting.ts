// Owns bringing a device into the state of a trial: commands, and comments that tell what no command can make.
import type { Failure } from '../../diagnostic/failure.ts'
import type { Device } from '../../index.ts'
import { Source } from '../../text/source.ts'
import { toBytes } from '../../text/bytes.ts'
import { readLiteral } from '../../value/literal.ts'
import { show } from '../../value/show.ts'
import { directivesOf } from '../directive.ts'
import { Stage } from '../test/stage.ts'
import { readStep, type RowStep } from '../test/step.ts'

/** Whether a line is `# offbox: row ...`, which `offbox test` carries out. */
export const isTold = (line: string): boolean => line.startsWith('# offbox: row ')

/** Of one device. */
export class Setting {
  readonly #device: Device
  #stage: Stage | undefined
  #failed: Failure | undefined

  constructor(device: Device) {
    this.#device = device
  }

  /** Carries out a line; false where the device refuses it. */
  takes(line: string): boolean {
    if (!isTold(line)) return this.#device.run(line).failure === undefined
    const source = new Source(toBytes(line), '')
    const [directive] = directivesOf(source)
    const step = directive && readStep(source, directive, (_, message) => new TypeError(message))
    if (step?.kind !== 'row') return false
    if (step.menu === '/log') return this.#logged(step)
    this.#failed = undefined
    this.#stage ??= new Stage({
      device: this.#device,
      session: this.#device.session({ write: () => undefined }),
      cannot: (_, failure) => void (this.#failed = failure),
      died: () => undefined,
    })
    this.#stage.expect([step])
    this.#stage.reach()
    return this.#failed === undefined
  }

  /** The log's rows follow its lines. */
  #logged({ values }: RowStep): boolean {
    const textOf = (wanted: string): string => {
      const value = values.find(({ name }) => name === wanted)?.value
      if (value === undefined) return ''
      return show(value.isExpression ? (this.#device.run(`:return ${value.text}`).value ?? '') : readLiteral(value.text))
    }
    this.#device.router.log(textOf('topics'), textOf('message'))
    return true
  }
}
