// Owns the messages between the debug adapter and the device's thread (types, and the indexes of shared cells).

/** The place of a statement for the user: lines and columns from 1, in characters. A text without a path is requested by its reference. */
export interface SourcePlace {
  readonly path?: string
  readonly reference?: number
  readonly name: string
  readonly line: number
  readonly column: number
}

/** A launch configuration. Paths are those of the user's machine. */
export interface Launch {
  readonly program: string
  /** An export from which the device is configured first. */
  readonly export?: string
  /** The folder that stores the device. */
  readonly device?: string
  readonly release?: string
  readonly packages?: string
  readonly facts?: string
  readonly board?: string
  readonly policy?: string
  readonly limit?: readonly string[]
  readonly allowNet?: string
  /** Files to copy to the device, under their own names. */
  readonly files?: readonly string[]
  /** The case of a `*.test.rsc` to run: its name or a line of it; default: the first. */
  readonly case?: string | number
  readonly stopOnEntry?: boolean
  /** How long the device keeps running after the script: `90d`. */
  readonly until?: string
}

/** A breakpoint as the editor requests it; lines and columns are 1-based. */
export interface RequestedBreakpoint {
  readonly line: number
  readonly column?: number
  readonly condition?: string
  readonly hitCondition?: string
  readonly logMessage?: string
}

/** A breakpoint as it was set. */
export interface SetBreakpoint {
  readonly id: number
  /** Undefined if there is no statement at or behind the place. */
  readonly spot: SourcePlace | undefined
}

/** A requested data breakpoint; `id` is `global NAME`, or `row /menu *1 property`. */
export interface RequestedWatch {
  readonly id: string
  readonly condition?: string
  readonly hitCondition?: string
}

/** How far to continue. */
export type ContinueMode = 'run' | 'over' | 'in' | 'out'

/** Requests to the device's thread. */
export type DebugRequest =
  | { readonly do: 'launch'; readonly launch: Launch }
  | {
      readonly do: 'breakpoints'
      readonly at: { readonly path?: string; readonly reference?: number }
      readonly list: readonly RequestedBreakpoint[]
    }
  | {
      readonly do: 'functions'
      readonly list: readonly { readonly name: string; readonly condition?: string; readonly hitCondition?: string }[]
    }
  | { readonly do: 'filters'; readonly filters: readonly string[] }
  | { readonly do: 'data'; readonly list: readonly RequestedWatch[] }
  | { readonly do: 'data-info'; readonly reference?: number; readonly name: string }
  | { readonly do: 'stack' }
  | { readonly do: 'scopes'; readonly frame: number }
  | { readonly do: 'variables'; readonly reference: number }
  | { readonly do: 'evaluate'; readonly expression: string; readonly frame?: number; readonly prints: boolean }
  | { readonly do: 'set'; readonly reference: number; readonly name: string; readonly value: string }
  | { readonly do: 'assign'; readonly expression: string; readonly value: string; readonly frame?: number }
  | { readonly do: 'complete'; readonly text: string; readonly at: number; readonly frame?: number }
  | { readonly do: 'locations'; readonly path: string; readonly from: number; readonly to: number }
  | { readonly do: 'source'; readonly reference: number }
  | { readonly do: 'sources' }
  | { readonly do: 'why' }

/** A displayed value. `reference` is not 0 if it has children. */
export interface DisplayedValue {
  readonly name: string
  readonly value: string
  readonly type: string
  readonly reference: number
  /** The expression that evaluates to it. */
  readonly expression?: string
}

/** The responses of the device's thread, by the kind of request. */
export interface DebugResponses {
  readonly launched: true
  readonly breakpoints: readonly SetBreakpoint[]
  readonly verified: readonly { readonly id: number }[]
  readonly done: true
  /** The id is absent if the value cannot be watched. */
  readonly info: { readonly id?: string; readonly description: string }
  readonly stack: readonly { readonly name: string; readonly spot: SourcePlace }[]
  readonly scopes: readonly { readonly name: string; readonly reference: number; readonly costly: boolean }[]
  readonly variables: readonly DisplayedValue[]
  readonly value: DisplayedValue
  readonly completions: readonly {
    readonly label: string
    readonly text: string
    readonly start: number
    readonly length: number
    readonly kind: string
  }[]
  readonly locations: readonly { readonly line: number; readonly column: number }[]
  readonly text: string
  readonly sources: readonly { readonly name: string; readonly path?: string; readonly reference?: number }[]
  readonly why: 'none' | { readonly message: string; readonly trace: string; readonly uncaught: boolean }
}

/** Messages to the thread: a request, how far to continue, time to advance (`1d`), or the end. */
export type DebugMessage =
  | { readonly id: number; readonly question: DebugRequest }
  | { readonly go: ContinueMode; readonly byStatement: boolean }
  | { readonly advance: string }
  | { readonly end: true }

/** Why the program stopped, in the words of the protocol. */
export type StopReason = 'entry' | 'step' | 'breakpoint' | 'function breakpoint' | 'data breakpoint' | 'exception' | 'pause'

/** Messages from the thread. */
export type DebugReport =
  | { readonly id: number; readonly answer: Partial<DebugResponses> & { readonly error?: string } }
  | { readonly stopped: StopReason; readonly text: string; readonly ids: readonly number[] }
  | { readonly continued: true }
  | { readonly output: string; readonly kind: 'stdout' | 'stderr' | 'console'; readonly spot?: SourcePlace }
  | { readonly ended: number }

/** Shared cells: a message was posted to the thread; it must pause; it must end. */
export const DebugCell = { posted: 0, pause: 1, end: 2 } as const
