// Owns the words that leave: `:return`, `:break`, `:continue`, `:exit`, `:quit`.
import { requiredNode } from '../compile/given.ts'
import { Ending } from '../compile/unwind.ts'
import type { Word } from './word.ts'

/** Ends the function or script and gives it its value. No `on-error` sees it (CLOG 6.5). */
export const giveBack: Word = {
  about: 'ends the function or script and gives it a value; no on-error sees it',
  required: ['value'],
  special: (invocation) => ({ kind: 'leave', flow: 'return', value: requiredNode(invocation, 'value') }),
}

/** Ends the innermost loop (7.22). */
export const leave: Word = {
  about: 'ends the innermost loop',
  special: () => ({ kind: 'leave', flow: 'break', value: undefined }),
}

/** Goes on with the innermost loop's next turn (7.22). */
export const next: Word = {
  about: "goes on with the innermost loop's next turn",
  special: () => ({ kind: 'leave', flow: 'continue', value: undefined }),
}

/** Ends the script, from inside functions too (7.22). */
export const exit: Word = {
  about: 'ends the script, from inside functions too',
  takes: [],
  apply() {
    throw new Ending({ session: false })
  },
}

/** Ends the script and the session. */
export const quit: Word = {
  about: 'ends the script and the session',
  takes: [],
  apply(machine) {
    machine.quit()
    throw new Ending({ session: true })
  },
}
