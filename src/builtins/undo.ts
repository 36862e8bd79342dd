// Owns the commands `/undo`, which reverts the last finished command, and `/redo`, which reapplies it.
import { Failure } from '../diagnostic/failure.ts'
import { allows } from '../schema/policy.ts'
import { notPermitted } from '../schema/refusal.ts'
import { nil } from '../value/value.ts'
import type { Console } from '../device/console.ts'
import type { LanguageCommand } from './language-command.ts'

/** Makes one of the two commands. The device's message for an empty history is unknown; the messages are offbox's own. */
const step = (name: 'undo' | 'redo', about: string): LanguageCommand => ({
  about,
  takes: [],
  apply({ device, policies }: Console) {
    if (!allows(policies, 'write')) throw notPermitted()
    if (!device.history[name]()) throw new Failure(`failure: nothing to ${name}`)
    return nil
  },
})

/** `/undo`. */
export const undo = step('undo', 'reverts the last finished command and all its changes')
/** `/redo`. */
export const redo = step('redo', 'reapplies the last undone command')
