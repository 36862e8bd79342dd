// Owns the file operations of SFTP and scp, which are not charged to any script.
import type { Router } from '../device/router.ts'
import { Failure } from '../diagnostic/failure.ts'
import type { FileInfo } from '../host/files.ts'
import type { FileOperation, FileOutcome, SshFile } from '../host/ssh.ts'
import type { User } from '../schema/user.ts'
import { second } from '../text/units.ts'
import { lastSegment } from '../text/words.ts'

/** Runs an operation for a user, whose group needs the policy `ftp`. If it fails, the files are unchanged. */
export function operate(device: Router, user: User, operation: FileOperation): FileOutcome {
  if (!user.policies.has('ftp')) return { refused: 'denied', why: 'not enough permissions (9)' }
  try {
    return device.transact(() => perform(device, operation))
  } catch (error) {
    if (!(error instanceof Failure)) throw error
    return { refused: 'failure', why: error.message }
  }
}

function perform(device: Router, operation: FileOperation): FileOutcome {
  const { files } = device
  const { path } = operation
  const found = path === '' ? topFolder : files.find(path)
  switch (operation.do) {
    case 'write':
      if (found?.directory === true) return isFolder
      files.write(path, operation.contents)
      return done
    case 'make folder':
      if (found !== undefined) return { refused: 'failure', why: 'it is there already' }
      files.makeDirectory(path)
      return done
    default:
  }
  if (found === undefined) return missing
  switch (operation.do) {
    case 'find':
      return { files: [listed(found)] }
    case 'list':
      return found.directory ? { files: inside(files.list(), path).map(listed) } : { refused: 'failure', why: 'it is no folder' }
    case 'read': {
      const contents = found.directory ? undefined : files.read(path)
      return contents === undefined ? isFolder : { contents }
    }
    case 'remove':
      if (found.directory) return isFolder
      files.remove(path)
      return done
    case 'remove folder':
      if (!found.directory) return { refused: 'failure', why: 'it is no folder' }
      if (path === '' || inside(files.list(), path).length > 0) return { refused: 'failure', why: 'the folder is not empty' }
      files.remove(path)
      return done
    case 'rename':
      return renamed(device, found, operation.to)
  }
}

/** The top folder, which has no entry of its own. */
const topFolder: FileInfo = { name: '', directory: true, size: 0, modified: 0n }

const done: FileOutcome = { done: true }
const missing: FileOutcome = { refused: 'missing', why: 'no such file' }
const isFolder: FileOutcome = { refused: 'failure', why: 'it is a folder' }

function renamed({ files }: Router, { name, directory }: FileInfo, to: string): FileOutcome {
  if (directory) return { refused: 'failure', why: 'a folder cannot be renamed' }
  if (files.find(to) !== undefined) return { refused: 'failure', why: 'it is there already' }
  const contents = files.read(name)
  if (contents === undefined) return missing
  files.write(to, contents)
  files.remove(name)
  return done
}

/** The direct contents of a folder. */
function inside(all: readonly FileInfo[], folder: string): readonly FileInfo[] {
  const from = folder === '' ? '' : `${folder}/`
  return all.filter(({ name }) => name.startsWith(from) && !name.includes('/', from.length))
}

const listed = ({ name, directory, size, modified }: FileInfo): SshFile => ({
  name: lastSegment(name),
  directory,
  size,
  modified: Number(modified / second),
})
