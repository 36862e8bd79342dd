// Owns reading the header of an export (release and board), and the test whether an export has all rows of a menu.
import { boardModel, type BoardModel } from '../../schema/boards.ts'

/** `# 2024-05-01 10:00:00 by RouterOS 7.15.3`, `# may/01/2024 10:00:00 by RouterOS 6.49.17`, `# 1970-01-02 by RouterOS 7.1rc3`. */
const header = /^#[^\n]*\bby RouterOS v?(\d+\.\d+(?:\.\d+)?(?:(?:alpha|beta|rc)\d*)?)/m

/** How many bytes may precede the header: a few comments. */
const maxOffsetBytes = 2000

/** The board in an export's header (`# model = RB951G-2HnD`); undefined for other texts and unknown boards. */
export function boardIn(text: string): BoardModel | undefined {
  if (exportedBy(text) === undefined) return undefined
  const model = /^# model = (.+?)\s*$/m.exec(text.slice(0, maxOffsetBytes))?.[1]
  const found = model === undefined ? undefined : boardModel(model)
  return found?.exact === true ? found.board : undefined
}

/** The release in an export's header; undefined for other texts. */
export function exportedBy(text: string): string | undefined {
  const start = text.slice(0, maxOffsetBytes)
  const match = header.exec(start)
  if (match === null) return undefined
  // Only comments and blank lines may precede it.
  return /^(?:[ \t\r]*(?:#[^\n]*)?\n)*$/.test(start.slice(0, match.index).replace(/^\xef\xbb\xbf/, '')) ? match[1] : undefined
}

/** Whether an export with these sections has all rows of a menu: the common parent of the sections is the menu, or a parent of it. */
export function isCovered(menu: string, sections: Iterable<string>): boolean {
  let shared: readonly string[] | undefined
  for (const section of sections) {
    const words = section.split('/').slice(1)
    const known = shared ?? words
    const end = known.findIndex((word, at) => word !== words[at])
    shared = end === -1 ? known : known.slice(0, end)
  }
  return shared !== undefined && `${menu}/`.startsWith(['', ...shared, ''].join('/'))
}
