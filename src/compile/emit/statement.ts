// Owns generating the JavaScript of bodies and statements. A statement for which none can be generated calls its closure.
import type { Body, Invocation, Statement } from '../../syntax/tree.ts'
import type { Form } from '../form.ts'
import { Flow, type Machine } from '../machine.ts'
import { emitAssign } from './assign.ts'
import { emitCatching, emitRescued } from './attempt.ts'
import { emitBranch, emitLeave, emitLeaving } from './branch.ts'
import { emitCall } from './call.ts'
import { emitCode } from './code.ts'
import { emitCount, emitEach, emitLoop } from './loop.ts'
import type { Region } from './region.ts'
import { emitWord } from './word.ts'

/** The statements of a body. `needsValue`: the value of the last one is stored in `v`; nil if there is none. */
export function emitBody<M extends Machine>(whole: Body, region: Region<M>, needsValue: boolean): string {
  // A path without a block runs nothing and has no value.
  const statements = whole.statements.filter((statement) => statement.kind !== 'path' || statement.body !== undefined)
  if (statements.length === 0) return needsValue ? 'v = I;' : ''
  const last = statements.length - 1
  return statements.map((statement, at) => inlineOrClosure(statement, whole, region, needsValue && at === last)).join('\n')
}

/** The JavaScript of a statement, or the call of its closure. */
function inlineOrClosure<M extends Machine>(statement: Statement, whole: Body, region: Region<M>, needsValue: boolean): string {
  const outer = region.at
  try {
    // Only closures catch an Unwind.
    const js = region.context.analysis.unwinding.has(statement) ? undefined : inline(statement, region, needsValue)
    if (js !== undefined) return js
    region.at = outer
    return asClosure(statement, whole, region, needsValue)
  } finally {
    region.at = outer
  }
}

/** The JavaScript of a statement; undefined if none can be generated. */
function inline<M extends Machine>(statement: Statement, region: Region<M>, needsValue: boolean): string | undefined {
  switch (statement.kind) {
    case 'scope':
    case 'path':
      return statement.body && region.body(statement.body, needsValue)
    case 'call': {
      const made = emitCall(statement, region)
      return made && `${needsValue ? 'v = ' : ''}${made.js};`
    }
    case 'invocation': {
      region.at = region.place('invocation', statement)
      const own = region.at
      const js = invocation(statement, region, needsValue)
      return js && `p = ${own};\n${js}`
    }
    case 'unknown':
      return undefined
  }
}

function invocation<M extends Machine>(node: Invocation, region: Region<M>, needsValue: boolean): string | undefined {
  const form = region.context.analysis.forms.get(node)
  if (form !== undefined) return ofForm(form, region, needsValue)
  const made = emitWord(node, region)
  return made && `${needsValue ? 'v = ' : ''}${made.js};`
}

/** The JavaScript of a form used as a statement; undefined for a form without any. */
function ofForm<M extends Machine>(form: Form<M>, region: Region<M>, needsValue: boolean): string | undefined {
  const nil = needsValue ? 'v = I;' : ''
  const behind = (js: string | undefined): string | undefined => js && `${js}\n${nil}`
  switch (form.kind) {
    case 'run':
      return emitCode(form.body, region, needsValue)
    case 'branch':
      return emitBranch(form, region, needsValue)
    case 'loop':
      return behind(emitLoop(form, region))
    case 'count':
      return behind(emitCount(form, region))
    case 'each':
      return behind(emitEach(form, region))
    case 'try':
      return emitRescued(form, ofForm(form.work, region, needsValue), region, needsValue)
    case 'catch':
      return emitCatching(form, region, needsValue)
    case 'assign':
      return behind(emitAssign(form, region))
    case 'bind':
      return `;${nil}`
    case 'leave':
      return emitLeave(form, region)
    case 'around':
      return undefined
  }
}

/** Generates the call of a statement's closure, whose variables stay in the frame, and the tests of `frame.flow` behind it. */
function asClosure<M extends Machine>(statement: Statement, whole: Body, region: Region<M>, needsValue: boolean): string {
  region.keepInFrame(statement)
  const closure = region.name(region.context.body({ ...whole, statements: [statement] }))
  const labels = region.loops.at(-1)
  const ways =
    labels === undefined
      ? ''
      : `if (frame.flow === ${Flow.break}) { frame.flow = 0; ${labels.onBreak} }
if (frame.flow === ${Flow.continue}) { frame.flow = 0; ${labels.onContinue} }\n`
  return `p = ${region.at};\n${needsValue ? 'v = ' : ''}${closure}(frame);\nif (frame.flow) {\n${ways}${emitLeaving(region)}\n}`
}
