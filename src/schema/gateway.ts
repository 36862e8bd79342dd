// Owns parsing the interface in a route's gateway.
import { readIp, readIp6 } from '../value/address.ts'
import { allInterfaces } from './interfaces.ts'

/** The reference of a property that names an interface of any menu. */
export const anyInterface = { of: [allInterfaces], words: [], several: true }

/** Returns the interface in a gateway (`ether1`, `10.0.0.1%ether1`); '' for an address alone. */
export function interfaceIn(gateway: string): string {
  const [address = '', scope] = gateway.replace(/@.*$/, '').split('%')
  return scope ?? (readIp(address) === undefined && readIp6(address) === undefined ? address : '')
}
