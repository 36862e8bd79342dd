// Owns which properties of a row mean something, where one of them decides about others.
import { show } from '../../value/show.ts'
import type { Row } from '../../schema/menu.ts'

interface Relevance {
  /** The property that decides. */
  readonly by: string
  /** The names that belong to one of its values each, as beginnings of names. */
  readonly parts: Readonly<Record<string, readonly string[]>>
}

const own = (words: string): Readonly<Record<string, readonly string[]>> =>
  Object.fromEntries(words.split(' ').map((word) => [word, [`${word}-`]]))

/** Source: verbose exports of 7.17.2 and 7.24.4 write only these. */
const table: Readonly<Record<string, Relevance>> = {
  '/queue/type': { by: 'kind', parts: own('bfifo cake codel fq-codel mq-pfifo pcq pfifo red sfq') },
  '/system/logging/action': {
    by: 'target',
    parts: {
      disk: ['disk-'],
      echo: ['remember'],
      email: ['email-'],
      memory: ['memory-'],
      remote: ['remote', 'src-address', 'syslog-', 'bsd-syslog', 'vrf', 'add-topics-string'],
    },
  },
}

/** Whether a property of a row means something; undefined for menus in which all always do. */
export function relevanceIn(path: string): ((row: Row, name: string) => boolean) | undefined {
  const found = Object.hasOwn(table, path) ? table[path] : undefined
  if (found === undefined) return undefined
  const { by, parts } = found
  const ownerOf = (name: string): string | undefined =>
    Object.keys(parts).find((value) => parts[value]!.some((start) => name.startsWith(start)))
  return (row, name) => {
    const owner = ownerOf(name)
    return owner === undefined || owner === show(row.values.get(by) ?? '')
  }
}
