// Owns the commands of `/terminal` (user input, cursor movement) and `:beep`.
import { Failure, unmatched } from '../diagnostic/failure.ts'
import { nil, nothing } from '../value/value.ts'
import { countOf, intervalOf, isTrueOrYes, textOf, type LanguageCommand } from './language-command.ts'

/** `/terminal/ask` prompts the user for a line and returns it; nil at the end of the input. Throws a Failure without a terminal. */
export const askLine: LanguageCommand = {
  about: 'prompts the user for a line and returns it',
  takes: ['prompt', 'preinput', 'sensitive'],
  apply(machine, prompt, initial, sensitive) {
    if (machine.terminal === undefined) throw new Failure('this command requires user input')
    return machine.terminal.ask(textOf(prompt) ?? '', { initial: textOf(initial) ?? '', hidden: isTrueOrYes(sensitive) }) ?? nil
  },
}

/** `/terminal/inkey` returns the code of the next key; 65535 after the timeout. Without a terminal it waits for the timeout. */
export const inkey: LanguageCommand = {
  about: 'waits for a key and returns its code; 65535 after the timeout',
  takes: ['timeout'],
  apply(machine, timeout) {
    const limit = timeout === undefined ? undefined : intervalOf(timeout, 'timeout')
    if (machine.terminal !== undefined) return machine.terminal.key(limit) ?? noKeyCode
    if (limit === undefined) throw new Failure('this command requires user input')
    machine.sleep(limit)
    return noKeyCode
  },
}

// Scripts compare with 65535 to detect that no key was pressed (forum examples; inferred).
const noKeyCode = 65_535

/** `/terminal/cuu` moves the cursor up. No effect without a terminal. */
export const cuu: LanguageCommand = {
  about: 'moves the cursor up by lines',
  takes: ['count'],
  apply(machine, count = 1) {
    if (machine.terminal !== undefined) machine.write(`\x1b[${countOf(count, 'count')}A`)
    return nil
  },
}

/** `/terminal/el` erases from the cursor to the end of the line. No effect without a terminal. */
export const el: LanguageCommand = {
  about: 'erases from the cursor to the end of the line',
  takes: [],
  apply(machine) {
    if (machine.terminal !== undefined) machine.write('\x1b[K')
    return nil
  },
}

/**
 * The parameters of the SGR sequence by style name (ECMA-48, section 8.3.117). Which colours a device uses is unknown; these are offbox's.
 */
const styles: ReadonlyMap<string, string> = new Map([
  ['none', '0'],
  ['error', '31'],
  ['comment', '36'],
  ['escaped', '35'],
  ['ambiguous', '33'],
  ['varname', '32'],
  ['varname-global', '32;1'],
  ['varname-local', '32'],
  ['syntax-meta', '33'],
  ['syntax-noterm', '35'],
  ['syntax-old', '33;1'],
  ['syntax-val', '34'],
])

/** `/terminal/style` sets the style of the following text. */
export const style: LanguageCommand = {
  about: 'sets the style of the following text',
  takes: ['style'],
  required: ['style'],
  apply(machine, name = nothing) {
    const code = styles.get(textOf(name) ?? '')
    if (code === undefined) throw unmatched('style')
    if (machine.terminal !== undefined) machine.write(`\x1b[${code}m`)
    return nil
  },
}

/** `:beep` writes a BEL character to the terminal. No effect without a terminal. */
export const beep: LanguageCommand = {
  about: 'sounds',
  takes: [],
  apply(machine) {
    if (machine.terminal !== undefined) machine.write('\x07')
    return nil
  },
}
