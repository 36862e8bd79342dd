// Owns taking and ending safe mode, and the messages of a console about it.
import { Failure } from '../diagnostic/failure.ts'
import type { Router } from './router.ts'
import type { Who } from './who.ts'

/** The messages of a console that loses safe mode. */
export const lostSafe = {
  other: '[Safe mode released by another user]\n',
  full: '[Safe Mode released: more was done than can be undone]\n',
} as const

/** What to do where another console has it. `ask` its user; without a terminal it is not taken. */
export type OnTaken = 'ask' | 'abort' | 'release' | 'unroll'

/** Takes safe mode. Throws a Failure where another console has it and keeps it. */
export function takeSafe(device: Router, who: Who, onTaken: OnTaken = 'ask'): void {
  const { history } = device
  const { safeOwner } = who
  if (safeOwner === undefined) throw new Failure('failure: safe mode needs a console')
  if (history.safe === safeOwner) return
  if (history.safe !== undefined) {
    const choice = onTaken === 'ask' ? askUser(device, who) : onTaken
    if (choice === 'abort') throw new Failure('failure: safe mode is taken by another session')
    if (choice === 'unroll') {
      const former = history.safe
      history.unroll()
      former.lost('other')
    }
  }
  history.take(safeOwner)
  who.write('[Safe Mode taken]\n')
}

/** The questions as a 7.24 and a 6.49 ask them (seen by users of their API). */
function askUser(device: Router, { terminal }: Who): OnTaken {
  if (terminal === undefined) return 'abort'
  const question = device.holds('7.18..')
    ? 'Safe Mode is taken by current user in another session. Unroll, release or abort [u/r]? '
    : "Hijacking Safe Mode from someone - unroll/release/don't take it [u/r/d]: "
  const answer = terminal.ask(question, { initial: '', hidden: false })?.trim().toLowerCase()
  return answer === 'u' ? 'unroll' : answer === 'r' ? 'release' : 'abort'
}

/** Ends safe mode; what was done in it stays, or is undone. Throws a Failure where this console is not in it. */
export function endSafe({ history }: Router, who: Who, how: 'release' | 'unroll'): void {
  if (history.safe === undefined || history.safe !== who.safeOwner) throw new Failure('failure: not in safe mode')
  history[how]()
  who.write(how === 'release' ? '[Safe Mode released]\n' : '[Safe Mode unrolled]\n')
}

/** Takes safe mode, or releases it. */
export function toggleSafe(device: Router, who: Who): void {
  if (device.history.safe !== undefined && device.history.safe === who.safeOwner) endSafe(device, who, 'release')
  else takeSafe(device, who)
}
