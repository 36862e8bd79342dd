// Owns parsing an API sentence to a command: path, arguments, query, tag.
import type { Sentence } from '../../host/sentence.ts'
import type { CommandRequest } from '../served.ts'

/** A command with its tag; '' if it has none. */
export interface ApiRequest extends CommandRequest {
  readonly unset: ReadonlySet<string>
  readonly query: readonly string[]
  readonly tag: string
}

/** Parses a sentence: the command first, then `=name=value`, `?query` and `.tag=x` in any order. Other words are ignored, as on devices. */
export function readApiRequest([path = '', ...rest]: Sentence): ApiRequest {
  const words = new Map<string, string>()
  const unset = new Set<string>()
  const query: string[] = []
  let tag = ''
  let proplist: readonly string[] | undefined
  for (const word of rest) {
    if (word.startsWith('?')) query.push(word.slice(1))
    else if (word.startsWith('.tag=')) tag = word.slice('.tag='.length)
    else if (word.startsWith('=')) {
      const at = word.indexOf('=', 1)
      const [name, value] = at === -1 ? [word.slice(1), ''] : [word.slice(1, at), word.slice(at + 1)]
      if (name === '.proplist') proplist = value.split(',').filter((one) => one !== '')
      else if (name.startsWith('!')) unset.add(name.slice(1))
      else words.set(name, value)
    }
  }
  return { path, words, unset, query, proplist, tag }
}
