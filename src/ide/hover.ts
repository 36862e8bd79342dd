// Owns what is told of the word at a place.
import type { Span } from '../text/source.ts'
import type { Document } from './document.ts'
import { at } from './uses.ts'
import { argumentText, entryText } from './words.ts'

/** What is told of a stretch: Markdown, in bytes. */
export interface Hover extends Span {
  readonly text: string
}

const kinds = { local: 'local variable', global: 'global variable', parameter: 'argument of the call', property: 'property' } as const

/** What is known of the word at an offset; undefined where nothing is. */
export function hoverAt(document: Document, offset: number): Hover | undefined {
  const { uses, knowledge, source } = document
  const variable = at(uses.variables, offset)
  if (variable !== undefined) {
    const { name, kind } = variable.variable
    const declared = uses.variables.find((use) => use.role === 'declare' && use.variable === variable.variable)
    const where = declared === undefined ? '' : `, declared in line ${source.lineAt(declared.from)}`
    const what = declared?.isFunction === true ? `${kinds[kind]}, a function` : kinds[kind]
    return { from: variable.from, to: variable.to, text: `**$${name}**\n\n${what}${where}` }
  }
  const word = at(uses.words, offset)
  if (word !== undefined) return { from: word.from, to: word.to, text: entryText(word.entry, knowledge) }
  const argument = at(
    uses.arguments.filter(({ given }) => given.value === undefined || given.value.kind !== 'block'),
    offset,
  )
  if (argument === undefined) return undefined
  const { from, to } = argument.name ?? argument
  return { from, to, text: argumentText(argument.given.argument, argument.command, knowledge) }
}

/** What a command takes, and which argument stands at a place. */
export interface Signature {
  /** `/ip/address/add address= interface= ...`. */
  readonly label: string
  readonly parameters: readonly { readonly label: string; readonly text: string }[]
  /** Index of the argument that the offset stands in; undefined where it stands in none. */
  readonly active: number | undefined
}

/** The command around an offset. */
export function signatureAt({ uses, knowledge }: Document, offset: number): Signature | undefined {
  const around = at(uses.invocations, offset)
  if (around === undefined) return undefined
  const { command } = around.invocation
  const known = 'arguments' in command && command.arguments instanceof Map ? [...command.arguments.keys()].map(String) : []
  if (known.length === 0) return undefined
  const argument = at(uses.arguments, offset)
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
