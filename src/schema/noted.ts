// Owns reading notes: what is noted of a menu itself, then of the menus above it for all below them, then of every menu.
import { noteFiles } from './notes/list.ts'
import type { ByName, MenuNotes } from './notes/menu-notes.ts'

/** What was looked up, by path. */
const read = new Map<string, readonly MenuNotes[]>()

/** Notes that speak of a menu, the nearest first: its own, those for all below it or below a menu above it, those for every menu. */
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

/** The file that holds the notes of a menu: that of its first two words, else that of the first. */
function fileOf(path: string): Readonly<Record<string, MenuNotes>> | undefined {
  const [, top = '', second] = path.split('/')
  const file = (second === undefined ? undefined : own(noteFiles, `/${top}/${second}`)) ?? own(noteFiles, path === '*' ? path : `/${top}`)
  return file?.()
}

const own = <T>(record: Readonly<Record<string, T>> | undefined, key: string): T | undefined =>
  record !== undefined && Object.hasOwn(record, key) ? record[key] : undefined

/** What `of` finds in the nearest note of a menu that has it: `noted(path, ({ listing }) => listing)`; undefined where none has. */
export function noted<T>(path: string, of: (notes: MenuNotes) => T | undefined): T | undefined {
  for (const notes of notesOf(path)) {
    const found = of(notes)
    if (found !== undefined) return found
  }
  return undefined
}

/**
 * What is noted of a name (a property, a command) in a menu, by the nearest note that knows the name: `notedOf(path, ({ types }) => types,
 * 'port')`.
 */
export const notedOf = <T>(path: string, of: (notes: MenuNotes) => ByName<T> | undefined, name: string): T | undefined =>
  noted(path, (notes) => own(of(notes), name))

/** Whether a list of names that is noted of a menu, near or far, has this one. */
export const isNoted = (path: string, of: (notes: MenuNotes) => readonly string[] | undefined, name: string): boolean =>
  notesOf(path).some((notes) => of(notes)?.includes(name) === true)

/** The menus of the top that have notes, without their slash. */
export const notedTops = (): readonly string[] => [
  ...new Set(Object.keys(noteFiles).flatMap((path) => (path.length > 1 ? [path.split('/')[1] ?? ''] : []))),
]

/** Every note of a menu of the top and those below it, by path or `PATH/*`. */
export const notesBelow = (top: string): readonly (readonly [path: string, notes: MenuNotes])[] =>
  Object.entries(noteFiles).flatMap(([path, file]) => (path.split('/')[1] === top ? Object.entries(file()) : []))
