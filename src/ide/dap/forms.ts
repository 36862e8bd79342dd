// Owns what answers to the editor have in common: places, sources and values in the protocol's form, and how the thread is asked.
import { Source } from '@vscode/debugadapter'
import type { DebugAnswers, DebugQuestion, DisplayedValue, SourcePlace } from './conversation.ts'

/** Asks the thread: one member of its answer. Rejects with an Error with the thread's message if it is missing. */
export type Ask = <K extends keyof DebugAnswers>(question: DebugQuestion, member: K) => Promise<DebugAnswers[K]>

/** A place as members of a body. */
export const placeMembers = ({ line, column }: SourcePlace): { line: number; column: number } => ({ line, column })

/** A source; one that only the thread has gets a reference, by which the editor asks for its text. */
export const sourceOf = ({ name, path, reference }: Pick<SourcePlace, 'name' | 'path' | 'reference'>): Source =>
  new Source(name, path, reference ?? 0)

/** A value as members of a body; with an expression if it can be evaluated again. */
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
