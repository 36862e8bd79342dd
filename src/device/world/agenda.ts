// Owns a device's time: waiting, and what comes due while it passes.
import type { Router, DeviceMenu } from '../router.ts'
import { outlived } from './fault.ts'

/** Work that waits lets other work run, which may wait: so deep and no deeper. */
const deepest = 16

/** What comes due next, and whose it is. */
interface Due {
  readonly at: bigint
  readonly menu: DeviceMenu
}

export class Agenda {
  readonly #device: Router
  #menus: readonly DeviceMenu[] | undefined
  #depth = 0
  /** What failed and did not move its time on: it is not done again at that time. */
  readonly #stuck = new Map<DeviceMenu, bigint>()
  #done = 0

  constructor(device: Router) {
    this.#device = device
  }

  /** How many things that came due were done. */
  get done(): number {
    return this.#done
  }

  /**
   * Waits so many nanoseconds: all waiting of a device goes through here. What comes due in that time is done when it is due, requests to
   * its services are answered. False where the user interrupts. One thing is done at a time: what itself waits delays what waits for it.
   */
  wait(ns: bigint): boolean {
    const {
      host: { clock },
      services,
    } = this.#device
    const end = clock.now() + ns
    // Requests that have come are answered even where nothing is to be waited for.
    if (ns <= 0n && !clock.sleep(0n)) return false
    for (;;) {
      services.open()
      const now = clock.now()
      const due = this.#depth < deepest ? this.#next() : undefined
      if (due !== undefined && due.at <= now && due.at <= end) {
        if (!this.#do(due)) return false
        continue
      }
      if (now >= end) return true
      if (!clock.sleep((due !== undefined && due.at < end ? due.at : end) - now)) return false
    }
  }

  get #timed(): readonly DeviceMenu[] {
    return (this.#menus ??= [...this.#device.menus.values()].filter(({ timed }) => timed !== undefined))
  }

  #next(): Due | undefined {
    let first: Due | undefined
    for (const menu of this.#timed) {
      const at = this.#device.stores.has(menu.timed?.of ?? menu.path) ? menu.timed?.next(this.#device) : undefined
      if (at !== undefined && at !== this.#stuck.get(menu) && (first === undefined || at < first.at)) first = { at, menu }
    }
    return first
  }

  /** False where the user interrupts. */
  #do({ at, menu }: Due): boolean {
    const device = this.#device
    this.#depth++
    this.#done++
    try {
      device.transact(() => menu.timed?.run(device))
    } catch (error) {
      const failure = outlived(device, error)
      if (!failure.catchable && failure.message === 'interrupted') return false
      device.log('system,error', failure.message)
      if (menu.timed?.next(device) === at) this.#stuck.set(menu, at)
    } finally {
      this.#depth--
    }
    return true
  }
}
