// Owns the commands `:onerror`, `:retry` and `:error`.
import { Failure } from '../diagnostic/failure.ts'
import { toText } from '../value/show.ts'
import { nil } from '../value/value.ts'
import { caught } from '../compile/attempt.ts'
import { node, requiredNode } from '../compile/given.ts'
import { countOf, intervalOf, type LanguageCommand } from './language-command.ts'

/**
 * `:onerror` runs `in`. If that fails, it stores the error's text with its place in the variable and runs `do`. A second variable (7.22)
 * gets the error's attributes, nil if it has none (the manual shows `/tool/fetch` only). It returns whether `in` failed (J084), or, as the
 * value of a bracket, the return value of `do` (J083).
 */
export const onerror: LanguageCommand = {
  about: 'runs the body of in=; if it fails, runs the body of do= with the message in a variable',
  required: ['error', 'in'],
  special: (invocation) => ({
    kind: 'catch',
    names: requiredNode(invocation, 'error'),
    work: requiredNode(invocation, 'in'),
    handler: node(invocation, 'do'),
  }),
}

/**
 * `:retry` runs `command` until it succeeds, at most `max` times with `delay` between. After the last failure it runs `on-error`, or
 * rethrows that failure (J021).
 */
export const retry: LanguageCommand = {
  about: 'repeats a body, with a delay between, until it succeeds or max= tries have failed',
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

/** `:error` throws a Failure with the script's own message. */
export const error: LanguageCommand = {
  about: 'fails with a message; on-error of a caller catches it',
  takes: ['message'],
  required: ['message'],
  apply(_machine, message = nil) {
    throw new Failure(toText(message))
  },
}
