// Owns looking up notes on a menu: those of the menu itself, then those of its parents for all menus below, then those of every menu.
import { noteFiles } from './notes/list.ts'
import type { MenuNotes } from './notes/menu-notes.ts'
import type { ByName } from './notes/note-types.ts'

/** A cache of `notesOf`, by path. */
const read = new Map<string, readonly MenuNotes[]>()

/** Returns the notes that apply to a menu, nearest first: its own, those for all menus below it or a parent, those for every menu. */
function notesOf(path: string): readonly MenuNotes[] {
  const known = read.get(path)
  if (known !== undefined) return known
  const found = [noteAt(path, path)]
  for (let above = path; above.length > 1; above = above.slice(0, above.lastIndexOf('/'))) found.push(noteAt(above, `${above}/*`))
  const all = [...found, noteAt('*', '*')].filter((notes) => notes !== undefined)
  read.set(path, all)
  return all
}

const noteAt = (path: string, key: string): MenuNotes | undefined => own(fileOf(path), key)

/** Returns the file with a menu's notes: that of its first two words, else that of the first. */
function fileOf(path: string): Readonly<Record<string, MenuNotes>> | undefined {
  const [, top = '', second] = path.split('/')
  const file = (second === undefined ? undefined : own(noteFiles, `/${top}/${second}`)) ?? own(noteFiles, path === '*' ? path : `/${top}`)
  return file?.()
}

const own = <T>(record: Readonly<Record<string, T>> | undefined, key: string): T | undefined =>
  record !== undefined && Object.hasOwn(record, key) ? record[key] : undefined

/**
 * Returns the member that `of` selects from the nearest notes that have it; undefined if none have. `noted(path, ({ listing }) => listing)`
 */
export function noted<T>(path: string, of: (notes: MenuNotes) => T | undefined): T | undefined {
  for (const notes of notesOf(path)) {
    const found = of(notes)
    if (found !== undefined) return found
  }
  return undefined
}

/**
 * Returns the entry of a name (a property, a command) in the nearest notes of a menu that have the name: `notedOf(path, ({ types }) =>
 * types, 'port')`.
 */
export const notedOf = <T>(path: string, of: (notes: MenuNotes) => ByName<T> | undefined, name: string): T | undefined =>
  noted(path, (notes) => own(of(notes), name))

/** Whether any notes that apply to a menu list this name. */
export const isNoted = (path: string, of: (notes: MenuNotes) => readonly string[] | undefined, name: string): boolean =>
  notesOf(path).some((notes) => of(notes)?.includes(name) === true)

/** Returns the top menus that have notes, without their slash. */
export const notedTops = (): readonly string[] => [
  ...new Set(Object.keys(noteFiles).flatMap((path) => (path.length > 1 ? [path.split('/')[1] ?? ''] : []))),
]

/** Returns all notes of a top menu and those below it, by path or `PATH/*`. */
export const notesBelow = (top: string): readonly (readonly [path: string, notes: MenuNotes])[] =>
  Object.entries(noteFiles).flatMap(([path, file]) => (path.split('/')[1] === top ? Object.entries(file()) : []))
