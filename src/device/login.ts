// Owns logging in to a device: checking credentials, and the lines about logins in the log.
import type { Credentials, Login, User } from '../schema/user.ts'
import type { Router } from './router.ts'

/**
 * Returns the user for a name, password and address; undefined where the device refuses them. A name may have parameters of the terminal
 * after a `+` (`admin+cet1024w`), which are ignored. Does not write to the log: `logIn` and `logRefused` do.
 */
export function login(device: Router, { name, ...rest }: Credentials): User | undefined {
  return device.users.login({ name: splitName(name).name, ...rest })
}

/** Splits a typed name into the user's name and the terminal's parameters after a `+`. */
export function splitName(typed: string): { readonly name: string; readonly parameters: string } {
  const [name = ''] = typed.split('+', 1)
  return { name, parameters: typed.slice(name.length + 1) }
}

/**
 * Logs a user in: `user admin logged in from 10.0.0.2 via api`. `via` is `api`, `rest-api`, `ssh`, `console` ...; without an address
 * nothing is logged. A login by REST does not update `last-logged-in` (7.23.7).
 */
export function logIn(device: Router, user: User, { address, via, ...more }: Omit<Login, 'user' | 'since'>): Login {
  const login: Login = { user, address, via, since: device.host.clock.now(), ...more }
  device.logins.add(login)
  if (address !== '') device.log('system,info,account', `user ${user.name} logged in from ${address} via ${via}`)
  if (via !== 'rest-api') device.users.entered(login)
  return login
}

/** Ends a login, and logs `user admin logged out from 10.0.0.2 via api`; does nothing where it has ended already. */
export function logOut(device: Router, login: Login): void {
  const { user, address, via } = login
  if (device.logins.delete(login) && address !== '')
    device.log('system,info,account', `user ${user.name} logged out from ${address} via ${via}`)
}

/** Whether a login is still active; one whose time is over is logged out. */
export function isLoggedIn(device: Router, login: Login): boolean {
  if (login.until !== undefined && login.until < device.host.clock.now()) logOut(device, login)
  return device.logins.has(login)
}

/** Logs `login failure for user admin from 10.0.0.2 via api`. */
export const logRefused = (device: Router, typed: string, address: string, via: string): void =>
  device.log('system,error,critical', `login failure for user ${splitName(typed).name} from ${address} via ${via}`)
