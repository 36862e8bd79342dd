// Owns the copies of a saved state for users: `configuration.rsc` in the device's folder, and certificates by their names. Users may edit
// the copy of the configuration; the next run loads it.
import { mkdirSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { digest } from '../../device/state/saved-device.ts'
import { listOf, membersOf } from '../../text/unknown.ts'
import { writeAtomically } from './atomic.ts'
import type { NamedTexts } from './generations.ts'

const configuration = 'configuration.rsc'
const rows = 'rows.json'
const certificates = 'certificates'

/** The copies of one folder. */
export interface ShownState {
  /** Returns a state with the edits that were made in the copy of its configuration since it was written. */
  withEdits(this: void, state: NamedTexts): NamedTexts
  /** Whether the last state returned by `taken` has the edited configuration. */
  readonly hasEdits: () => boolean
  /** Updates the copies. Throws the file system's error. */
  write(this: void, state: NamedTexts): void
}

/** Returns the copies in `folder`; `state`, the folder of states, records what was last written there. */
export function shownState(folder: string, state: string): ShownState {
  const copy = join(folder, configuration)
  const note = join(state, 'shown')
  const written = new Map<string, string>()
  let isEdited = false
  return {
    hasEdits: () => isEdited,
    withEdits(texts) {
      const [noted, found] = [textAt(note), textAt(copy)]
      // Where offbox ended between saving a state and writing its copy, the copy is that of the previous state and not an edit.
      if (noted === undefined || found === undefined || digest(found) === noted.trim()) return texts
      isEdited = found !== texts.get(configuration)
      return isEdited ? new Map([...texts, [configuration, found]]) : texts
    },
    write(texts) {
      const text = texts.get(configuration)
      if (text !== undefined && textAt(copy) !== text)
        writeAtomically(copy, join(folder, `writing.${process.pid}`), Buffer.from(text), 0o600)
      if (text !== undefined && textAt(note)?.trim() !== digest(text))
        writeAtomically(note, join(state, `shown.${process.pid}`), Buffer.from(`${digest(text)}\n`), 0o600)
      showCertificates(join(folder, certificates), texts, written)
    },
  }
}

const textAt = (path: string): string | undefined =>
  statSync(path, { throwIfNoEntry: false })?.isFile() === true ? readFileSync(path, 'utf8') : undefined

/** Writes new certificates and removes old ones; `written` is what this process wrote. */
function showCertificates(folder: string, texts: NamedTexts, written: Map<string, string>): void {
  const named = certificatesIn(texts)
  if (named.size === 0 && statSync(folder, { throwIfNoEntry: false }) === undefined) return
  mkdirSync(folder, { recursive: true, mode: 0o700 })
  for (const name of readdirSync(folder)) if (name.endsWith('.pem') && !named.has(name)) rmSync(join(folder, name))
  for (const [name, text] of named) {
    if (written.get(name) === text || textAt(join(folder, name)) === text) continue
    writeFileSync(join(folder, name), text, { mode: 0o600 })
    written.set(name, text)
  }
}

/**
 * Returns PEM by file name: `www.certificate.pem`, `www.key.pem`. Names that collide without their special characters get the id of their
 * row.
 */
function certificatesIn(texts: NamedTexts): ReadonlyMap<string, string> {
  const found = new Map<string, string>()
  for (const { id, name, parts } of certificateRows(texts.get(rows) ?? '[]')) {
    const clean = name
      .replaceAll(/[^\w.@-]/g, '_')
      .replace(/^\.+/, '_')
      .slice(0, 200)
    for (const [part, path] of Object.entries(parts)) {
      const text = typeof path === 'string' ? texts.get(path) : undefined
      const file = `${clean}.${part}.pem`
      if (text !== undefined) found.set(found.has(file) ? `${clean}.${id}.${part}.pem` : file, text)
    }
  }
  return found
}

interface CertificateRow {
  readonly id: number
  readonly name: string
  readonly parts: Readonly<Record<string, unknown>>
}

/** Returns the rows of /certificate in the saved text of all rows. */
function certificateRows(text: string): readonly CertificateRow[] {
  const menus: unknown = JSON.parse(text)
  return listOf(menus)
    .map(membersOf)
    .filter(({ path }) => path === '/certificate')
    .flatMap(({ rows: kept }) => listOf(kept))
    .map(membersOf)
    .map(({ id, values, parts }) => {
      const { name } = membersOf(values)
      return { id: Number(id), name: typeof name === 'string' ? name : '', parts: membersOf(parts) }
    })
}
