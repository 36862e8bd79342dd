// Owns the hover text of the word at a place.
import { writtenOf } from '../resolve/check/use.ts'
import type { GivenArgument } from '../syntax/tree.ts'
import type { Variable } from '../syntax/variables.ts'
import { shifted, type Span } from '../text/source.ts'
import { show } from '../value/show.ts'
import type { Document } from './document.ts'
import { at, type VariableUse } from './uses.ts'
import { argumentText, entryText } from './entry-text.ts'

/** The description of a range: Markdown, in bytes. */
export interface Hover extends Span {
  readonly text: string
}

const kinds = { local: 'local variable', global: 'global variable', parameter: 'argument of the call', property: 'property' } as const

/** The hover of the word at an offset; undefined if nothing is known. */
export function hoverAt(document: Document, offset: number): Hover | undefined {
  const { knowledge } = document
  const { view, from: start } = document.viewAt(offset)
  const { uses } = view
  const place = offset - start
  const hoverOf = ({ from, to }: Span, text: string): Hover => shifted({ from, to, text }, start)
  const variable = at(uses.variables, place)
  if (variable !== undefined) return hoverOf(variable, variableText(document, variable.variable, offset))
  const word = at(uses.words, place)
  if (word !== undefined) return hoverOf(word, entryText(word.entry, knowledge))
  const argument = at(
    uses.arguments.filter(({ given }) => given.value === undefined || given.value.kind !== 'block'),
    place,
  )
  if (argument === undefined) return undefined
  const { given, command, name } = argument
  return hoverOf(name ?? argument, [argumentText(given.argument, command, knowledge), ...readAs(given)].join('\n\n'))
}

/** How a device reads a constant value, if it is not as it is written: `1w2d` as `1w2d00:00:00`. */
function readAs(given: GivenArgument): readonly string[] {
  const written = writtenOf(given)
  if (written === undefined || written.text === '') return []
  const { argument, text, node } = written
  const value = argument.read(text, node.kind === 'quoted')
  if (value === undefined || typeof value === 'boolean') return []
  const shown = show(value)
  return shown === text ? [] : [`read as \`${shown}\``]
}

function variableText(document: Document, variable: Variable, offset: number): string {
  const { name, kind } = variable
  const found = declarationOf(document, variable, offset)
  const where = found === undefined ? '' : `, declared in line ${document.source.lineAt(found.from)}`
  const what = found?.isFunction === true ? `${kinds[kind]}, a function` : kinds[kind]
  return `**$${name}**\n\n${what}${where}`
}

/** The first declaration of a variable, searched upwards from an offset. */
function declarationOf(document: Document, variable: Variable, offset: number): VariableUse | undefined {
  const { views } = document
  let found: VariableUse | undefined
  // A local variable is declared in the chunk or above it; chunks above its first declaration do not have it.
  for (let at = views.indexOf(document.viewAt(offset)); at >= 0; at--) {
    const one = views[at]
    if (one === undefined) break
    const use = one.view.uses.variables.find(({ role, variable: other }) => role === 'declare' && other === variable)
    if (use !== undefined) found = shifted(use, one.from)
    if (!one.view.chunk.declared.includes(variable)) break
  }
  return found
}

/** The parameters of a command, and the current one. */
export interface Signature {
  /** `/ip/address/add address= interface= ...`. */
  readonly label: string
  readonly parameters: readonly { readonly label: string; readonly text: string }[]
  /** The index of the argument that contains the offset; undefined if none does. */
  readonly active: number | undefined
}

/** The command around an offset. */
export function signatureAt(document: Document, offset: number): Signature | undefined {
  const { view, from } = document.viewAt(offset)
  const { uses } = view
  const { knowledge } = document
  const place = offset - from
  const around = at(uses.invocations, place)
  if (around === undefined) return undefined
  const { command } = around.invocation
  const known = 'arguments' in command && command.arguments instanceof Map ? [...command.arguments.keys()].map(String) : []
  if (known.length === 0) return undefined
  const argument = at(uses.arguments, place)
  const active = argument?.command === command ? known.indexOf(argument.given.argument.name) : -1
  return {
    label: `${command.path} ${known.map((name) => `${name}=`).join(' ')}`,
    parameters: known.flatMap((name) => {
      const exact = command.exact(name)
      return exact === undefined ? [] : [{ label: `${name}=`, text: argumentText(exact, command, knowledge) }]
    }),
    active: active === -1 ? undefined : active,
  }
}
