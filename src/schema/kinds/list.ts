// Owns the list of kinds by their names in the facts.
import { any } from './any.ts'
import { bool } from './bool.ts'
import { code } from './code.ts'
import { condition } from './condition.ts'
import { date } from './date.ts'
import { enumeration } from './enum.ts'
import { flag } from './flag.ts'
import { hex } from './hex.ts'
import { host } from './host.ts'
import { ipPrefix } from './ip-prefix.ts'
import { ipRange } from './ip-range.ts'
import { ip } from './ip.ts'
import { ip6Prefix } from './ip6-prefix.ts'
import { ip6 } from './ip6.ts'
import { items } from './items.ts'
import { mac } from './mac.ts'
import type { KindName } from '../kind.ts'
import type { Make } from './make.ts'
import { num } from './num.ts'
import { only } from './only.ts'
import { property } from './property.ts'
import { ranges } from './ranges.ts'
import { size } from './size.ts'
import { string } from './string.ts'
import { time } from './time.ts'

/** The constructors of all kinds. */
export const kinds: { readonly [name in KindName]: Make } = {
  any,
  bool,
  code,
  condition,
  date,
  enum: enumeration,
  flag,
  hex,
  host,
  ip,
  'ip-prefix': ipPrefix,
  'ip-range': ipRange,
  ip6,
  'ip6-prefix': ip6Prefix,
  items,
  mac,
  num,
  only,
  property,
  ranges,
  size,
  string,
  time,
}
