// Owns shared parts of responses to the editor: places, sources and values in the types of the protocol, and the type of requests to the
// thread.
import { Source } from '@vscode/debugadapter'
import type { DebugResponses, DebugRequest, DisplayedValue, SourcePlace } from './messages.ts'

/**
 * Sends a request to the thread; resolves with one member of its response. Rejects with an Error with the thread's message if that member
 * is missing.
 */
export type SendRequest = <K extends keyof DebugResponses>(question: DebugRequest, member: K) => Promise<DebugResponses[K]>

/** The members `line` and `column` of a response body. */
export const placeMembers = ({ line, column }: SourcePlace): { line: number; column: number } => ({ line, column })

/** A source; a text that exists only in the thread gets a reference, by which the editor requests it. */
export const sourceOf = ({ name, path, reference }: Pick<SourcePlace, 'name' | 'path' | 'reference'>): Source =>
  new Source(name, path, reference ?? 0)

/** A value as members of a response body; with an expression if it can be evaluated again. */
export const valueMembers = ({
  value,
  type,
  reference,
  expression,
}: DisplayedValue): { value: string; type: string; variablesReference: number; evaluateName?: string } => ({
  value,
  type,
  variablesReference: reference,
  ...(expression === undefined ? {} : { evaluateName: expression }),
})
