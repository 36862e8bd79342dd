// Owns the exit codes of the command line, and the error that carries one.
import type { Mark } from '../diagnostic/excerpt.ts'
import type { Source } from '../text/source.ts'

/** 64, 66, 70, 73 and 78 are those of sysexits.h; 70 is a fault of offbox itself; 130 is what shells say of Ctrl-C. */
export const ExitCode = {
  fine: 0,
  failed: 1,
  refused: 2,
  notModelled: 3,
  usage: 64,
  noInput: 66,
  broken: 70,
  cannotCreate: 73,
  settings: 78,
  interrupted: 130,
} as const
export type ExitCode = (typeof ExitCode)[keyof typeof ExitCode]

/** What each code says, whatever the verb; a verb says more of 1 to 3 (`exits`). The order is that of the numbers. */
export const exitMeanings: Readonly<Record<keyof typeof ExitCode, string>> = {
  fine: 'nothing is wrong, or hints only',
  failed: 'something failed while it ran, was found, or differs',
  refused: 'a device would refuse a script: it does not parse',
  notModelled: 'not judged: offbox does not model something, or a network was not allowed',
  usage: 'wrong usage',
  noInput: 'a file cannot be read, or there is none',
  broken: 'a fault of offbox itself',
  cannotCreate: 'a file or folder cannot be written, or no port can be listened on',
  settings: 'offbox.json cannot be read or is wrong',
  interrupted: 'Ctrl-C; where a script ran, standard error says where it was',
}

/** The codes that any verb may end with. */
export const commonExits = ['fine', 'usage', 'noInput', 'broken', 'cannotCreate', 'settings', 'interrupted'] as const

/** The codes of results, which a verb says that it has, and when. */
export type Exits = Readonly<Partial<Record<Exclude<keyof typeof ExitCode, (typeof commonExits)[number]>, string>>>

/** Something wrong at a place of a text: the words without the place, and what of the text is marked. */
export interface Spotted {
  readonly message: string
  readonly source: Source
  readonly mark: Mark
}

/** What ends a run of the command line with a message and a code. `spotted`: the same for who can show the line that it speaks of. */
export class Complaint extends Error {
  override readonly name = 'Complaint'
  readonly code: ExitCode
  readonly hint: string | undefined
  readonly spotted: Spotted | undefined
  constructor(code: ExitCode, message: string, hint?: string, spotted?: Spotted) {
    super(message)
    this.code = code
    this.hint = hint
    this.spotted = spotted
  }
}
