// Owns the computed properties of /ip/address and /ipv6/address.
import type { Row } from '../../schema/menu.ts'
import { show } from '../../value/show.ts'
import { extend } from '../declaration.ts'
import { isPort } from '../running.ts'

const onInterface = (row: Row): string => show(row.values.get('interface') ?? '')
const isLinkLocal = (row: Row): boolean => /^fe[89ab]/i.test(show(row.values.get('address') ?? ''))

export const ipAddress = extend('/ip/address', {
  computed: { 'actual-interface': onInterface, slave: (row, device) => isPort(device, onInterface(row)) },
})

export const ipv6Address = extend('/ipv6/address', {
  computed: { 'actual-interface': onInterface, 'link-local': isLinkLocal, global: (row) => !isLinkLocal(row) },
})
