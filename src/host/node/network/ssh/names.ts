// Owns the names of files as clients of SSH write them, as the device has them.
import { toBytes } from '../../../../text/bytes.ts'

/**
 * The device's name of a path: without a slash before it or behind it, `.` and `..` followed; '' is the folder of all. `path` is a byte
 * string. Nothing leads out of that folder.
 */
export function fileName(path: string): string {
  const parts: string[] = []
  for (const part of path.split('/')) {
    if (part === '..') parts.pop()
    else if (part !== '' && part !== '.') parts.push(part)
  }
  return parts.join('/')
}

/** The same of a path that ssh2 has decoded. */
export const fileNameOf = (path: string): string => fileName(toBytes(path))

/** The last part of a name. */
export const baseOf = (name: string): string => name.slice(name.lastIndexOf('/') + 1)

/** A file in a folder. */
export const within = (folder: string, name: string): string => (folder === '' ? name : `${folder}/${name}`)
