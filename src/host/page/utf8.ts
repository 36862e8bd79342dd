// Owns the used part of node:buffer, for the page.

const strict = new TextDecoder('utf-8', { fatal: true })

/** Whether bytes are well-formed UTF-8. */
export function isUtf8(bytes: Uint8Array): boolean {
  try {
    strict.decode(bytes)
    return true
  } catch {
    return false
  }
}
