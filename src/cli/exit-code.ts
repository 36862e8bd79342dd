// Owns the exit codes of the command line, and the error that carries one.

/** 64, 66, 70 and 73 are those of sysexits.h; 70 is a fault of offbox itself; 130 is what shells say of Ctrl-C. */
export const ExitCode = {
  fine: 0,
  failed: 1,
  refused: 2,
  notModelled: 3,
  usage: 64,
  noInput: 66,
  broken: 70,
  cannotCreate: 73,
  interrupted: 130,
} as const
export type ExitCode = (typeof ExitCode)[keyof typeof ExitCode]

/** What ends a run of the command line with a message and a code. */
export class Complaint extends Error {
  override readonly name = 'Complaint'
  readonly code: ExitCode
  readonly hint: string | undefined
  constructor(code: ExitCode, message: string, hint?: string) {
    super(message)
    this.code = code
    this.hint = hint
  }
}
