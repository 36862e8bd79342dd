// Owns the words that leave: `:return`, `:break`, `:continue`, `:exit`, `:quit`.
import { nil } from '../value/value.ts'
import { node } from '../compile/given.ts'
import { Flow } from '../compile/machine.ts'
import { Ending } from '../compile/unwind.ts'
import type { Word } from './word.ts'

/** Ends the function or script and gives it its value. No `on-error` sees it (CLOG 6.5). */
export const giveBack: Word = {
  required: ['value'],
  flows: true,
  special(invocation, compiler) {
    const value = compiler.value(node(invocation, 'value')!)
    return (frame) => {
      frame.result = value(frame)
      frame.flow = Flow.return
      return nil
    }
  },
}

/** Ends the innermost loop (7.22). */
export const leave: Word = {
  flows: true,
  special: () => (frame) => {
    frame.flow = Flow.break
    return nil
  },
}

/** Goes on with the innermost loop's next turn (7.22). */
export const next: Word = {
  flows: true,
  special: () => (frame) => {
    frame.flow = Flow.continue
    return nil
  },
}

/** Ends the script, from inside functions too (7.22). */
export const exit: Word = {
  special: () => () => {
    throw new Ending({ session: false })
  },
}

/** Ends the script and the session. */
export const quit: Word = {
  takes: [],
  apply(machine) {
    machine.quit()
    throw new Ending({ session: true })
  },
}
