// Owns the header of an export: the release that wrote it, and the board.
import { boardModel, type BoardModel } from '../../schema/boards.ts'

/** `# 2024-05-01 10:00:00 by RouterOS 7.15.3`, `# may/01/2024 10:00:00 by RouterOS 6.49.17`, `# 1970-01-02 by RouterOS 7.1rc3`. */
const header = /^#[^\n]*\bby RouterOS v?(\d+\.\d+(?:\.\d+)?(?:(?:alpha|beta|rc)\d*)?)/m

/** How much of a text may stand before the header: a few comments. */
const reach = 2000

/** The board that an export's header names (`# model = RB951G-2HnD`); undefined for what is no export, and for unknown boards. */
export function boardIn(text: string): BoardModel | undefined {
  if (exportedBy(text) === undefined) return undefined
  const model = /^# model = (.+?)\s*$/m.exec(text.slice(0, reach))?.[1]
  const found = model === undefined ? undefined : boardModel(model)
  return found?.exact === true ? found.board : undefined
}

/** The release in an export's header, or undefined for what is no export. */
export function exportedBy(text: string): string | undefined {
  const start = text.slice(0, reach)
  const match = header.exec(start)
  if (match === null) return undefined
  // Only comments and blank lines come before it.
  return /^(?:[ \t\r]*(?:#[^\n]*)?\n)*$/.test(start.slice(0, match.index).replace(/^\xef\xbb\xbf/, '')) ? match[1] : undefined
}
