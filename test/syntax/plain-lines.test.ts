// Owns the tests of plain lines stored as numbers: their arguments equal those of the parser.
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { parseText } from '../../grammar/parse.ts'
import { Refusal } from '../../grammar/refusal.ts'
import { descend } from '../../src/syntax/descent.ts'
import { PlainLine } from '../../src/syntax/plain-lines.ts'
import type { GivenArgument, Invocation, Node, Script, Statement } from '../../src/syntax/tree.ts'
import { Source } from '../../src/text/source.ts'
import { catalogOf } from '../harness/catalog.ts'
import { top } from '../harness/sources.ts'

const parsed = (text: string, packs: boolean): Script | undefined => {
  const got = parseText(new Source(text), { root: catalogOf().root, packs })
  return got instanceof Refusal ? undefined : got.script
}

const invocations = ({ body }: Script): readonly Invocation[] => {
  const all: Invocation[] = []
  descend(body, (part: Statement | Node) => {
    if (part.kind === 'invocation') all.push(part)
  })
  return all
}

/** Everything that a plain value provides. */
const valuesOf = (node: Node | undefined): unknown => {
  if (node?.kind === 'literal') return [node.kind, node.from, node.to, node.text, node.value]
  if (node?.kind === 'quoted') return [node.kind, node.from, node.to, node.parts, node.value, node.composed]
  return node?.kind
}

const saidOf = ({ argument, from, nameTo, to, name, unset, isEmpty, value }: GivenArgument): unknown => [
  argument.name,
  from,
  nameTo,
  to,
  name,
  unset,
  isEmpty,
  valuesOf(value),
]

/** Compares both parses of a text; returns the number of lines stored as numbers. */
const compare = (text: string): number => {
  const [packed, whole] = [parsed(text, true), parsed(text, false)]
  expect(packed === undefined).toBe(whole === undefined)
  if (packed === undefined || whole === undefined) return 0
  const others = invocations(whole)
  let count = 0
  invocations(packed).forEach((one, at) => {
    const other = others[at]
    if (other === undefined) throw new Error('one line more')
    expect([one.from, one.to, one.command.path, one.late, one.head]).toEqual([
      other.from,
      other.to,
      other.command.path,
      other.late,
      other.head,
    ])
    expect(one.given.length).toBe(other.given.length)
    if (!(one instanceof PlainLine)) return
    count++
    expect(one.given).toBe(one.given)
    expect(one.given.map(saidOf)).toEqual(other.given.map(saidOf))
  })
  return count
}

describe('plain lines', () => {
  it('equal what the parser reads in exports', () => {
    const folder = join(top, 'fixtures', 'exports')
    let lines = 0
    for (const name of readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((one) => one.endsWith('.rsc')))
      lines += compare(readFileSync(join(folder, name), 'latin1'))
    expect(lines).toBeGreaterThan(100)
  })

  it.each([
    ['values by name and by place', '/ip pool set 0 name=a\n/ip address\nadd interface=ether1 address=192.0.2.2/24', 2],
    ['empty values and strings', '/ip pool add name=a comment=""\n/ip pool add name=a comment=', 2],
    ['what is unset and flags', '/ip firewall filter set 0 !comment\n/ip firewall filter print detail', 2],
    ['strings with escapes, which stay as they are', '/ip pool add name="a\\"b"\n/ip pool add name="a\\\n  b"\n/ip pool add name="\\_"', 0],
    [
      'continued lines: those with a word or a value that is continued stay',
      '/ip pool add \\\n  name=a comment=b\n/ip pool add name=a\\\n  b',
      1,
    ],
    ['values that a run makes stay', '/ip pool add name=$x\n/ip pool add name=("a")\n/ip pool remove [find name=a]', 0],
    ['words of the language stay', ':put a\n:local b "c"', 0],
    [
      'lines of one command written otherwise',
      '/ip pool add name=a ranges=192.0.2.1\n/ip pool add ranges=192.0.2.2 name=b\n/ip/pool/add name=c',
      3,
    ],
  ])('%s', (_, text, count) => {
    expect(compare(text)).toBe(count)
  })
})
