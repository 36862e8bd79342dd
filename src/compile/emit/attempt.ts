// Owns generating the JavaScript of forms that catch failures: `on-error=` and `:onerror`.
import type { Catch, Try } from '../form.ts'
import type { Machine } from '../machine.ts'
import { variablesOf } from '../target.ts'
import { emitTarget } from './assign.ts'
import { emitCode } from './code.ts'
import type { Region } from './region.ts'

/**
 * `on-error=`; `work` is the JavaScript of the code that may fail. A failure gets the places inside that code, but not the place of the
 * command itself.
 */
export function emitRescued<M extends Machine>(
  form: Try,
  work: string | undefined,
  region: Region<M>,
  needsValue: boolean,
): string | undefined {
  const { at } = region
  const handler = emitCode(form.handler, region, needsValue)
  if (work === undefined || handler === undefined) return undefined
  return `try {\n${work}\n} catch (e) {\ne = R(e, p, ${at});\np = ${at};\nCAUGHT(e, m);\n${handler}\n}`
}

/**
 * `:onerror` as a statement; its value is whether `work` failed. In a bracket the value may be the handler's return value: such brackets
 * remain closures.
 */
export function emitCatching<M extends Machine>(form: Catch, region: Region<M>, needsValue: boolean): string | undefined {
  const { at } = region
  const stores = variablesOf(form.names).map((variable) => emitTarget(variable, region))
  const work = emitCode(form.work, region, false)
  const handler = form.handler === undefined ? '' : emitCode(form.handler, region, false)
  if (work === undefined || handler === undefined || stores.includes(undefined)) return undefined
  const [text, attributes] = stores
  const names = [text && `${text} = DESCRIBE(e);`, attributes && `${attributes} = ATTRIBUTES(e);`].filter(Boolean).join('\n')
  const [failed, passed] = needsValue ? ['v = true;', 'v = false;'] : ['', '']
  return `try {\n${work}\n${passed}\n} catch (e) {\ne = R(e, p, ${at});\np = ${at};\ne = CAUGHT(e, m);\n${names}\n${handler}\n${failed}\n}`
}
