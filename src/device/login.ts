// Owns logging in to a device: who may, what they may do then, and the lines that the log has of it.
import type { Credentials, User } from '../schema/user.ts'
import type { Router } from './router.ts'

/**
 * The user whose name, password and address the device takes; undefined where it takes them not. A name may carry parameters of the
 * terminal behind a `+` (`admin+cet1024w`), which are no part of it. Writes nothing into the log: `logIn` and `logRefused` do.
 */
export function login(device: Router, { name, ...rest }: Credentials): User | undefined {
  return device.users.login({ name: nameOf(name), ...rest })
}

/** The name of the user in what was typed as one: what stands behind a `+` is for the terminal. */
export const nameOf = (typed: string): string => typed.replace(/\+.*$/s, '')

/** `user admin logged in from 10.0.0.2 via api`. `via` is `api`, `rest-api`, `ssh`, `ftp` ... */
export const logIn = (device: Router, { name }: Pick<User, 'name'>, address: string, via: string): void =>
  device.log('system,info,account', `user ${name} logged in from ${address} via ${via}`)

export const logOut = (device: Router, { name }: Pick<User, 'name'>, address: string, via: string): void =>
  device.log('system,info,account', `user ${name} logged out from ${address} via ${via}`)

/** `login failure for user admin from 10.0.0.2 via api`. */
export const logRefused = (device: Router, typed: string, address: string, via: string): void =>
  device.log('system,error,critical', `login failure for user ${nameOf(typed)} from ${address} via ${via}`)
