// Owns converting a template to the contents of a SCEP request.
import type { Router } from '../../../device/router.ts'
import { Failure } from '../../../diagnostic/failure.ts'
import { writeName } from '../../../pki/name.ts'
import type { Row } from '../../../schema/menu.ts'
import { templateContents } from '../contents.ts'
import type { RequestInput } from './ask.ts'

/** Returns the contents of a template's request. SCEP needs RSA keys, since answers are encrypted for them. */
export function requestOfTemplate(device: Router, row: Row): RequestInput {
  const template = templateContents(device, row)
  // The newest manual has RSA only; the message is offbox's own.
  if (!/^\d/.test(template['key-size'])) throw new Failure('failure: SCEP needs an RSA key')
  return { ...template, subject: writeName(template.subject) }
}
