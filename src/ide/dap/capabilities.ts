// Owns the capabilities that the debug adapter reports: supported requests, exception filters, completion kinds.
import type { DebugProtocol } from '@vscode/debugprotocol'

const filters: DebugProtocol.ExceptionBreakpointsFilter[] = [
  { filter: 'uncaught', label: 'Uncaught failures', description: 'failures that no on-error catches', default: true },
  { filter: 'all', label: 'All failures' },
  { filter: 'not-modelled', label: 'Not modelled', description: 'what a device has and offbox has not, also where the script catches it' },
]

/** Completion kinds, as the protocol names them. */
export const completionItemKinds: Readonly<Record<string, DebugProtocol.CompletionItemType>> = {
  menu: 'module',
  command: 'function',
  argument: 'property',
  value: 'value',
  property: 'property',
  variable: 'variable',
  item: 'reference',
}

/** The answer to `initialize`. */
export const capabilities: DebugProtocol.Capabilities = {
  supportsConfigurationDoneRequest: true,
  supportsConditionalBreakpoints: true,
  supportsHitConditionalBreakpoints: true,
  supportsLogPoints: true,
  supportsFunctionBreakpoints: true,
  supportsDataBreakpoints: true,
  supportsBreakpointLocationsRequest: true,
  supportsEvaluateForHovers: true,
  supportsSetVariable: true,
  supportsSetExpression: true,
  supportsCompletionsRequest: true,
  completionTriggerCharacters: ['/', ' ', '=', '$', ':'],
  supportsExceptionInfoRequest: true,
  supportsLoadedSourcesRequest: true,
  supportsSteppingGranularity: true,
  supportsTerminateRequest: true,
  supportsRestartRequest: true,
  exceptionBreakpointFilters: filters,
}
