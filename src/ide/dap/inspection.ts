// Owns the requests of the protocol about a stopped program: its stack, variables, expressions, failure and sources.
import { Scope, StackFrame } from '@vscode/debugadapter'
import type { DebugProtocol } from '@vscode/debugprotocol'
import { completionItemKinds } from './capabilities.ts'
import { sourceOf, valueMembers, type SendRequest } from './forms.ts'

/** The frames of the stopped program, innermost first. */
export async function stackTrace(
  ask: SendRequest,
  { startFrame = 0, levels }: DebugProtocol.StackTraceArguments,
): Promise<DebugProtocol.StackTraceResponse['body']> {
  const stack = await ask({ do: 'stack' }, 'stack')
  const end = levels ? startFrame + levels : undefined
  const frames = stack.map(({ name, spot }, at) => new StackFrame(at + 1, name, sourceOf(spot), spot.line, spot.column))
  return { stackFrames: frames.slice(startFrame, end), totalFrames: stack.length }
}

/** The scopes of a frame. */
export async function scopes(ask: SendRequest, { frameId }: DebugProtocol.ScopesArguments): Promise<DebugProtocol.ScopesResponse['body']> {
  const found = await ask({ do: 'scopes', frame: frameId - 1 }, 'scopes')
  return { scopes: found.map(({ name, reference, costly }) => new Scope(name, reference, costly)) }
}

/** The variables of a scope, or the elements of a value. */
export async function variables(
  ask: SendRequest,
  { variablesReference: reference, start = 0, count }: DebugProtocol.VariablesArguments,
): Promise<DebugProtocol.VariablesResponse['body']> {
  const all = await ask({ do: 'variables', reference }, 'variables')
  return { variables: all.slice(start, count ? start + count : undefined).map((one) => ({ ...valueMembers(one), name: one.name })) }
}

/** Sets a variable of a scope; its new value. */
export async function setVariable(
  ask: SendRequest,
  { variablesReference: reference, name, value }: DebugProtocol.SetVariableArguments,
): Promise<DebugProtocol.SetVariableResponse['body']> {
  return valueMembers(await ask({ do: 'set', reference, name, value }, 'value'))
}

/** Assigns to an expression; the new value. */
export async function setExpression(
  ask: SendRequest,
  { expression, value, frameId }: DebugProtocol.SetExpressionArguments,
): Promise<DebugProtocol.SetExpressionResponse['body']> {
  return valueMembers(await ask({ do: 'assign', expression, value, ...frameOf(frameId) }, 'value'))
}

/** Evaluates an expression; one from the editor's console can print. */
export async function evaluate(
  ask: SendRequest,
  { expression, frameId, context }: DebugProtocol.EvaluateArguments,
): Promise<DebugProtocol.EvaluateResponse['body']> {
  const prints = context === 'repl'
  const shown = await ask({ do: 'evaluate', expression, prints, ...frameOf(frameId) }, 'value')
  const { value, ...rest } = valueMembers(shown)
  return { ...rest, result: value }
}

/** Completions at a position of a text. */
export async function completions(
  ask: SendRequest,
  { text, column, line = 1, frameId }: DebugProtocol.CompletionsArguments,
): Promise<DebugProtocol.CompletionsResponse['body']> {
  const before = text.split('\n').slice(0, line - 1)
  const at = before.reduce((sum, one) => sum + one.length + 1, 0) + column - 1
  const found = await ask({ do: 'complete', text, at, ...frameOf(frameId) }, 'completions')
  return {
    targets: found.map(({ label, text, start, length, kind }) => {
      const type = completionItemKinds[kind]
      return { label, text, start, length, ...(type === undefined ? {} : { type }) }
    }),
  }
}

/** Why the program stopped at a failure. */
export async function exceptionInfo(ask: SendRequest): Promise<DebugProtocol.ExceptionInfoResponse['body']> {
  const why = await ask({ do: 'why' }, 'why')
  if (why === 'none') return { exceptionId: 'none', breakMode: 'never' as const }
  const { message, trace, uncaught } = why
  const breakMode = uncaught ? ('unhandled' as const) : ('always' as const)
  return { exceptionId: 'failure', description: message, breakMode, details: { message, stackTrace: trace } }
}

/** The sources that the program has read. */
export async function loadedSources(ask: SendRequest): Promise<DebugProtocol.LoadedSourcesResponse['body']> {
  return { sources: (await ask({ do: 'sources' }, 'sources')).map(sourceOf) }
}

/** The text of a source. */
export async function source(
  ask: SendRequest,
  { source, sourceReference }: DebugProtocol.SourceArguments,
): Promise<DebugProtocol.SourceResponse['body']> {
  const reference = source?.sourceReference ?? sourceReference
  return { content: await ask({ do: 'source', reference }, 'text'), mimeType: 'text/x-routeros' }
}

/** The frame of a request: editors count from 1, the thread from 0. */
const frameOf = (frameId: number | undefined): { readonly frame?: number } => (frameId === undefined ? {} : { frame: frameId - 1 })
