// Owns the messages between the page and its workers (types only). Offsets are those of JavaScript strings.

/** The device, or the release whose names apply. */
export interface DeviceChoice {
  /** Default: the newest. */
  readonly release?: string
  /** Default: all; an empty list: none. */
  readonly packages?: readonly string[]
  /** A model; default: a virtual machine. */
  readonly board?: string
}

/** A request of the page to its workers. */
export type PageRequest =
  | { readonly what: 'check'; readonly text: string; readonly names: DeviceChoice; readonly from: number; readonly to: number }
  | { readonly what: 'complete'; readonly text: string; readonly names: DeviceChoice; readonly at: number }
  | { readonly what: 'hover'; readonly text: string; readonly names: DeviceChoice; readonly at: number }
  | { readonly what: 'format'; readonly text: string; readonly names: DeviceChoice }
  | { readonly what: 'releases'; readonly text: string; readonly names: DeviceChoice }
  | { readonly what: 'boot'; readonly names: DeviceChoice; readonly restore?: string }
  | { readonly what: 'run'; readonly text: string }
  | { readonly what: 'feed'; readonly text: string }
  | { readonly what: 'view'; readonly part: ShownPart; readonly path?: string }
  | { readonly what: 'file'; readonly name: string }

/** The views of a device. */
export type ShownPart = 'menus' | 'certificates' | 'files' | 'log' | 'export'

/** A replacement in the text of the editor. */
export interface TextChange {
  readonly from: number
  readonly to: number
  readonly insert: string
}

/** A finding of check, as the page shows it. */
export interface PageFinding {
  readonly from: number
  readonly to: number
  readonly line: number
  readonly column: number
  readonly severity: 'error' | 'late' | 'warning' | 'hint'
  readonly code: string
  readonly message: string
  readonly help?: string
  readonly fixes: readonly { readonly title: string; readonly changes: readonly TextChange[] }[]
}

/** A completion. */
export interface Offered {
  readonly label: string
  readonly kind: string
  readonly detail: string
  readonly insert: string
  readonly rank: number
}

/** The responses, by the kind of request. */
export interface PageResponses {
  readonly check: {
    readonly findings: readonly PageFinding[]
    readonly tokens: readonly (readonly [from: number, to: number, name: string])[]
  }
  readonly complete: { readonly from: number; readonly to: number; readonly items: readonly Offered[] } | undefined
  readonly hover: { readonly from: number; readonly to: number; readonly text: string } | undefined
  readonly format: { readonly text: string } | { readonly why: string }
  readonly releases: string
  readonly boot: { readonly release: string; readonly prompt: string }
  readonly run: RunReply
  readonly feed: RunReply
  readonly view: { readonly html: string; readonly script: string }
  readonly file: { readonly bytes: Uint8Array } | undefined
}

/** The result of a run. `script`: the commands that restore this device's state on a new device. */
export interface RunReply {
  readonly failure?: { readonly message: string; readonly line?: number }
  readonly gaps: readonly string[]
  readonly milliseconds: number
  readonly prompt: string
  readonly script: string
}

/** A request with a number, which its response repeats. */
export type NumberedRequest = PageRequest & { readonly number: number }

/** `output`: printed text, sent as it is produced. */
export type PageReply =
  | { readonly number: number; readonly answer: unknown }
  | { readonly number: number; readonly fault: string }
  | { readonly number: number; readonly output: string }
