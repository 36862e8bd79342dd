// Owns reading the arguments for external account binding.
import { givenText, type CommandCall } from '../../../device/call.ts'
import { Failure } from '../../../diagnostic/failure.ts'
import type { AcmeOrder } from '../../../host/acme.ts'
import { invalidValue } from '../../../schema/refusal.ts'

/**
 * Returns the identifier and the key, which is in one of several arguments; undefined where neither is given. Keys are base64url, as
 * servers issue them; plain base64 is accepted too.
 */
export function bindingOf(call: CommandCall, ...spellings: readonly string[]): AcmeOrder['binding'] {
  const kid = givenText(call, 'eab-kid')
  const spelling = spellings.find((name) => call.given.has(name)) ?? spellings[0] ?? ''
  const key = givenText(call, spelling)
  if (kid === undefined && key === undefined) return undefined
  // The message is offbox's own: no transcript shows a device's.
  if (kid === undefined || key === undefined) throw new Failure(`failure: eab-kid and ${spelling} go together`)
  if (key === '' || !/^[\w+/-]+={0,2}$/.test(key)) throw invalidValue(spelling)
  return { kid, key: new Uint8Array(Buffer.from(key, 'base64url')) }
}
