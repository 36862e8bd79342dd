// Owns the computed flags of /ip/hotspot/ip-binding, which depend on its type.
import type { Row } from '../../../schema/menu.ts'
import { show } from '../../../value/show.ts'
import { extend } from '../../declaration.ts'

const typeOf = ({ values }: Row): string => show(values.get('type') ?? '')

/** The computed flags `bypassed` (P) and `blocked` (B), by `type`. */
export const hotspotBinding = extend('/ip/hotspot/ip-binding', {
  computed: { bypassed: (row) => typeOf(row) === 'bypassed', blocked: (row) => typeOf(row) === 'blocked' },
})
