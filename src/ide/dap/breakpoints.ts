// Owns the requests of the protocol that determine where a program stops: breakpoints on lines, functions, failures and variables.
import { Breakpoint } from '@vscode/debugadapter'
import type { DebugProtocol } from '@vscode/debugprotocol'
import type { DebugRequest } from './messages.ts'
import { placeMembers, sourceOf, type SendRequest } from './forms.ts'

/** Sets the breakpoints of a source: those set before are replaced. Each is moved to the next statement. */
export async function setBreakpoints(
  ask: SendRequest,
  { source: { path, sourceReference }, breakpoints = [] }: DebugProtocol.SetBreakpointsArguments,
): Promise<DebugProtocol.SetBreakpointsResponse['body']> {
  const at = { ...(path === undefined ? {} : { path }), ...(sourceReference ? { reference: sourceReference } : {}) }
  const list = breakpoints.map(({ line, column, condition, hitCondition, logMessage }) => ({
    line,
    ...(column === undefined ? {} : { column }),
    ...(condition === undefined ? {} : { condition }),
    ...(hitCondition === undefined ? {} : { hitCondition }),
    ...(logMessage === undefined ? {} : { logMessage }),
  }))
  const set = await ask({ do: 'breakpoints', at, list }, 'breakpoints')
  return {
    breakpoints: set.map(({ id, spot }) => {
      if (spot === undefined) return { id, verified: false, message: 'there is no statement here or below' }
      return { id, verified: true, ...placeMembers(spot), source: sourceOf(spot) }
    }),
  }
}

/** Sets the breakpoints on functions, by name. */
export async function setFunctions(
  ask: SendRequest,
  { breakpoints }: DebugProtocol.SetFunctionBreakpointsArguments,
): Promise<DebugProtocol.SetFunctionBreakpointsResponse['body']> {
  const set = await ask({ do: 'functions', list: breakpoints }, 'verified')
  return { breakpoints: set.map(({ id }) => ({ id, verified: true })) }
}

/** Sets the kinds of failures that stop the program. */
export async function setFilters(
  ask: SendRequest,
  { filters }: DebugProtocol.SetExceptionBreakpointsArguments,
): Promise<DebugProtocol.SetExceptionBreakpointsResponse['body']> {
  await ask({ do: 'filters', filters }, 'done')
  return { breakpoints: filters.map(() => new Breakpoint(true)) }
}

/** The id by which a variable can be watched; null if it cannot be. */
export async function dataInfo(
  ask: SendRequest,
  { variablesReference, name }: DebugProtocol.DataBreakpointInfoArguments,
): Promise<DebugProtocol.DataBreakpointInfoResponse['body']> {
  const question: DebugRequest = { do: 'data-info', name, ...(variablesReference ? { reference: variablesReference } : {}) }
  const { id, description } = await ask(question, 'info')
  return { dataId: id ?? null, description, accessTypes: ['write' as const], canPersist: id?.startsWith('global ') === true }
}

/** Sets the watched variables. */
export async function setData(
  ask: SendRequest,
  { breakpoints }: DebugProtocol.SetDataBreakpointsArguments,
): Promise<DebugProtocol.SetDataBreakpointsResponse['body']> {
  const list = breakpoints.map(({ dataId, condition, hitCondition }) => ({
    id: dataId,
    ...(condition === undefined ? {} : { condition }),
    ...(hitCondition === undefined ? {} : { hitCondition }),
  }))
  const set = await ask({ do: 'data', list }, 'verified')
  return { breakpoints: set.map(({ id }) => ({ id, verified: true })) }
}

/** The places in a range of lines at which a statement starts. */
export async function locations(
  ask: SendRequest,
  { source: { path }, line, endLine = line }: DebugProtocol.BreakpointLocationsArguments,
): Promise<DebugProtocol.BreakpointLocationsResponse['body']> {
  return {
    breakpoints: path === undefined ? [] : [...(await ask({ do: 'locations', path, from: line, to: endLine }, 'locations'))],
  }
}
