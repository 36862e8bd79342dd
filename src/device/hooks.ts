// Owns calling the hooks of a device's menus: time, services, names, users, zone.
import type { AddressFamily, NetworkFault, Listener } from '../host/host.ts'
import type { Credentials, Login, User } from '../schema/user.ts'
import type { MenuOn } from './types.ts'
import type { ScheduledWork } from './world/agenda.ts'
import type { Pages } from './world/services.ts'

/** The hooks that a declaration, of a menu or of an extension, may have. */
type Acting<D> = Pick<MenuOn<D>, 'path' | 'timed' | 'web' | 'services' | 'names' | 'users' | 'ahead' | 'identity' | 'keepsLine'>

/** A hook and the path of its menu. */
interface Hooked<H> {
  readonly path: string
  readonly hook: H
}

/** The hooks of a device's declared menus. Where several menus have the same hook, they are called in the order of their list. */
export class Hooks<D> {
  readonly #device: D
  readonly #services: readonly Hooked<NonNullable<Acting<D>['services']>>[]
  readonly #names: readonly Hooked<NonNullable<Acting<D>['names']>>[]
  readonly #users: readonly Hooked<NonNullable<Acting<D>['users']>>[]
  readonly #keepsLine: readonly Hooked<NonNullable<Acting<D>['keepsLine']>>[]
  readonly #ahead: ((device: D, ns: bigint) => bigint) | undefined
  readonly #menus: readonly Acting<D>[]

  constructor(menus: Iterable<Acting<D>>, device: D) {
    this.#menus = [...menus]
    this.#device = device
    this.#services = this.#having(({ services }) => services)
    this.#names = this.#having(({ names }) => names)
    this.#users = this.#having(({ users }) => users)
    this.#keepsLine = this.#having(({ keepsLine }) => keepsLine)
    this.#ahead = this.#having(({ ahead }) => ahead)[0]?.hook
  }

  #having<H>(hookOf: (menu: Acting<D>) => H | undefined): readonly Hooked<H>[] {
    const found: Hooked<H>[] = []
    for (const menu of this.#menus) {
      const hook = hookOf(menu)
      if (hook !== undefined) found.push({ path: menu.path, hook })
    }
    return found
  }

  /** The listeners that the menus require now. */
  listeners(): readonly Listener[] {
    return this.#services.flatMap(({ hook }) => hook.listeners(this.#device))
  }

  /** Whether a service accepts a client with this address. */
  admits(service: string, from: string): boolean {
    return this.#services.some(({ hook }) => hook.admits(service, from, this.#device))
  }

  /** Returns the user whom credentials log in; undefined: nobody. */
  login(credentials: Credentials): User | undefined {
    for (const { hook } of this.#users) {
      const user = hook.login(credentials, this.#device)
      if (user !== undefined) return user
    }
    return undefined
  }

  /** Reports a login to the menus. */
  entered(login: Login): void {
    for (const { hook } of this.#users) hook.entered(login, this.#device)
  }

  /** Whether a log line with these topics goes into memory; where no menu decides, it does. */
  keepsLine(topics: string): boolean {
    return this.#keepsLine.every(({ hook }) => hook(topics, this.#device))
  }

  /** The device's own addresses. */
  addresses(): readonly string[] {
    return this.#services.flatMap(({ hook }) => hook.addresses(this.#device))
  }

  /** Returns the pages of the device's web services. */
  pages(): readonly Pages[] {
    const device = this.#device
    return this.#having(({ web }) => web).map(({ hook }) => ({
      under: hook.under,
      allowed: (service) => hook.allowed?.(service, device) !== false,
      answer: (request) => hook.answer(request, device),
    }))
  }

  /** Returns the menus' scheduled work. */
  timed(): readonly ScheduledWork[] {
    const device = this.#device
    return this.#having(({ timed }) => timed).map(({ path, hook }) => ({
      of: hook.of ?? path,
      next: () => hook.next(device),
      run: () => hook.run(device),
      pending: () => hook.pending?.(device) ?? [],
      expiring: () => hook.expiring?.(device) ?? [],
    }))
  }

  /** Resolves a name on the device itself; undefined where it has no entry for it. */
  resolve(name: string, family: AddressFamily): readonly string[] | NetworkFault | undefined {
    for (const { hook } of this.#names) {
      const found = hook.resolve(name, family, this.#device)
      if (found !== undefined) return found
    }
    return undefined
  }

  /** Nanoseconds that the device's local time is ahead of UTC at `ns` since 1970; 0 where no menu has the hook. */
  ahead(ns: bigint): bigint {
    return this.#ahead?.(this.#device, ns) ?? 0n
  }

  /** The menu and property that hold the device's name. Throws an Error where there is none. */
  get identity(): { readonly path: string; readonly property: string } {
    const [found] = this.#having(({ identity }) => identity)
    if (found === undefined) throw new Error('no menu of this device holds its name')
    return { path: found.path, property: found.hook }
  }
}
