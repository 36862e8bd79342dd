// Owns the commands that end a function, a loop or a script: `:return`, `:break`, `:continue`, `:exit`, `:quit`.
import { requiredNode } from '../compile/given.ts'
import { ScriptEnd } from '../compile/unwind.ts'
import type { LanguageCommand } from './language-command.ts'

/** `:return` ends the function or script and returns a value. No `on-error` catches it (changelog of 6.5). */
export const returnValue: LanguageCommand = {
  about: 'ends the function or script and returns a value; no on-error catches it',
  required: ['value'],
  special: (invocation) => ({ kind: 'leave', flow: 'return', value: requiredNode(invocation, 'value') }),
}

/** `:break` ends the innermost loop (7.22). */
export const breakLoop: LanguageCommand = {
  about: 'ends the innermost loop',
  special: () => ({ kind: 'leave', flow: 'break', value: undefined }),
}

/** `:continue` starts the next iteration of the innermost loop (7.22). */
export const continueLoop: LanguageCommand = {
  about: 'continues with the next iteration of the innermost loop',
  special: () => ({ kind: 'leave', flow: 'continue', value: undefined }),
}

/** `:exit` ends the script, also from inside functions (7.22). */
export const exit: LanguageCommand = {
  about: 'ends the script, also from inside functions',
  takes: [],
  apply() {
    throw new ScriptEnd({ session: false })
  },
}

/** `:quit` ends the script and the session. */
export const quit: LanguageCommand = {
  about: 'ends the script and the session',
  takes: [],
  apply(machine) {
    machine.quit()
    throw new ScriptEnd({ session: true })
  },
}
