// Owns logging in to a device: who may, what they may do then, and the lines that the log has of it.
import type { Credentials, Login, User } from '../schema/user.ts'
import type { Router } from './router.ts'

/**
 * The user whose name, password and address the device takes; undefined where it takes them not. A name may carry parameters of the
 * terminal behind a `+` (`admin+cet1024w`), which are no part of it. Writes nothing into the log: `logIn` and `logRefused` do.
 */
export function login(device: Router, { name, ...rest }: Credentials): User | undefined {
  return device.users.login({ name: splitName(name).name, ...rest })
}

/** The name of the user in what was typed as one, and what stands behind a `+`, which is for the terminal. */
export function splitName(typed: string): { readonly name: string; readonly parameters: string } {
  const [name = ''] = typed.split('+', 1)
  return { name, parameters: typed.slice(name.length + 1) }
}

/**
 * Lets a user in: `user admin logged in from 10.0.0.2 via api`. `via` is `api`, `rest-api`, `ssh`, `console` ...;
 * without an address the log
 * says nothing. A login by REST does not move `last-logged-in` (7.23.7).
 */
export function logIn(device: Router, user: User, { address, via, ...more }: Omit<Login, 'user' | 'since'>): Login {
  const login: Login = { user, address, via, since: device.host.clock.now(), ...more }
  device.logins.add(login)
  if (address !== '') device.log('system,info,account', `user ${user.name} logged in from ${address} via ${via}`)
  if (via !== 'rest-api') device.users.entered(login)
  return login
}

export function logOut(device: Router, login: Login): void {
  const { user, address, via } = login
  if (device.logins.delete(login) && address !== '')
    device.log('system,info,account', `user ${user.name} logged out from ${address} via ${via}`)
}

/** Whether somebody is still in; who was not heard of for too long has gone. */
export function isIn(device: Router, login: Login): boolean {
  if (login.until !== undefined && login.until < device.host.clock.now()) logOut(device, login)
  return device.logins.has(login)
}

/** `login failure for user admin from 10.0.0.2 via api`. */
export const logRefused = (device: Router, typed: string, address: string, via: string): void =>
  device.log('system,error,critical', `login failure for user ${splitName(typed).name} from ${address} via ${via}`)
