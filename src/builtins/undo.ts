// Owns `/undo` and `/redo`: taking the last finished command back, and doing it again.
import { Failure } from '../diagnostic/failure.ts'
import { allows } from '../schema/policy.ts'
import { notPermitted } from '../schema/refusal.ts'
import { nil } from '../value/value.ts'
import type { Console } from '../device/console.ts'
import type { Word } from './word.ts'

/** What a device says where there is nothing, is not known: the words are ours. */
const step = (name: 'undo' | 'redo', about: string): Word => ({
  about,
  takes: [],
  apply({ device, policies }: Console) {
    if (!allows(policies, 'write')) throw notPermitted()
    if (!device.history[name]()) throw new Failure(`failure: nothing to ${name}`)
    return nil
  },
})

export const undo = step('undo', 'takes the last finished command back, with all that it changed')
export const redo = step('redo', 'does the command again that was undone last')
