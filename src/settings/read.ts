// Owns reading a settings file: its settings, their offsets, and its errors.
import { findNodeAtLocation, parseTree, printParseErrorCode, type Node, type ParseError } from 'jsonc-parser'
import type { SettingsFault } from './kind.ts'
import { settingsKind, type Settings } from './settings.ts'

/** A parsed settings file. */
export interface ReadSettings {
  readonly settings: Settings
  readonly faults: readonly SettingsFault[]
  /** The offset of the setting at a path of names and numbers; undefined if there is none. */
  readonly placeOf: (path: readonly (string | number)[]) => number | undefined
}

/** The description of a parse error: `CloseBraceExpected` in words. */
const inWords = ({ error }: ParseError): string =>
  `no JSON: ${printParseErrorCode(error)
    .replaceAll(/(?<=[a-z])[A-Z]/g, (letter) => ` ${letter.toLowerCase()}`)
    .toLowerCase()}`

/** Parses a text (characters). Invalid JSON gives one error and no settings. */
export function readSettings(text: string): ReadSettings {
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

/** The place of a member is that of its name. */
const keyOf = (node: Node | undefined): Node | undefined => (node?.parent?.type === 'property' ? node.parent.children?.[0] : node)
