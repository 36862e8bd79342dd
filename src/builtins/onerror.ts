// Owns `:onerror`, `:retry` and `:error`.
import { Failure } from '../diagnostic/failure.ts'
import { text } from '../value/show.ts'
import { nil } from '../value/value.ts'
import { caught } from '../compile/attempt.ts'
import { node, requiredNode } from '../compile/given.ts'
import { countOf, intervalOf, type Word } from './word.ts'

/**
 * Runs `in`; where it fails, puts the error's text with its location into the variable and runs `do`. A second variable (7.22) gets what
 * the error tells beside its text, nil where it tells nothing (the manual shows `/tool/fetch` only). Gives whether it failed (J084), or, as
 * the value of a bracket, what `do` returned (J083).
 */
export const onerror: Word = {
  about: 'does what stands behind in=, and where that fails the body behind do=, with the message in a variable',
  required: ['error', 'in'],
  special: (invocation) => ({
    kind: 'catch',
    names: requiredNode(invocation, 'error'),
    work: requiredNode(invocation, 'in'),
    handler: node(invocation, 'do'),
  }),
}

/** Runs `command` until it does not fail, at most `max` times, `delay` apart; then runs `on-error`, or fails as the last time (J021). */
export const retry: Word = {
  about: 'does a body again, with a delay between, until it succeeds or max= tries have failed',
  required: ['command', 'delay', 'max'],
  special: (invocation) => ({
    kind: 'around',
    work: requiredNode(invocation, 'command'),
    handler: node(invocation, 'on-error'),
    values: [requiredNode(invocation, 'delay'), requiredNode(invocation, 'max')],
    run({ machine, work, handler, value }) {
      const wait = intervalOf(value(0), 'delay')
      const limit = countOf(value(1), 'max')
      for (let turn = 1; ; turn++) {
        machine.step()
        try {
          return work()
        } catch (error) {
          const failure = caught(error, machine)
          if (turn < limit) machine.sleep(wait)
          else if (handler === undefined) throw failure
          else return handler()
        }
      }
    },
  }),
}

/** Fails with a message of the script's own. */
export const error: Word = {
  about: 'fails with a message; on-error of a caller catches it',
  takes: ['message'],
  required: ['message'],
  apply(_machine, message = nil) {
    throw new Failure(text(message))
  },
}
