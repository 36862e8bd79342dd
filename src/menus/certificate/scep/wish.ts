// Owns what a SCEP server is asked for on behalf of a template.
import type { Router } from '../../../device/router.ts'
import { Failure } from '../../../diagnostic/failure.ts'
import { writeName } from '../../../pki/name.ts'
import type { Row } from '../../../schema/menu.ts'
import { templateContents } from '../contents.ts'
import type { Wish } from './ask.ts'

/** What a template asks a SCEP server for. Such servers answer RSA keys only: they encrypt for them. */
export function wishOf(device: Router, row: Row): Wish {
  const template = templateContents(device, row)
  // The newest manual has RSA only; the sentence is ours.
  if (!/^\d/.test(template['key-size'])) throw new Failure('failure: SCEP needs an RSA key')
  return { ...template, subject: writeName(template.subject) }
}
