// Owns writing the files that a user asks for, and saying clearly why one cannot be written.
import { causeOf, hasCode } from '../host/node/cause.ts'
import { Complaint, ExitCode } from './exit-code.ts'

/** Does what writes `path`. Throws a Complaint (73) for what the file system refuses. */
export function writing(path: string, write: () => void): void {
  try {
    write()
  } catch (error) {
    if (!hasCode(error)) throw error
    throw new Complaint(ExitCode.cannotCreate, `cannot write ${path}: ${causeOf(error)}`)
  }
}
