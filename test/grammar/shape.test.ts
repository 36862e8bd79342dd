// Owns the tests of tree shapes: precedence, names, menus.
import { describe, expect, it } from 'vitest'
import { parseText } from '../../grammar/parse.ts'
import { Refusal } from '../../grammar/refusal.ts'
import type { Body, Node, Script, Statement } from '../../src/syntax/tree.ts'
import { Source } from '../../src/text/source.ts'
import { catalogOf } from '../harness/catalog.ts'

const parsed = (text: string): Script => {
  const got = parseText(new Source(text), { root: catalogOf().root })
  if (got instanceof Refusal) throw new Error(`${got.message} at ${got.offset}`)
  return got.script
}

/** A node in prefix notation, to compare shapes. */
const shape = (node: Node): string => {
  switch (node.kind) {
    case 'literal':
      return node.text
    case 'quoted':
      return `"${node.parts.map((part) => (typeof part === 'string' ? part : shape(part))).join('|')}"`
    case 'reference':
      return `${node.variable.kind[0]}:${node.variable.name}`
    case 'group':
      return shape(node.inner)
    case 'operation':
      return `(${node.operator} ${node.operands.map(shape).join(' ')})`
    case 'array':
      return `{${node.members.map(({ key, value }) => (key === undefined ? shape(value) : `${key}=${shape(value)}`)).join(';')}}`
    case 'condition':
      return `where ${node.expression === undefined ? '' : shape(node.expression)}`
    case 'names':
      return node.variables.map(({ kind, name }) => `${kind[0]}:${name}`).join(',')
    case 'block':
    case 'bracket':
      return `[${shapes(node.body)}]`
    case 'raw':
      return `<${node.text}>`
  }
}
const shapes = (body: Body): string => body.statements.map(shapeOf).join('; ')
const shapeOf = (statement: Statement): string => {
  switch (statement.kind) {
    case 'invocation':
      return [
        statement.command.path,
        ...statement.given.map(
          ({ argument, value, unset }) => `${unset ? '!' : ''}${argument.name}=${value === undefined ? '' : shape(value)}`,
        ),
      ].join(' ')
    case 'call':
      return (
        `call ${shape(statement.callee)} ` +
        `${statement.given.map(({ key, value }) => `${key ?? ''}=${value === undefined ? '' : shape(value)}`).join(' ')}`
      )
    case 'unknown':
      return `${statement.late.message} at ${statement.late.offset}`
    case 'scope':
      return `{${shapes(statement.body)}}`
    case 'path':
      return statement.body === undefined ? statement.menu.path : `${statement.menu.path} {${shapes(statement.body)}}`
  }
}
const of = (text: string): string => shapes(parsed(text).body)

describe('precedence', () => {
  it.each([
    ['1 . 2 + 3', '(. 1 (+ 2 3))'],
    ['$a & 3 = 0', '(= (& p:a 3) 0)'],
    ['1 = 1 = true', '(= (= 1 1) true)'],
    ['1 << 2 << 3', '(<< 1 (<< 2 3))'],
    ['1 | 2 << 3', '(<< (| 1 2) 3)'],
    ['!$a and -$b > 1', '(and (! p:a) (> (- p:b) 1))'],
    ['$a->"b"->0', '(-> (-> p:a "b") 0)'],
    ['$f <%% $g <%% {1}', '(<%% p:f (<%% p:g {1}))'],
    ['1 or 2 or 3 and 4', '(or 1 2 (and 3 4))'],
    ['1 not 2', '(  1 p:not 2)'],
    ['1 <> 2', '(< 1 (> 2))'],
    ['(1 - 2 - 3) * 4', '(* (- (- 1 2) 3) 4)'],
  ])('%s', (text, want) => {
    expect(of(`:put (${text})`)).toBe(`/put message=${want}`)
  })
})

describe('names', () => {
  it.each([
    [':local x 1; :put $x', '/local name=l:x value=1; /put message=l:x'],
    [':global v 1; :local v 2; :put $v', '/global name=g:v value=1; /local name=l:v value=2; /put message=g:v'],
    [':local x 1; :global f do={:put $x}', '/local name=l:x value=1; /global name=g:f do=[/put message=p:x]'],
    [':foreach k,v in={1} do={:put $k}; :put $k', '/foreach counter=l:k,l:v in={1} do=[/put message=l:k]; /put message=p:k'],
    ['[:local x 1]; :put $x', 'call [/local name=l:x value=1] ; /put message=l:x'],
    [':put [:local x 1]; :put $x', '/put message=[/local name=l:x value=1]; /put message=p:x'],
    [':onerror e in={:put $e} do={}; :put $e', '/onerror error=l:e in=[/put message=l:e] do=[]; /put message=l:e'],
  ])('%s', (text, want) => {
    expect(of(text)).toBe(want)
  })
})

describe('menus', () => {
  it.each([
    ['/ip addr pri', '/ip/address/print '.trim()],
    ['/ip address\nprint\n..\nservice print', '/ip/address; /ip/address/print; /ip; /ip/service/print'],
    ['/ip address { print; :put 1 }; /ip', '/ip/address {/ip/address/print; /put message=1}; /ip'],
    ['/ip route remove [find gateway=1.1.1.1]', '/ip/route/remove numbers=[/ip/route/find where=where (= p:gateway 1.1.1.1)]'],
    ['/ip address set 0 !comment', '/ip/address/set numbers=0 !comment='],
    ['/system script add name=x source={:put {1}}', '/system/script/add name=x source=<:put {1}>'],
    ['/certificate add-acme directory-url=u domain-names=[/ip/cloud/get dns-name]', undefined],
    [':if (1=1) do={:put 1} else {:put 2}', '/if condition=(= 1 1) do=[/put message=1] else=[/put message=2]'],
    ['$f a b=c [:len 1]', 'call p:f =a b=c =[/len value=1]'],
  ])('%s', (text, want) => {
    const got = of(text)
    if (want === undefined) expect(got).toBe('/certificate/add-acme directory-url=u domain-names=[/ip/cloud/get value-name=dns-name]')
    else expect(got).toBe(want)
  })
})

describe('arrays and strings over lines', () => {
  it.each([
    [':put ({"a"=1\n "b"={2}\n "c"=3})', '/put message={a=1;b={2};c=3}'],
    [':put ({"a"=1 "b"=2})', '/put message={a=(  1 (= "b" 2))}'],
    [':put ({a=1\n b=2})', '/put message={a=1;b=2}'],
    [':put ({\n{1;2}\n{3}\n5\n})', '/put message={{1;2};{3};5}'],
    [':put ({1\n+ 2\n- 3\n"x"\n$y\n[:len 1]\n(4)\n!true})', '/put message={(- (+ 1 2) 3);"x";p:y;[/len value=1];4;(! true)}'],
    [':put ({1 \\\n 2})', '/put message={(  1 2)}'],
    [':put (1, \\ \n  2)', '/put message=(, 1 2)'],
    ['/log info \\ \t\n  "x"', '/log/info message="x"'],
    [':put "ab\\\n    cd"', '/put message="ab|cd"'],
    [':put "ab\\\r\n\t $x"', '/put message="ab|p:x"'],
  ])('%j', (text, want) => {
    expect(of(text)).toBe(want)
  })
})
