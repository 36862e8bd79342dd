// Owns `/execute` of REST and the API: runs a script as a job, or at once if its output is requested.
import type { Failure } from '../diagnostic/failure.ts'
import { missingArguments } from '../diagnostic/failure.ts'
import { notPermitted } from '../schema/refusal.ts'
import { wireText } from '../device/wire/value.ts'
import { Id } from '../value/value.ts'
import type { Requester, CommandReply, Served } from './served.ts'

/**
 * With `as-string` (whatever its value): runs `script` and returns its output; if it fails, that includes the device's message, and there
 * is no failure. Else returns the id of the job, which runs as soon as the device is idle.
 */
export function runExecute(served: Served, words: ReadonlyMap<string, string>, { policies, time, interrupted }: Requester): CommandReply {
  const script = words.get('script')
  if (script === undefined) throw missingArguments(['script'])
  if (!policies.has('write') && !policies.has('read')) throw notPermitted()
  if (words.has('as-string'))
    return { rows: [], ret: outputOf(served, script, { policies, ...(time && { time }), ...(interrupted && { interrupted }) }) }
  const { jobs } = served.router
  const job = jobs.make('')
  jobs.start(job, () => served.router.background(script, { job, policies }))
  return { rows: [], ret: wireText(new Id(job.id)) }
}

function outputOf(served: Served, script: string, { policies, time, interrupted }: Requester): string {
  const printed: string[] = []
  const console = served.session({
    policies,
    write: (bytes) => printed.push(bytes),
    limits: { time },
    ...(interrupted === undefined ? {} : { interrupted }),
  })
  const { failure } = console.feed(script)
  if (failure !== undefined && isEnd(failure)) throw failure
  const output = printed.join('').replace(/\n$/, '')
  return failure === undefined ? output : [...(output === '' ? [] : [output]), console.describe(failure)].join('\n')
}

/** Whether the script was ended because its time limit is exceeded or the client has disconnected. */
const isEnd = ({ cause }: Failure): boolean => cause?.kind === 'limit' || cause?.kind === 'interrupted'
