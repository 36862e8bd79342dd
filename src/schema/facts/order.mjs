// Owns reading the device's order of properties from printed `:parse` forms: each condition in them lists all properties.
import { readdirSync, readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'

const tail = ';$.id;$.nextid;$.dead;$.about'
const list = /where=((?:\$[a-z0-9-]+(?:\.[a-z0-9-]+)*;)+\$\.id;\$\.nextid;\$\.dead;\$\.about)/g

/** Returns the word after the innermost open `(evl ` at `offset`: `/ip/address/printproplist`. */
function opener(form, offset) {
  for (let at = offset - 1, depth = 0; at >= 0; at--) {
    if (form[at] === ')') depth++
    else if (form[at] === '(' && depth-- === 0) return /^\(evl (\/[^ =()]*)/.exec(form.slice(at, at + 200))?.[1]
  }
  return undefined
}

/** `/ip/address/printproplist` -> `/ip/address`. */
const menuOf = (word) => word.slice(0, word.lastIndexOf('/'))

function* forms(inputs) {
  for (const input of inputs) {
    if (statSync(input).isDirectory()) {
      const names = readdirSync(input, { recursive: true })
        .map(String)
        .filter((name) => name.endsWith('.parse'))
        .sort()
      for (const name of names) yield readFileSync(join(input, name), 'latin1')
    } else {
      for (const line of readFileSync(input, 'latin1').split('\n')) if (line !== '') yield JSON.parse(line).il ?? ''
    }
  }
}

/**
 * Reads folders of `*.parse` files and files of JSON lines with the printed form under `il`. Returns `{ menu path: names joined by blanks
 * }`, sorted by path; of two lists for one menu the more frequent one.
 */
export function propertyOrders(inputs, isMenu) {
  const seen = new Map()
  for (const form of forms(inputs))
    for (const match of form.matchAll(list)) {
      const word = opener(form, match.index)
      if (word === undefined || !isMenu(menuOf(word))) continue
      const names = match[1].slice(0, -tail.length).replaceAll(';', ' ').replaceAll('$', '')
      const counts = seen.get(menuOf(word)) ?? new Map()
      seen.set(menuOf(word), counts.set(names, (counts.get(names) ?? 0) + 1))
    }
  const best = (counts) => [...counts].sort((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1))[0][0]
  return Object.fromEntries([...seen].sort(([a], [b]) => (a < b ? -1 : 1)).map(([path, counts]) => [path, best(counts)]))
}
