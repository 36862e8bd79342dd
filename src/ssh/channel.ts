// Owns the channel of an SSH client, as commands on it see it: its user, its output, and whether they have to stop.
import type { Checker } from '../resolve/check/checker.ts'
import type { SshMessage } from '../host/ssh.ts'
import type { Served } from '../remote/served.ts'
import type { Login, User } from '../schema/user.ts'
import type { Session } from '../session.ts'
import { fromBytes, toBytes } from '../text/bytes.ts'
import { visible } from '../text/visible.ts'
import type { Failure } from '../diagnostic/failure.ts'
import type { Parameters } from './login.ts'

/** A logged-in user. */
export interface SshClient {
  readonly user: User
  readonly parameters: Parameters
  readonly login: Login
}

/** The environment of a channel. */
export interface ChannelContext {
  readonly device: Pick<Served, 'router' | 'session'>
  readonly checker: () => Checker
  /** Polled while something runs: whether the whole device must stop. */
  readonly interrupted: () => boolean
  /** The channels with running commands, the innermost last: each can only stop its own. */
  readonly running: number[]
}

/** A channel, as the device sees it. */
export interface Channel {
  readonly number: number
  readonly client: SshClient
  readonly control: Int32Array
  readonly send: (message: SshMessage) => void
}

/** Whether the command of a channel has to stop: its client disconnected, or pressed Ctrl-C. It never stops another channel's command. */
export const isStopped = ({ running, interrupted }: ChannelContext, { number, control }: Channel): boolean =>
  interrupted() || (Atomics.load(control, 0) !== 0 && running.at(-1) === number)

/** Runs `run` as the innermost command of a channel, and returns its result. */
export function whileRunning<T>({ running }: ChannelContext, { number }: Channel, run: () => T): T {
  running.push(number)
  try {
    return run()
  } finally {
    running.pop()
  }
}

/** Line ends for a terminal. */
export const onTerminal = (bytes: string): string => bytes.replaceAll('\n', '\r\n')

/** A failure as a console prints it. */
export const failureLine = (session: Session, failure: Failure): string => `${toBytes(visible(fromBytes(session.describe(failure))))}\n`

/** Writes into the log which unmodelled features the scripts of a session skipped; the first `alreadyLogged` are already logged. */
export function logGaps({ device }: ChannelContext, { gaps }: Session, alreadyLogged = 0): number {
  for (const { message } of gaps.slice(alreadyLogged)) device.router.log('script,warning', message)
  return gaps.length
}
