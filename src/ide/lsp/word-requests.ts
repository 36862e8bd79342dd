// Owns requests about the word at a place: completion, hover, signatures, definition, references and rename.
import { ErrorCodes, ResponseError, type Location, type WorkspaceEdit } from 'vscode-languageserver'
import { fromBytes, toBytes } from '../../text/bytes.ts'
import { completionsAt } from '../complete.ts'
import { hoverAt, signatureAt } from '../hover.ts'
import { importAt, isFile } from '../imports.ts'
import { nameFault, namedAt, type TextPlace } from '../names.ts'
import * as answers from './answers.ts'
import { ofPlace, type At, type EditorServer } from './editor-server.ts'
import type { PlacedText } from './texts.ts'

/** Registers the handlers. */
export function registerWordRequests(server: EditorServer): void {
  const { connection } = server
  const beside = ({ document }: PlacedText): ReturnType<ReturnType<EditorServer['texts']>['beside']> => server.texts().beside(document.name)
  const at = <T>(asked: At, answer: (text: PlacedText, offset: number) => T): T | null => ofPlace(server, asked, answer)

  connection.onCompletion((asked) =>
    at(asked, (text, offset) =>
      completionsAt(text.document, offset, beside(text)).flatMap((one) => answers.completionItem(one, text.places, server.takesSnippets())),
    ),
  )
  connection.onHover((asked) =>
    at(asked, ({ document, places }, offset) => {
      const hover = hoverAt(document, offset)
      return hover === undefined ? null : { contents: answers.markdown(hover.text), range: places.rangeOf(hover) }
    }),
  )
  connection.onSignatureHelp((asked) =>
    at(asked, ({ document }, offset) => {
      const signature = signatureAt(document, offset)
      if (signature === undefined) return null
      const parameters = signature.parameters.map(({ label, text }) => ({ label, documentation: answers.markdown(text) }))
      return { signatures: [{ label: signature.label, parameters }], activeSignature: 0, activeParameter: signature.active ?? null }
    }),
  )

  const places = (asked: At, wanted: (place: TextPlace) => boolean): Location[] | null =>
    at(asked, (text, offset) =>
      (namedAt(text.document, offset, beside(text))?.places ?? [])
        .filter(wanted)
        .map((place) => ({ uri: place.document.name, range: server.texts().placesOf(place.document).rangeOf(place) })),
    )
  connection.onDefinition((asked) => {
    const start = { line: 0, character: 0 }
    const imported = at(asked, (text, offset) => {
      const file = importAt(text.document, offset)
      const found = file === undefined ? [] : beside(text).filter((one) => isFile(one, fromBytes(file)))
      return found.map(({ name }): Location => ({ uri: name, range: { start, end: start } }))
    })
    return imported !== null && imported.length > 0 ? imported : places(asked, ({ defines }) => defines)
  })
  connection.onReferences(({ context, ...asked }) => places(asked, ({ defines }) => context.includeDeclaration || !defines))
  connection.onDocumentHighlight((asked) =>
    at(asked, ({ document, places: own }, offset) =>
      (namedAt(document, offset)?.places ?? []).map((place) => ({ range: own.rangeOf(place) })),
    ),
  )
  connection.onPrepareRename((asked) =>
    at(asked, (text, offset) => {
      const named = namedAt(text.document, offset, beside(text))
      if (named?.fixed !== undefined) throw new ResponseError(ErrorCodes.InvalidRequest, fromBytes(named.fixed))
      return named === undefined ? null : text.places.rangeOf(named.word)
    }),
  )
  connection.onRenameRequest(({ newName, ...asked }) => at(asked, (text, offset) => renamed(server, text, offset, toBytes(newName))))
}

/** The edits that rename the word at an offset. Throws a ResponseError if it cannot be renamed. */
function renamed({ texts }: EditorServer, { document }: PlacedText, offset: number, name: string): WorkspaceEdit {
  const named = namedAt(document, offset, texts().beside(document.name))
  const fault = named === undefined ? 'nothing here has a name of its own' : (named.fixed ?? nameFault(name, named.kind))
  if (named === undefined || fault !== undefined) throw new ResponseError(ErrorCodes.InvalidRequest, fromBytes(fault ?? ''))
  const changes: NonNullable<WorkspaceEdit['changes']> = {}
  for (const { document: one, from, to } of named.places)
    (changes[one.name] ??= []).push(answers.textEdit({ from, to, text: name }, texts().placesOf(one)))
  return { changes }
}
