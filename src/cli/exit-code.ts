// Owns the exit codes of the command line, and the error that carries a code.
import type { Mark } from '../diagnostic/excerpt.ts'
import type { Source } from '../text/source.ts'

/** 64, 66, 70, 73 and 78 are those of sysexits.h; 70 is an internal error of offbox; 130 is the shells' code for Ctrl-C. */
export const ExitCode = {
  ok: 0,
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
/** An exit code of the command line. */
export type ExitCode = (typeof ExitCode)[keyof typeof ExitCode]

/** The meaning of each code for all verbs, in numeric order; a verb may describe 0 to 3 in more detail (`Exits`). */
export const exitMeanings: Readonly<Record<keyof typeof ExitCode, string>> = {
  ok: 'success',
  failed: 'a failure at run time, a finding, or a difference',
  refused: 'a device would refuse a script: it does not parse',
  notModelled: 'inconclusive: a feature that offbox does not model, or a network access that is not allowed',
  usage: 'wrong usage of the command line',
  noInput: 'a file is missing or cannot be read',
  broken: 'an internal error of offbox',
  cannotCreate: 'a file or folder cannot be written, or a port cannot be opened',
  settings: 'offbox.json is invalid or cannot be read',
  interrupted: 'interrupted by Ctrl-C; standard error shows the place in the running script',
}

/** Exit codes of parts of a run, the most severe first. */
const bySeverity = [ExitCode.interrupted, ExitCode.refused, ExitCode.failed, ExitCode.notModelled]

/** The exit code of a run whose parts (scripts, entries) ended with these codes: the most severe one; `ok` for none. */
export const mostSevere = (codes: ReadonlySet<ExitCode>): ExitCode => bySeverity.find((code) => codes.has(code)) ?? ExitCode.ok

/** The codes that verbs share; a verb says which of them it never returns. */
export const commonExits = ['ok', 'usage', 'noInput', 'broken', 'cannotCreate', 'settings', 'interrupted'] as const
/** A code that verbs share. */
export type CommonExit = (typeof commonExits)[number]

/** The conditions of the exit codes 0 to 3 of a verb. Code 0 may be left out: it is then described as success. */
export type Exits = Readonly<Partial<Record<'ok' | 'failed' | 'refused' | 'notModelled', string>>>

/** The exit codes of a verb: its own ones with their conditions, and the common ones that it may return. */
export interface VerbExits {
  readonly exits: Exits
  readonly common: readonly CommonExit[]
}

/** The exit codes that a verb may return (undefined: those of all verbs), each with its meaning, in numeric order. */
export const exitRows = (verb: VerbExits | undefined): readonly (readonly [code: number, about: string])[] =>
  Object.entries(ExitCode).flatMap(([name, code]) => {
    const own = Object.entries(verb?.exits ?? {}).find(([one]) => one === name)?.[1]
    if (verb !== undefined && own === undefined && !verb.common.some((one) => one === name)) return []
    return [[code, own ?? Object.entries(exitMeanings).find(([one]) => one === name)?.[1] ?? ''] as const]
  })

/** An error at a place of a text: the message without the place, and the marked range. */
export interface PlacedError {
  readonly message: string
  readonly source: Source
  readonly mark: Mark
}

/** An error that ends the run with a message and an exit code. `place`: the error with its place, if a line of a file can be shown. */
export class Complaint extends Error {
  override readonly name = 'Complaint'
  readonly code: ExitCode
  readonly hint: string | undefined
  readonly place: PlacedError | undefined
  constructor(code: ExitCode, message: string, hint?: string, place?: PlacedError) {
    super(message)
    this.code = code
    this.hint = hint
    this.place = place
  }
}
