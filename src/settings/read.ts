// Owns reading a settings file: its settings, their offsets, and its errors.
import { createScanner, findNodeAtLocation, parseTree, printParseErrorCode, type Node, type ParseError } from 'jsonc-parser'
import type { SettingsFault } from './kind.ts'
import { settingsKind, type Settings } from './settings.ts'

/** A parsed settings file. */
export interface ReadSettings {
  readonly settings: Settings
  readonly faults: readonly SettingsFault[]
  /** The offset of the setting at a path of names and numbers; undefined if there is none. */
  readonly placeOf: (path: readonly (string | number)[]) => number | undefined
}

/** Describes a parse error for people: the words of `CloseBraceExpected`. */
const inWords = ({ error }: ParseError): string =>
  `no JSON: ${printParseErrorCode(error)
    .replaceAll(/(?<=[a-z])[A-Z]/g, (letter) => ` ${letter.toLowerCase()}`)
    .toLowerCase()}`

/** Parses a text (characters). Invalid JSON gives one error and no settings. */
export function readSettings(text: string): ReadSettings {
  const deep = tooDeep(text)
  if (deep !== undefined) {
    const message = `no settings: brackets nest deeper than ${maxNesting}`
    return { settings: {}, faults: [{ from: deep, to: deep + 1, message }], placeOf: () => undefined }
  }
  const errors: ParseError[] = []
  const tree = parseTree(text, errors, { disallowComments: true, allowTrailingComma: false })
  const [broken] = errors
  if (broken !== undefined || tree === undefined) {
    const at = broken?.offset ?? 0
    const message = broken === undefined ? 'no JSON: it is empty' : inWords(broken)
    return { settings: {}, faults: [{ from: at, to: at + Math.max(1, broken?.length ?? 1), message }], placeOf: () => undefined }
  }
  const faults: SettingsFault[] = []
  const settings = settingsKind.read(tree, faults) ?? {}
  return { settings, faults, placeOf: (path) => keyOf(findNodeAtLocation(tree, [...path]))?.offset }
}

/** The maximum nesting of brackets; no setting is deeper than 4. */
const maxNesting = 100

/** Returns the offset of the first bracket beyond `maxNesting`, with which the parser would exhaust the stack. */
function tooDeep(text: string): number | undefined {
  const scanner = createScanner(text, true)
  let depth = 0
  for (;;) {
    scanner.scan()
    const at = scanner.getTokenOffset()
    if (at >= text.length) return undefined
    if (text[at] === '{' || text[at] === '[') depth++
    else if (text[at] === '}' || text[at] === ']') depth--
    if (depth > maxNesting) return at
  }
}

/** The place of a member is that of its name. */
const keyOf = (node: Node | undefined): Node | undefined => (node?.parent?.type === 'property' ? node.parent.children?.[0] : node)
