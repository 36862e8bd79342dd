// Owns SSH logins: how users authenticate, and the console parameters behind a `+` in the user name.
import { login, splitName } from '../device/login.ts'
import type { Router } from '../device/router.ts'
import type { SshProof } from '../host/ssh.ts'
import { keysOf } from '../menus/user/parts/ssh-key.ts'
import type { User } from '../schema/user.ts'
import { show } from '../value/show.ts'

/** The parameters behind the `+` of a user name: letters, some preceded by a number (the manual's page on logging in). */
export interface Parameters {
  /** `c`: no colours. */
  readonly isPlain: boolean
  /** `t`: the terminal is not identified. */
  readonly asksTerminal: boolean
  /** `e`: the terminal only supports plain output. */
  readonly isDumb: boolean
  /** `80w`, `24h`. */
  readonly width: number | undefined
  readonly height: number | undefined
}

/** The console parameters of a login: `admin+ct80w` turns off colours and detection, and sets 80 columns (manual, Console login). */
export function parametersOf(typed: string): Parameters {
  const found = new Map(
    [...splitName(typed).parameters.matchAll(/(\d*)([a-z])/g)].map(([, number = '', letter = '']) => [letter, Number(number)]),
  )
  const size = (letter: string): number | undefined => {
    const number = found.get(letter)
    return number === undefined || number < 1 ? undefined : Math.min(number, maxColumns)
  }
  return { isPlain: found.has('c'), asksTerminal: !found.has('t'), isDumb: found.has('e'), width: size('w'), height: size('h') }
}

/** The maximum number of terminal columns. */
const maxColumns = 10_000

/** The result of a login attempt. `isFailure`: a wrong proof was presented, which the log reports. */
export interface Attempt {
  readonly user: User | undefined
  readonly isFailure: boolean
}

/** The user whom a proof authenticates: its group needs the policy `ssh`. */
export function attemptLogin(
  device: Router,
  { name, from, proof }: { readonly name: string; readonly from: string; readonly proof: SshProof },
): Attempt {
  const user = login(device, { name, password: passwordOf(proof), address: from })
  const isShown = !('none' in proof) && !('key' in proof && !proof.signed)
  const isIn = user?.policies.has('ssh') === true && fits(device, user.name, proof)
  return { user: isIn ? user : undefined, isFailure: isShown && !isIn }
}

/**
 * Returns the password to check; undefined for a key, whose signature is already verified. Without any proof only an empty password is
 * accepted.
 */
const passwordOf = (proof: SshProof): string | undefined => ('password' in proof ? proof.password : 'none' in proof ? '' : undefined)

function fits(device: Router, name: string, proof: SshProof): boolean {
  const keys = keysOf(device, name)
  if ('key' in proof) return keys.some(({ blob }) => blob.equals(proof.key))
  return allowsPassword(device, keys.length > 0)
}

/** A user with a key may only use a password if the settings permit it (`password-authentication` since 7.23, another setting before). */
function allowsPassword(device: Router, hasKey: boolean): boolean {
  const menu = device.menuAt('/ip/ssh')
  if (menu === undefined) return true
  const setting = (name: string): string => show(device.value(menu.path, device.only(menu.path), name))
  const allowed = setting('password-authentication')
  if (allowed === 'yes' || allowed === 'no') return allowed === 'yes'
  return !hasKey || /^(yes|true)$/.test(setting('always-allow-password-login'))
}
