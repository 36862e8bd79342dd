// Owns measuring coverage: the statements by line, and both branches of conditions.
import type { NamesOptions } from '../../entry-options.ts'
import type { Watch } from '../../compile/machine.ts'
import type { Console } from '../../device/console.ts'
import { parseText } from '../../../grammar/parse.ts'
import { Refusal } from '../../../grammar/refusal.ts'
import { catalogFor } from '../../host/node/catalog-cache.ts'
import { Source } from '../../text/source.ts'
import { descend } from '../../syntax/descent.ts'

/** A condition of `:if`, `:while` or `:do ... while=`: how often it was true and false. */
export interface BranchCounts {
  readonly line: number
  yes: number
  no: number
}

/** A statement: how often it ran. */
export interface StatementCount {
  readonly line: number
  count: number
}

/** One script; statements by their start, conditions by their start and end. */
export interface Covered {
  /** As the user named it. */
  readonly path: string
  readonly source: Source
  readonly statements: Map<number, StatementCount>
  readonly branches: Map<string, BranchCounts>
}

const conditions = new Set(['if', 'while', 'do'])

/** A script with all counts zero; undefined if a device refuses it. `boards`: whether the device has a board, and its menus. */
export function uncovered(path: string, text: string, names: NamesOptions, boards: boolean): Covered | undefined {
  const source = new Source(text, path)
  const parsed = parseText(source, { root: catalogFor({ ...names, boards }).root })
  if (parsed instanceof Refusal) return undefined
  const statements = new Map<number, StatementCount>()
  const branches = new Map<string, BranchCounts>()
  descend(parsed.script.body, (part) => {
    if (part.kind === 'invocation' || part.kind === 'call' || part.kind === 'unknown')
      statements.set(part.from, { line: source.lineAt(part.from), count: 0 })
    if (part.kind !== 'invocation' || part.command.menu.parent !== undefined || !conditions.has(part.command.name)) return
    for (const { argument, value } of part.given)
      if (value !== undefined && (argument.name === 'condition' || argument.name === 'while'))
        branches.set(`${value.from} ${value.to}`, { line: source.lineAt(value.from), yes: 0, no: 0 })
  })
  return { path, source, statements, branches }
}

/**
 * Counts the statements of these scripts, however they are started: `/import` parses a file statement by statement. `countsOf` is asked
 * for the counts of a text when it first runs.
 */
export function counter(countsOf: (text: string) => Covered | undefined): Watch<Console> {
  const known = new WeakMap<Source, Covered | null>()
  const coveredOf = (source: Source): Covered | null => {
    let covered = known.get(source)
    if (covered === undefined) known.set(source, (covered = countsOf(source.text) ?? null))
    return covered
  }
  return (node, source, closure) => {
    const of = coveredOf(source)
    if (of === null) return closure
    const branch = of.branches.get(`${node.from} ${node.to}`)
    if (branch !== undefined && node.kind !== 'invocation')
      return (frame) => {
        const value = closure(frame)
        if (value === true) branch.yes++
        else branch.no++
        return value
      }
    if (node.kind !== 'invocation' && node.kind !== 'call' && node.kind !== 'unknown') return closure
    const statement = of.statements.get(node.from)
    if (statement === undefined) return closure
    return (frame) => {
      statement.count++
      return closure(frame)
    }
  }
}

/** The count of each line (that of its most executed statement), ascending. */
export function lineCounts({ statements }: Covered): ReadonlyMap<number, number> {
  const lines = new Map<number, number>()
  for (const { line, count } of [...statements.values()].sort((a, b) => a.line - b.line))
    lines.set(line, Math.max(lines.get(line) ?? 0, count))
  return lines
}
