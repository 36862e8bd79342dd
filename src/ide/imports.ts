// Owns references of a text to other scripts: the files that it imports.
import { constantText } from '../resolve/check/constant.ts'
import { at } from './uses.ts'
import type { Document } from './document.ts'

/** The file named by the word at an offset (`:import setup.rsc`), as written; undefined if there is none. */
export function importAt(document: Document, offset: number): string | undefined {
  const { view, from } = document.viewAt(offset)
  const use = at(view.uses.arguments, offset - from)
  if (use === undefined || use.command.name !== 'import' || use.given.value === undefined) return undefined
  return use.given.argument.name === 'file-name' ? constantText(use.given.value) : undefined
}

/** Whether a text is the file of this name: its URI ends with the name. */
export const isFile = ({ name }: Document, file: string): boolean => {
  const path = file.replace(/^\//, '').split('/').map(encodeURIComponent).join('/')
  return name === path || name.endsWith(`/${path}`)
}
