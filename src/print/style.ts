// Owns the styles of printing: the differences between releases, as data.
import { atRelease } from '../schema/range.ts'
import type { DateStyle } from '../value/date.ts'

/** Spelling of flag names in a legend. */
export type LegendCase = 'lower' | 'upper'

/** How a console writes the current path: `/ip/address`, `/ip address`, `ip address`. */
export interface PromptStyle {
  readonly start: '/' | ''
  readonly between: '/' | ' '
}

/** How one family of releases prints. `printStyle` chooses it; no other code depends on the release. */
export interface PrintStyle {
  /** The first release of the family. */
  readonly since: string
  /** The format of dates. */
  readonly dates: DateStyle
  readonly prompt: PromptStyle
  /** The character that masks a passphrase on the terminal. */
  readonly secret: string
  readonly table: {
    /** `fitted`: columns as wide as their values, separated by two blanks. `fixed`: separated by one blank, long values end in `...`. */
    readonly layout: 'fitted' | 'fixed'
    readonly legend: LegendCase
    /**
     * Which flags of a column the legend lists: `used` those that rows have, each with its name; `last` those and the column's last flag,
     * which alone has its name.
     */
    readonly explains: 'used' | 'last'
    /** The separator between the columns of the legend. Flags that share a column are separated by a comma. */
    readonly separator: ';' | ','
    /** The number of blanks after the number and after the flags. */
    readonly around: number
    /** The line `Columns: NAME, ...`; `wrapped` continues under the first name at the terminal's end. */
    readonly columnsLine: 'none' | 'whole' | 'wrapped'
  }
  readonly detail: {
    readonly legend: LegendCase
    readonly separator: ';' | ','
    /** The indent of later lines of a row: below its first value, or a column. */
    readonly indent: 'values' | number
    /** The number of terminal columns left free at the end of a line. */
    readonly free: number
    /** Whether the last row is followed by an empty line. */
    readonly closingLine: boolean
  }
  readonly terse: {
    /** Whether flag columns that no row uses are dropped. */
    readonly dropsUnusedFlags: boolean
  }
  readonly settings: {
    /** `right`: names are right-aligned to the colon; `left`: all start in one column. */
    readonly names: 'right' | 'left'
    /** Whether counters are followed by an empty line. */
    readonly closesCounters: boolean
    /** Whether values are padded to the widest one. */
    readonly padsValues: boolean
  }
  readonly export: {
    /** Whether `?` is written `\?` in quotes, since `?` requested help while a line was typed. */
    readonly escapesQuestionMark: boolean
    /** The name of a virtual machine's number. Boards have a `software id`. */
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
  // Two blanks around numbers and flags, no line of columns: the manual's listings of 7.0 and 7.1 betas.
  table: { ...newTable, legend: 'lower', around: 2, columnsLine: 'none' },
  // C-01: commas between all names up to about 7.6, semicolons later; the exact release of the change is unknown.
  detail: { legend: 'lower', separator: ',', indent: 'values', free: 1, closingLine: false },
  // Capture of 7.2x in ntc-templates, interface_print_terse 4: of D X I|R S P only the columns of X, R and S are present.
  terse: { dropsUnusedFlags: true },
  // Capture of 7.x in ntc-templates, interface_ethernet_monitor 5: every value is padded to the widest.
  settings: { names: 'right', closesCounters: true, padsValues: true },
  // `\\?`: all 16 question marks in seven exports of 7.1 to 7.21, and 7.1rc2.
  export: { escapesQuestionMark: true, machine: 'software id' },
}

// `I, R - REVOKED` where only I is used (C-30, 7.3.1), `X, I - INVALID` of /ip/service where no row is invalid (a capture of 7.9.2 and the
// manual's page on VRF), `c, s, y - COPY` of routes, `X, S - HTTPS` of hotspots, `D, I - INACTIVE; O, T - THROTTLED` of LDP (the manual).
const v72: PrintStyle = { ...v70, since: '7.2', table: { ...newTable, explains: 'last' } }

// Each flag is named in captures of 7.16 and later; that this began with 7.10 is inferred.
const v710: PrintStyle = { ...v72, since: '7.10', dates: 'iso', table: newTable, detail: { ...v72.detail, separator: ';' } }

// Public exports of CHRs: `# software id = ` with 7.10.1, `# system id = GhzPTnbOBkK` with 7.18.2, 7.19.4, 7.20 to 7.24rc2.
const v718: PrintStyle = { ...v710, since: '7.18', export: { ...v710.export, machine: 'system id' } }

// Legends of `detail` are in capitals in a 7.22 capture of /certificate and in all of 7.23; details of early 2026 still have small letters.
const v722: PrintStyle = {
  ...v718,
  since: '7.22',
  table: { ...newTable, columnsLine: 'wrapped' },
  detail: { ...v710.detail, legend: 'upper' },
}

/** All styles, the oldest first. */
const families: readonly PrintStyle[] = [v28, v6, v70, v72, v710, v718, v722]

/** The path of a menu in a prompt; '' for the root. */
export const promptPath = (path: string, { start, between }: PromptStyle): string =>
  path === '/' ? '' : start + path.slice(1).replaceAll('/', between)

/** The style of a release (`7.24`, `7.23rc1`, `6.49.17`, `2.8`). Releases older than all families print like the oldest. */
export function printStyle(release: string): PrintStyle {
  return atRelease(release, families) ?? v722
}
