// Owns the state of interfaces for several menus: whether one runs, and whether it is a port of a bridge.
import { interfaceNamed } from '../device/plain/interfaces.ts'
import type { Router } from '../device/router.ts'
import { show } from '../value/show.ts'

/** Whether the interface of that name is a port of a bridge. */
export function isPort(device: Router, name: string): boolean {
  const ports = device.menuAt('/interface/bridge/port')
  return ports !== undefined && device.store(ports).items.some(({ values }) => show(values.get('interface') ?? '') === name)
}

/** Whether the interface of that name exists and runs; a value set by a test takes precedence. */
export function runs(device: Router, name: string): boolean {
  const all = device.declared('/interface')
  const row = device.store(all).byName(name)
  return row === undefined ? interfaceNamed(device, name) !== undefined : device.kept(all, row, 'running') === true
}
