// Owns granting a request manually: an authority certifies it, a registration authority forwards it.
import { Failure } from '../../../diagnostic/failure.ts'
import type { Router } from '../../../device/router.ts'
import type { StoredRow } from '../../../device/rows/store.ts'
import { resultOrError, PkiError } from '../../../pki/pki-error.ts'
import type { Row } from '../../../schema/menu.ts'
import { show } from '../../../value/show.ts'
import { Id, type Value } from '../../../value/value.ts'
import { authorityById } from '../authority.ts'
import { certificatePath } from '../parts/signed.ts'
import { grantRequest, scepServersPath } from './authority-responder.ts'
import { registrarsPath } from './registrar.ts'
import { setStatus } from './stored-requests.ts'

/** Returns the server of a request, with the path of its menu; undefined where its row was removed. */
function serverOf(device: Router, request: Row): { readonly path: string; readonly row: StoredRow } | undefined {
  const [word, id] = show(request.values.get('server') ?? '').split(' ')
  const path = word === 'ra' ? registrarsPath : scepServersPath
  const row = device.storeAt(path).byId(Number(id))
  return row && { path, row }
}

/** Returns `authority` of a request: the name of the signing certificate, or of the registration authority. */
export function authorityNameOf(request: Row, device: Router): Value | undefined {
  const server = serverOf(device, request)
  if (server?.path === registrarsPath) return server.row.values.get('name')
  const ca = server?.row.values.get('ca-cert')
  return ca instanceof Id ? device.references.nameOf(certificatePath, ca.id) : undefined
}

/** Grants a waiting request. Throws a Failure where it cannot be certified. */
export function grant(device: Router, request: StoredRow): void {
  const server = serverOf(device, request)
  if (server?.path === registrarsPath) return setStatus(device, request, 'authorized')
  const id = server?.row.values.get('ca-cert')
  const ca = id instanceof Id ? authorityById(device, id.id) : undefined
  if (server === undefined || ca === undefined) throw new Failure('failure: the CA of this request is gone')
  const failed = resultOrError(() => grantRequest(device, server.row, ca, request))
  if (failed instanceof PkiError) throw new Failure(`failure: this request can not be certified: ${failed.message}`)
}
