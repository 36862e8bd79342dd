// Owns the types of properties that the device's listing leaves open: types.txt, one line a type with the menus and the properties.

/** Reads the table; gives the type of a property of a menu, or undefined where the table says nothing. */
export function typesOf(text) {
  const rows = text
    .split('\n')
    .filter((line) => line !== '' && !line.startsWith('#'))
    .map((line) => {
      const [type, menus, properties] = line.split(' | ').map((part) => part.trim())
      if (properties === undefined) throw new Error(`a line of types.txt lacks a part: ${line}`)
      return { type, menus: menus.split(' '), properties: new Set(properties.split(' ')) }
    })
  const holds = (pattern, path) => {
    if (!pattern.endsWith('/*')) return pattern === '*' || pattern === path
    const top = pattern.slice(0, -2)
    return path === top || path.startsWith(`${top}/`)
  }
  return (path, name) => rows.find(({ menus, properties }) => properties.has(name) && menus.some((pattern) => holds(pattern, path)))?.type
}

/**
 * The kind that a type of the table makes of an open one: the words and marks of the listing stay. Undefined where the listing itself
 * says what is taken.
 */
export function typedKind(type, kind) {
  const [head, choices] = kind.split(' :')
  const [word, ...rest] = head.split(' ')
  const marks = rest.find((part) => !part.includes('..')) ?? ''
  if (word !== 'any' && !(word === 'enum' && marks.includes('?'))) return undefined
  const plain = marks.replace('?', '')
  if (type === 'closed' || type === 'only') {
    if (choices === undefined) return undefined
    return [type === 'only' ? 'only' : 'enum', plain, `:${choices}`].filter((part) => part !== '').join(' ')
  }
  return [type, plain, choices === undefined ? '' : `:${choices}`].filter((part) => part !== '').join(' ')
}
