// Owns which other scripts a text names: files that it imports.
import { constantText } from '../resolve/check/use.ts'
import { at } from './uses.ts'
import type { Document } from './document.ts'

/** The file that the word at an offset names (`:import setup.rsc`), as it is written; undefined where it names none. */
export function importAt(document: Document, offset: number): string | undefined {
  const { view, from } = document.viewAt(offset)
  const use = at(view.uses.arguments, offset - from)
  if (use === undefined || use.command.name !== 'import' || use.given.value === undefined) return undefined
  return use.given.argument.name === 'file-name' ? constantText(use.given.value) : undefined
}

/** Whether a text is the file of this name: its URI ends with it. */
export const isFile = ({ name }: Document, file: string): boolean => {
  const path = file.replace(/^\//, '').split('/').map(encodeURIComponent).join('/')
  return name === path || name.endsWith(`/${path}`)
}
