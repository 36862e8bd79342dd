// Owns a single command line of a client (`ssh router '/ip/address/print'`): runs it on its own console, without a terminal.
import { failureLine, isStopped, logGaps, onTerminal, whileRunning, type ChannelContext, type Channel } from './channel.ts'

/** The terminal width, in columns, if the client reports none: output is not cut. */
const unboundedColumns = 10_000

/** What the exit status of a line reports: that it ran (always 0), or whether it succeeded. */
export type ExitStatus = 'run' | 'success'

/**
 * Runs a line (bytes) and closes the channel. Output lines end in CR LF, followed by an empty line; failures are printed there too, as on a
 * device.
 */
export function exec(around: ChannelContext, channel: Channel, line: string, exitStatus: ExitStatus): void {
  const { client, send, number } = channel
  let isEmpty = true
  const write = (bytes: string): void => {
    isEmpty &&= bytes === ''
    send({ channel: number, bytes: onTerminal(bytes) })
  }
  const session = around.device.session({
    door: 'console',
    width: client.parameters.width ?? unboundedColumns,
    user: client.user.name,
    policies: client.user.policies,
    interrupted: () => isStopped(around, channel),
    write,
  })
  const { failure } = whileRunning(around, channel, () => session.feed(line))
  if (failure !== undefined) write(failureLine(session, failure))
  if (!isEmpty) write('\n')
  logGaps(around, session)
  session.hangUp()
  // Changes are stored before the end is reported.
  around.device.router.changes.settle()
  send({ channel: number, exit: exitStatus === 'success' && failure !== undefined ? 1 : 0 })
}
