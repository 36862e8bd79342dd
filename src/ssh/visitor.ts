// Owns what everything that runs for a client of SSH has: who it is for, where it prints, and whether it is to stop.
import type { Checker } from '../resolve/check/checker.ts'
import type { SshSaying } from '../host/ssh.ts'
import type { Served } from '../doors/served.ts'
import type { Login, User } from '../schema/user.ts'
import type { Session } from '../session.ts'
import { fromBytes, toBytes } from '../text/bytes.ts'
import { visible } from '../text/visible.ts'
import type { Failure } from '../diagnostic/failure.ts'
import type { Parameters } from './login.ts'

/** Who has logged in. */
export interface Visitor {
  readonly user: User
  readonly parameters: Parameters
  readonly login: Login
}

/** What a channel needs of its surroundings. */
export interface ChannelSurroundings {
  readonly device: Pick<Served, 'router' | 'session'>
  readonly checker: () => Checker
  /** Asked now and then while something runs: the whole device is to stop. */
  readonly interrupted: () => boolean
  /** The channels for which something runs, the innermost last: each stops only itself. */
  readonly running: number[]
}

/** A channel as the device sees it. */
export interface Channel {
  readonly number: number
  readonly visitor: Visitor
  readonly control: Int32Array
  readonly say: (saying: SshSaying) => void
}

/** Whether what runs on a channel is to stop: its client is gone, or has pressed Ctrl-C. Another's run is not stopped in its place. */
export const isStopped = ({ running, interrupted }: ChannelSurroundings, { number, control }: Channel): boolean =>
  interrupted() || (Atomics.load(control, 0) !== 0 && running.at(-1) === number)

/** Runs something for a channel. */
export function whileRunning<T>({ running }: ChannelSurroundings, { number }: Channel, run: () => T): T {
  running.push(number)
  try {
    return run()
  } finally {
    running.pop()
  }
}

/** Lines as terminals want them. */
export const onTerminal = (bytes: string): string => bytes.replaceAll('\n', '\r\n')

/** A failure as a console prints it. */
export const failureLine = (session: Session, failure: Failure): string => `${toBytes(visible(fromBytes(session.describe(failure))))}\n`

/** Writes into the log what scripts of a session went around because it is not modelled; `told` are those that it knows. */
export function logGaps({ device }: ChannelSurroundings, { gaps }: Session, told = 0): number {
  for (const { message } of gaps.slice(told)) device.router.log('script,warning', message)
  return gaps.length
}
