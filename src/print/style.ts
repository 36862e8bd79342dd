// Owns how the printed forms of the releases differ, as data.
import { atRelease } from '../schema/range.ts'
import type { DateStyle } from '../value/date.ts'

/** Spelling of flag names in a legend. */
export type LegendCase = 'lower' | 'upper'

/** How a console writes where it is: `/ip/address`, `/ip address`, `ip address`. */
export interface PromptStyle {
  readonly start: '/' | ''
  readonly between: '/' | ' '
}

/** How one family of releases prints. Chosen once by `printStyle`; nothing else asks for the release. */
export interface PrintStyle {
  /** The first release of the family. */
  readonly since: string
  readonly dates: DateStyle
  readonly prompt: PromptStyle
  /** What stands on the terminal for each character of a passphrase. */
  readonly secret: string
  readonly table: {
    /** `fitted`: columns as wide as their values, two blanks between. `fixed`: one blank between, long values end in `...`. */
    readonly layout: 'fitted' | 'fixed'
    readonly legend: LegendCase
    /** What is listed of a column: `used` the flags that rows have, each named; `last` those and the last of it, which alone is named. */
    readonly explains: 'used' | 'last'
    /** Between the columns of the legend; flags that share a column always stand apart by a comma. */
    readonly separator: ';' | ','
    /** Blanks after the number and after the flags. */
    readonly around: number
    /** The line `Columns: NAME, ...`; `wrapped` goes on under the first name where the terminal ends. */
    readonly columnsLine: 'none' | 'whole' | 'wrapped'
  }
  readonly detail: {
    readonly legend: LegendCase
    readonly separator: ';' | ','
    /** Where later lines of an item begin: below its first value, or at a column. */
    readonly indent: 'values' | number
    /** Columns of the terminal that stay free at the end of a line. */
    readonly free: number
    /** An empty line also after the last item. */
    readonly closingLine: boolean
  }
  readonly terse: {
    /** Only columns of flags that some item has. */
    readonly dropsUnusedFlags: boolean
  }
  readonly settings: {
    /** Names stand against the colon, or all begin in one column. */
    readonly names: 'right' | 'left'
    /** An empty line after the numbers that a command counted. */
    readonly closesCounters: boolean
    /** Values are padded to the widest one. */
    readonly padsValues: boolean
  }
  readonly export: {
    /** Written `\?` in quotes, since `?` asked for help while a line was typed. */
    readonly escapesQuestionMark: boolean
    /** What a virtual machine calls its number; boards have a `software id`. */
    readonly machine: 'software id' | 'system id'
  }
}

const oldTable = { layout: 'fixed', legend: 'lower', explains: 'used', separator: ',', around: 1, columnsLine: 'none' } as const
const newTable = { layout: 'fitted', legend: 'upper', explains: 'used', separator: ';', around: 1, columnsLine: 'whole' } as const

const v28: PrintStyle = {
  since: '2.8',
  dates: 'month-name',
  prompt: { start: '', between: ' ' },
  secret: 'x',
  table: oldTable,
  // The certificate page of the 2.8 manual: an empty line before the prompt after `print`, and none after `import`; later lines begin in
  // column 2, and `ca=yes` that would end at 79 goes to a new line.
  detail: { legend: 'lower', separator: ',', indent: 2, free: 2, closingLine: true },
  terse: { dropsUnusedFlags: false },
  settings: { names: 'left', closesCounters: false, padsValues: false },
  export: { escapesQuestionMark: true, machine: 'software id' },
}

const v6: PrintStyle = {
  ...v28,
  since: '3.0',
  prompt: { start: '/', between: ' ' },
  // C-16: `passphrase: ******`.
  secret: '*',
  detail: { ...v28.detail, indent: 'values', free: 1, closingLine: false },
  settings: { names: 'right', closesCounters: true, padsValues: false },
}

const v70: PrintStyle = {
  since: '7.0',
  dates: 'month-name',
  prompt: { start: '/', between: '/' },
  secret: '*',
  // Two blanks around numbers and flags, no line of columns: the manual's listings made on 7.0 and 7.1 betas.
  table: { ...newTable, legend: 'lower', around: 2, columnsLine: 'none' },
  // C-01: commas between all names up to about 7.6, semicolons later; where it changed was not seen.
  detail: { legend: 'lower', separator: ',', indent: 'values', free: 1, closingLine: false },
  // Capture of 7.2x in ntc-templates, interface_print_terse 4: of D X I|R S P only the columns of X, R and S are there.
  terse: { dropsUnusedFlags: true },
  // Capture of 7.x in ntc-templates, interface_ethernet_monitor 5: every value is as wide as the widest.
  settings: { names: 'right', closesCounters: true, padsValues: true },
  // `\\?`: all 16 question marks in seven exports of 7.1 to 7.21, and 7.1rc2.
  export: { escapesQuestionMark: true, machine: 'software id' },
}

// `I, R - REVOKED` where only I is there (C-30, 7.3.1), `X, I - INVALID` of /ip/service where no row is invalid (a capture of 7.9.2 and the
// manual's page on VRF), `c, s, y - COPY` of routes, `X, S - HTTPS` of hotspots, `D, I - INACTIVE; O, T - THROTTLED` of LDP (the manual).
const v72: PrintStyle = { ...v70, since: '7.2', table: { ...newTable, explains: 'last' } }

// Each flag is named in captures of 7.16 and later; that it began with 7.10 is inferred.
const v710: PrintStyle = { ...v72, since: '7.10', dates: 'iso', table: newTable, detail: { ...v72.detail, separator: ';' } }

// Public exports of CHRs: `# software id = ` with 7.10.1, `# system id = GhzPTnbOBkK` with 7.18.2, 7.19.4, 7.20 to 7.24rc2.
const v718: PrintStyle = { ...v710, since: '7.18', export: { ...v710.export, machine: 'system id' } }

// Legends of `detail` in capitals: a 7.22 capture of /certificate and all of 7.23; details of early 2026 still have small letters.
const v722: PrintStyle = {
  ...v718,
  since: '7.22',
  table: { ...newTable, columnsLine: 'wrapped' },
  detail: { ...v710.detail, legend: 'upper' },
}

const families: readonly PrintStyle[] = [v28, v6, v70, v72, v710, v718, v722]

/** A menu's path as a prompt shows it; nothing for the root. */
export const promptPath = (path: string, { start, between }: PromptStyle): string =>
  path === '/' ? '' : start + path.slice(1).replaceAll('/', between)

/** The style of a release (`7.24`, `7.23rc1`, `6.49.17`, `2.8`); releases older than all families print as the oldest. */
export function printStyle(release: string): PrintStyle {
  return atRelease(release, families) ?? v722
}
