// Owns converting paths of SSH clients to the device's file names.
import { toBytes } from '../../../../text/bytes.ts'
import { lastSegment } from '../../../../text/words.ts'

/**
 * Returns the device's name of a path: without leading and trailing slashes, `.` and `..` resolved; '' is the top folder, which a path
 * cannot leave. `path` is a byte string.
 */
export function devicePath(path: string): string {
  const parts: string[] = []
  for (const part of path.split('/')) {
    if (part === '..') parts.pop()
    else if (part !== '' && part !== '.') parts.push(part)
  }
  return parts.join('/')
}

/** The same for a path that ssh2 has decoded. */
export const fileNameOf = (path: string): string => devicePath(toBytes(path))

/** Returns the last part of a name. */
export const baseOf = (name: string): string => lastSegment(name)

/** Returns the name of a file in a folder. */
export const within = (folder: string, name: string): string => (folder === '' ? name : `${folder}/${name}`)
