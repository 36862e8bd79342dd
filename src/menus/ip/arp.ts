// Owns the computed property of /ip/arp: an entry with a hardware address is complete.
import { extend } from '../declaration.ts'

/** The computed flag `complete` (C). */
export const arp = extend('/ip/arp', { computed: { complete: ({ values }) => values.has('mac-address') } })
