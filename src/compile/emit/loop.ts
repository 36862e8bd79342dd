// Owns generating the JavaScript of loops: inside a region, or as a region that continues a loop which closures started.
import type { Node } from '../../syntax/tree.ts'
import type { Count, Each, Loop } from '../form.ts'
import { countLoop as closure } from '../loop.ts'
import type { Closure, Machine } from '../machine.ts'
import { localSlotOf, variablesOf } from '../target.ts'
import { emitTarget } from './assign.ts'
import { emitLeaving } from './branch.ts'
import { emitCode } from './code.ts'
import { emitCondition } from './expression.ts'
import { slotsIn, type Region } from './region.ts'
import { writesOf } from './writes.ts'

/** Counts the step of an iteration and checks the limits, in a loop inside a region. */
const step = 'if (++A.steps >= A.next) A.checkLimitsIfDue();'

/**
 * Counts the step of the next iteration, in a loop region, and returns when a limit check is due: the closure that called the region checks
 * the limits, and calls it again. So V8 optimises it as a function, and needs no on-stack replacement of an endless loop.
 */
const stop = (state: string): string => `if (++A.steps >= A.next) return ${state};`

/** The JavaScript of an iteration, with the code for `:break` and `:continue` in it. */
function iteration<M extends Machine>(body: Node | undefined, region: Region<M>, onBreak: string, onContinue: string): string | undefined {
  if (body === undefined) return ''
  region.loops.push({ onBreak, onContinue })
  try {
    return emitCode(body, region, false)
  } finally {
    region.loops.pop()
  }
}

/** `:while` and `:do while=`. `isRegion`: whether it is the region itself. */
export function emitLoop<M extends Machine>({ test, condition, body }: Loop, region: Region<M>, isRegion = false): string | undefined {
  const label = `L${region.label()}`
  const here = `p = ${region.at};`
  const holds = emitCondition(condition, region)
  const isFirst = test === 'before' && !isRegion
  const inside = iteration(body, region, `break ${label};`, isFirst ? `continue ${label};` : `break ${label}T;`)
  if (inside === undefined) return undefined
  const exitTest = `${here}\nif (!(${holds})) break;`
  if (isFirst) return `${label}: for (;;) {\n${exitTest}\n${step}\n${inside}\n}`
  const whole = `${label}T: {\n${inside}\n}`
  return isRegion
    ? `${label}: for (;;) {\n${whole}\n${exitTest}\n${stop('true')}\n}`
    : `${label}: for (;;) {\n${here}\n${step}\n${whole}\n${exitTest}\n}`
}

/**
 * `:for` inside a region. If a bound is a bigint, the closure of the whole loop runs instead, and evaluates the bounds again; undefined if
 * a script could observe that they are evaluated twice.
 */
export function emitCount<M extends Machine>(form: Count, region: Region<M>): string | undefined {
  const from = region.value(form.from)
  const to = region.value(form.to)
  const by = form.step && region.value(form.step)
  if (!from.pure || !to.pure || by?.pure === false) return undefined
  const n = region.label()
  const [at, last, step] = [`at${n}`, `last${n}`, `by${n}`]
  const near = countLoopBody(form, region, { at, last, step, n }, false)
  if (near === undefined) return undefined
  const number = ({ js, kind }: { js: string; kind: string }, name: string): string => (kind === 'num' ? js : `NUMBER(${js}, '${name}')`)
  const way = by === undefined ? `${at} > ${last} ? -1 : 1` : number(by, 'step')
  return `{
let ${at} = ${number(from, 'from')}, ${last} = ${number(to, 'to')}, ${step} = ${way};
if (${step} === 0) NO_STEP();
if (${step} > 0 === ${at} > ${last}) ${last} = ${at};
if (typeof ${at} === 'number' && typeof ${last} === 'number' && typeof ${step} === 'number') {
${near}
} else {
${countAsClosure(form, region)}
}
}`
}

/** Runs the loop as a closure. The variables that it uses are copied to the frame before and back afterwards. */
function countAsClosure<M extends Machine>(form: Count, region: Region<M>): string {
  region.needsFrame = true
  const slots = [...new Set([form.counter, form.from, form.to, form.step, form.body].flatMap((node) => (node ? [...slotsIn(node)] : [])))]
  const out = slots.map((slot) => `S[${slot}] = ${region.slot(slot)};`).join(' ')
  const back = slots.map((slot) => `${region.slot(slot)} = S[${slot}];`).join(' ')
  const call = `${region.name(lazily(() => closure(form, region.context)))}(frame);`
  return `${out}\ntry { ${call} } finally { ${back} }\nif (frame.flow) { ${emitLeaving(region)} }`
}

/** The closure of a loop, made at first use. */
function lazily<M extends Machine>(make: () => Closure<M>): Closure<M> {
  let made: Closure<M> | undefined
  return (frame) => (made ??= make())(frame)
}

/** The JavaScript names of a `:for` loop's variables, and the number of its label. */
interface Names {
  readonly at: string
  readonly last: string
  readonly step: string
  readonly n: number
}

/** The loop of a `:for` whose bounds are JavaScript numbers. */
export function countLoopBody<M extends Machine>(
  { counter, body }: Count,
  region: Region<M>,
  { at, last, step: by, n }: Names,
  isRegion: boolean,
): string | undefined {
  const [variable] = variablesOf(counter)
  const place = variable && emitTarget(variable, region)
  if (place === undefined) return undefined
  const label = `L${n}`
  const slot = localSlotOf(counter)
  const isOwn =
    slot >= 0 &&
    !region.counters.has(slot) &&
    !region.frameSlots.has(slot) &&
    (body === undefined || !writesOf(body, region.context.analysis).slots.has(slot))
  if (isOwn) region.counters.add(slot)
  try {
    const inside = iteration(body, region, `break ${label};`, isRegion ? `break ${label}T;` : `continue ${label};`)
    if (inside === undefined) return undefined
    const here = `p = ${region.at};`
    return isRegion
      ? `${label}: for (;;) {
${here}
${place} = ${at};
${label}T: {
${inside}
}
${at} += ${by};
if (${by} > 0 ? ${at} > ${last} : ${at} < ${last}) break;
${stop(at)}
}`
      : `${label}: for (; ${by} > 0 ? ${at} <= ${last} : ${at} >= ${last}; ${at} += ${by}) {
${here}
${step}
${place} = ${at};
${inside}
}`
  } finally {
    if (isOwn) region.counters.delete(slot)
  }
}

/** `:foreach` inside a region. */
export function emitEach<M extends Machine>(form: Each, region: Region<M>): string | undefined {
  const n = region.label()
  const [walk, at] = [`walk${n}`, `at${n}`]
  const items = region.value(form.items)
  const walked = eachLoopBody(form, region, walk, at, n, false)
  return walked && `{\nlet ${walk} = new WALK(${items.js}), ${at} = 0;\n${walked}\n}`
}

/** The loop of a `:foreach`, over a Walk. */
export function eachLoopBody<M extends Machine>(
  { names, body }: Each,
  region: Region<M>,
  walk: string,
  at: string,
  n: number,
  isRegion: boolean,
): string | undefined {
  const places = variablesOf(names).map((variable) => emitTarget(variable, region))
  if (places.includes(undefined)) return undefined
  const [first, second] = places
  const label = `L${n}`
  const inside = iteration(body, region, `break ${label};`, isRegion ? `break ${label}T;` : `continue ${label};`)
  if (inside === undefined) return undefined
  const value = `SHARE(${walk}.value(${at}, ${second === undefined}))`
  const stores =
    second === undefined ? [first && `${first} = ${value};`] : [`${first} = SHARE(${walk}.key(${at}));`, `${second} = ${value};`]
  const stored = stores.filter((one) => one !== undefined).join('\n')
  const here = `p = ${region.at};`
  return isRegion
    ? `${label}: for (;;) {
${here}
${stored}
${label}T: {
${inside}
}
if (++${at} >= ${walk}.length) break;
${stop(at)}
}`
    : `${label}: for (; ${at} < ${walk}.length; ${at}++) {
${here}
${step}
${stored}
${inside}
}`
}
