// Owns which file names a device may use in a folder: none that leaves it, and none that a system reserves.
import { fromBytes, toBytes } from '../../text/bytes.ts'
import { FileFault } from '../files.ts'

/** Names that are devices on Windows, with any extension; refused everywhere, so that a folder can be moved between systems. */
const reserved = /^(con|prn|aux|nul|com[0-9]|lpt[0-9])(\.|$)/i
const control = /[\x00-\x1f\x7f-\x9f]/

/**
 * Splits a RouterOS name (bytes, `pub/x.txt`, a leading slash allowed) into names of the file system. Throws a FileFault, `bad-name`, for
 * `..`, `.`, an empty part, a backslash, control bytes, a reserved name, or bytes that are not UTF-8.
 */
export function partsOf(name: string): readonly string[] {
  const text = fromBytes(name).replace(/^\//, '')
  const refuse = (why: string): never => {
    throw new FileFault('bad-name', text, why)
  }
  if (toBytes(text) !== name.replace(/^\//, '')) refuse('it is not UTF-8')
  const parts = text.split('/')
  for (const part of parts) {
    if (part === '' || part === '.' || part === '..') refuse('it leads outside the folder of the device, or nowhere')
    if (control.test(part)) refuse('it holds control characters')
    if (part.includes('\\') || /[. ]$/.test(part) || /^[a-z]:/i.test(part)) refuse('some systems cannot store it')
    if (reserved.test(part)) refuse('the name is reserved on some systems')
    if (Buffer.byteLength(part) > 255) refuse('it is too long')
  }
  return parts
}
