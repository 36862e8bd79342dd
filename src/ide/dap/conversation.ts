// Owns what the debug adapter and the thread of the device say to each other (types, and the names of shared cells).

/** Where a statement stands for the user: lines and columns from 1, in characters. A text without a path is asked for by its reference. */
export interface Spot {
  readonly path?: string
  readonly reference?: number
  readonly name: string
  readonly line: number
  readonly column: number
}

/** What is debugged. Paths are those of the user's machine. */
export interface Launch {
  readonly program: string
  /** An export that the device is made of first. */
  readonly export?: string
  /** A folder that the device is kept in. */
  readonly device?: string
  readonly release?: string
  readonly packages?: string
  readonly facts?: string
  readonly board?: string
  readonly policy?: string
  readonly limit?: readonly string[]
  readonly allowNet?: string
  /** Files that are put on the device, by their own names. */
  readonly files?: readonly string[]
  /** Which case of a `*.test.rsc` is played: its name or a line of it; the first where absent. */
  readonly case?: string | number
  readonly stopOnEntry?: boolean
  /** How long the device goes on behind the script: `90d`. */
  readonly until?: string
}

export interface AskedBreakpoint {
  readonly line: number
  readonly column?: number
  readonly condition?: string
  readonly hitCondition?: string
  readonly logMessage?: string
}

export interface SetBreakpoint {
  readonly id: number
  /** Undefined where no statement stands at the place or behind it. */
  readonly spot: Spot | undefined
}

/** `global NAME`, or `row /menu *1 property`. */
export interface AskedData {
  readonly id: string
  readonly condition?: string
  readonly hitCondition?: string
}

/** How far to go on. */
export type Mode = 'run' | 'over' | 'in' | 'out'

export type DebugQuestion =
  | { readonly do: 'launch'; readonly launch: Launch }
  | {
      readonly do: 'breakpoints'
      readonly at: { readonly path?: string; readonly reference?: number }
      readonly list: readonly AskedBreakpoint[]
    }
  | {
      readonly do: 'functions'
      readonly list: readonly { readonly name: string; readonly condition?: string; readonly hitCondition?: string }[]
    }
  | { readonly do: 'filters'; readonly filters: readonly string[] }
  | { readonly do: 'data'; readonly list: readonly AskedData[] }
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

/** A value as it is shown. `reference` is not 0 where there is something inside. */
export interface Shown {
  readonly name: string
  readonly value: string
  readonly type: string
  readonly reference: number
  /** What reads it again. */
  readonly expression?: string
}

export interface Answers {
  readonly launched: true
  readonly breakpoints: readonly SetBreakpoint[]
  readonly verified: readonly { readonly id: number }[]
  readonly done: true
  /** An id that cannot be had is absent. */
  readonly info: { readonly id?: string; readonly description: string }
  readonly stack: readonly { readonly name: string; readonly spot: Spot }[]
  readonly scopes: readonly { readonly name: string; readonly reference: number; readonly costly: boolean }[]
  readonly variables: readonly Shown[]
  readonly value: Shown
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

/** To the thread: a question, or how far to go on, or time that passes (`1d`), or the end. */
export type DebugMessage =
  | { readonly id: number; readonly question: DebugQuestion }
  | { readonly go: Mode; readonly byStatement: boolean }
  | { readonly advance: string }
  | { readonly end: true }

export type StopReason = 'entry' | 'step' | 'breakpoint' | 'function breakpoint' | 'data breakpoint' | 'exception' | 'pause'

/** From the thread. */
export type Report =
  | { readonly id: number; readonly answer: Partial<Answers> & { readonly error?: string } }
  | { readonly stopped: StopReason; readonly text: string; readonly ids: readonly number[] }
  | { readonly continued: true }
  | { readonly output: string; readonly kind: 'stdout' | 'stderr' | 'console'; readonly spot?: Spot }
  | { readonly ended: number }

/** Shared cells: something was posted to the thread; it is to pause; it is to end. */
export const Cell = { posted: 0, pause: 1, end: 2 } as const
