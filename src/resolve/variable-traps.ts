// Owns finding traps in reads of variables: undeclared variables, variables of other functions, `$5` in a text.
import type { Span } from '../text/source.ts'
import type { Reference } from '../syntax/tree.ts'
import { similar } from './check/similar.ts'
import type { DeclaredNames } from './declarations.ts'
import { isOfEvent } from './event-names.ts'
import type { ReportTrap } from './lint-finding.ts'
import type { VisitedFunction } from './visited-function.ts'

/** The context of a read. */
export interface ReadPlace {
  readonly declared: DeclaredNames
  /** The innermost function around it. */
  readonly within: VisitedFunction | undefined
  /** Whether it is in code that is passed to a command, which may declare variables. */
  readonly isHanded: boolean
  /** The names that the statement around it declares. */
  readonly making: readonly string[]
}

/** Reports `"$5 a month"`: outside of functions there are no positional arguments. */
export function reportNumbered(
  { from, to, variable: { kind, name } }: Reference,
  { within, isHanded }: ReadPlace,
  report: ReportTrap,
): void {
  if (kind === 'parameter' && /^[1-9]/.test(name) && within === undefined && !isHanded) report('numbered-argument', { from, to }, name)
}

/** Reports a read of a variable that has no value there. */
export function reportRead({ from, to, variable: { kind, name } }: Reference, place: ReadPlace, report: ReportTrap): void {
  const { declared, within, isHanded } = place
  if (kind !== 'parameter' || /^\d/.test(name)) return
  if (!declared.has(name)) {
    if (!isHanded) undeclared({ from, to }, name, place, report)
    return
  }
  if (declared.passed(name)) return
  if (within === undefined) {
    const isLocal = declared.outside(name) && !declared.isGlobal(name)
    if (isLocal && !isHanded) report('ended-block', { from, to }, name)
  } else if (declared.outside(name)) report('outer-variable', { from, to }, name)
  else if (within.isOwn && !within.names.has(name)) undeclared({ from, to }, name, place, report)
}

/** Reports an undeclared name. In a function it is an argument, unless no call passes it and it is similar to a name there. */
function undeclared(span: Span, name: string, { declared, within, making }: ReadPlace, report: ReportTrap): void {
  if ((within === undefined ? declared.isHanded(name) : declared.passed(name)) || isOfEvent(name, declared)) return
  const names = [...(within?.names ?? declared.names)].filter((one) => !making.includes(one))
  // `mac1` and `mac2`, `name` and `names` or `url` and `lurl` may be different names.
  const isOther = (one: string): boolean => one.includes(name) || name.includes(one) || withoutDigits(one) === withoutDigits(name)
  const misspellings = name.length < 4 ? [] : similar(name, names, 1).filter((one) => !isOther(one))
  const isOwn = within?.isOwn === true
  const near = misspellings.length > 0 || within !== undefined || name.length < 2 ? misspellings : similar(name, names)
  if (within === undefined || isOwn || near.length > 0)
    report('undeclared-variable', span, name, { near, isOwn, isSure: misspellings.length > 0 && (isOwn || within === undefined) })
}

const withoutDigits = (name: string): string => name.replaceAll(/\d+/g, '')
