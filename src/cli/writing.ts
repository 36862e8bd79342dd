// Owns writing the files that a user requests, with clear errors.
import { causeOf, hasCode } from '../host/node/cause.ts'
import { Complaint, ExitCode } from './exit-code.ts'

/** Runs the function that writes `path`. Throws a Complaint (73) for a file system error. */
export function writing(path: string, write: () => void): void {
  try {
    write()
  } catch (error) {
    if (!hasCode(error)) throw error
    throw new Complaint(ExitCode.cannotCreate, `cannot write ${path}: ${causeOf(error)}`)
  }
}
