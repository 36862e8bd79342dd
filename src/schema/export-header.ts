// Owns reading the header of an export: the release that wrote it, and the board that it was taken from.
import { boardModel, type BoardModel } from './boards.ts'

/** What the comments at the start of an export say; each is undefined if it is not there. */
interface Header {
  readonly release: string | undefined
  /** The model's code: `RB951G-2HnD`. */
  readonly model: string | undefined
  readonly serialNumber: string | undefined
}

/** How long a header is at most, in bytes: a few comments may precede it. */
const maxHeaderBytes = 2000

/** The comments and blank lines at the start of a text. */
const comments = /^(?:\xef\xbb\xbf)?((?:[ \t\r]*(?:#[^\n]*)?(?:\n|$))*)/

/** `# 2024-05-01 10:00:00 by RouterOS 7.15.3`, `# may/01/2024 10:00:00 by RouterOS 6.49.17`, `# 1970-01-02 by RouterOS 7.1rc3`. */
const release = /^#[^\n]*\bby RouterOS v?(\d+\.\d+(?:\.\d+)?(?:(?:alpha|beta|rc)\d*)?)/m
const model = /^# model = (.+?)\s*$/m
const serialNumber = /^# serial number = (.+?)\s*$/m

/** The header of an export. */
export function headerOf(text: string): Header {
  const [, header = ''] = comments.exec(text.slice(0, maxHeaderBytes)) ?? []
  return {
    release: release.exec(header)?.[1],
    model: model.exec(header)?.[1],
    serialNumber: serialNumber.exec(header)?.[1],
  }
}

/** The release in an export's header; undefined for other texts. */
export const exportedBy = (text: string): string | undefined => headerOf(text).release

/** The board in an export's header; undefined for other texts and unknown boards. */
export function boardIn(text: string): BoardModel | undefined {
  const header = headerOf(text)
  if (header.release === undefined || header.model === undefined) return undefined
  const found = boardModel(header.model)
  return found?.exact === true ? found.board : undefined
}
