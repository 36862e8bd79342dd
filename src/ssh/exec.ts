// Owns one line that a client has run (`ssh router '/ip/address/print'`): a console for it alone, without a terminal.
import { failureLine, isStopped, logGaps, onTerminal, whileRunning, type ChannelSurroundings, type Channel } from './visitor.ts'

/** Columns where the client says no width: what is printed is not cut for a terminal. */
const unbounded = 10_000

/** What the exit status of a line tells: whether it was run at all, or whether it succeeded. */
export type ExitStatus = 'run' | 'success'

/**
 * Runs a line (bytes) to its end and ends the channel. What it prints comes in lines with CR LF and ends with an empty one; so do failures,
 * which a device prints there, too.
 */
export function exec(around: ChannelSurroundings, channel: Channel, line: string, tells: ExitStatus): void {
  const { visitor, say, number } = channel
  let isEmpty = true
  const write = (bytes: string): void => {
    isEmpty &&= bytes === ''
    say({ channel: number, bytes: onTerminal(bytes) })
  }
  const session = around.device.session({
    door: 'console',
    width: visitor.parameters.width ?? unbounded,
    user: visitor.user.name,
    policies: visitor.user.policies,
    interrupted: () => isStopped(around, channel),
    write,
  })
  const { failure } = whileRunning(around, channel, () => session.feed(line))
  if (failure !== undefined) write(failureLine(session, failure))
  if (!isEmpty) write('\n')
  logGaps(around, session)
  session.hangUp()
  // What was changed is kept before anybody is told that it is over.
  around.device.router.changes.settle()
  say({ channel: number, exit: tells === 'success' && failure !== undefined ? 1 : 0 })
}
