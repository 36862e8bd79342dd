// Owns taking and ending safe mode, and the messages of a console about it.
import { Failure } from '../diagnostic/failure.ts'
import type { Router } from './router.ts'
import type { Actor } from './actor.ts'

/** The messages of a console that loses safe mode. */
export const safeModeLost = {
  other: '[Safe mode released by another user]\n',
  full: '[Safe Mode released: more was done than can be undone]\n',
} as const

/**
 * What to do where another console has safe mode: `ask` the user (without a terminal it is not taken), give up, or end that console's safe
 * mode.
 */
export type OnTaken = 'ask' | 'abort' | 'release' | 'unroll'

const messages = {
  take: { since718: 'Taking Safe Mode session... Success!', before: '[Safe Mode taken]' },
  release: { since718: 'Releasing Safe Mode... Success!', before: '[Safe Mode released]' },
  unroll: { since718: 'Unrolling Safe Mode... Success!', before: '[Safe Mode unrolled]' },
}

/**
 * Prints what was done on a console. 7.21, 7.22 and 7.23 were seen to print the first form (*inferred* for 7.18 to 7.20, the first releases
 * with the menu), 6.49 `[Safe Mode taken]`; the other two of 6.x are *inferred*.
 */
function printDone(device: Router, actor: Actor, what: keyof typeof messages): void {
  const { since718, before } = messages[what]
  actor.write(`${hasMenu(device) ? since718 : before}\n`)
}

const hasMenu = (device: Router): boolean => device.isRelease('7.18..')

const taken = 'Safe Mode is taken by current user in another session.'

/** Takes safe mode; does so again where this console has it. Throws a Failure where another console has it and keeps it. */
export function takeSafe(device: Router, actor: Actor, onTaken: OnTaken = 'ask'): void {
  const { history } = device
  const { safeOwner } = actor
  if (safeOwner === undefined) throw new Failure('failure: safe mode needs a console')
  if (history.safe !== safeOwner) {
    if (history.safe !== undefined) {
      const choice = onTaken === 'ask' ? askUser(device, actor) : onTaken
      // *Inferred* for `on-error=abort`: the question was seen with this answer behind it.
      if (choice === 'abort') throw new Failure(onTaken === 'ask' ? 'Action aborted.' : `${taken} Action aborted.`)
      if (choice === 'unroll') {
        const former = history.safe
        history.unroll()
        former.onLost('other')
      }
    }
    history.take(safeOwner)
  }
  printDone(device, actor, 'take')
}

/** Prompts the user for what to do, with the wording of a 7.24 and a 6.49 (seen by users of their API). */
function askUser(device: Router, actor: Actor): OnTaken {
  const { terminal } = actor
  if (hasMenu(device)) actor.write(`${taken}\n`)
  if (terminal === undefined) return 'abort'
  const question = hasMenu(device)
    ? 'Unroll, release or abort [u/r]? '
    : "Hijacking Safe Mode from someone - unroll/release/don't take it [u/r/d]: "
  const answer = terminal.ask(question, { initial: '', hidden: false })?.trim().toLowerCase()
  return answer === 'u' ? 'unroll' : answer === 'r' ? 'release' : 'abort'
}

/** Ends safe mode; what was done in it stays, or is undone. Throws a Failure (7.21's words) where this console is not in it. */
export function endSafe(device: Router, actor: Actor, ending: 'release' | 'unroll'): void {
  const { history } = device
  if (history.safe === undefined || history.safe !== actor.safeOwner) throw new Failure('Safe Mode has not been taken. Action aborted.')
  history[ending]()
  printDone(device, actor, ending)
}

/** Takes safe mode, or releases it. */
export function toggleSafe(device: Router, actor: Actor): void {
  if (device.history.safe !== undefined && device.history.safe === actor.safeOwner) endSafe(device, actor, 'release')
  else takeSafe(device, actor)
}
