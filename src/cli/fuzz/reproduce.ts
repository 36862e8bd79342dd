// Owns writing a counter-example as a script: the device's state, the script itself, the call; as a test if only a test can create its
// rows.
import { basename } from 'node:path'
import { exportForm } from '../../fuzz/text.ts'
import { fromBytes } from '../../text/bytes.ts'
import type { FuzzFault } from './search.ts'
import { callText, globalText, variableText } from './name.ts'
import { commandOf } from './step.ts'
import type { FuzzSubject } from './subject.ts'
import type { SetupStep } from './trial.ts'

/** A step as a line: a command, or a comment that sets a row in a test (`# offbox: row ...`). */
function lineOf(step: SetupStep): string {
  if (step.kind !== 'simulate') return commandOf(step)
  const values = step.values.map(([name, text]) => `${name}=${exportForm(text)}`).join(' ')
  const row = step.row === undefined ? '' : `[:pick [find] ${step.row}] `
  return `# offbox: row ${step.menu} ${row}${values}`
}

/** The commands that prepare the device, one per line. */
export function setupOf({ trial }: FuzzFault): readonly string[] {
  const late = new Set(trial.events.flatMap(({ change, step }) => (change === 'appears' ? [step] : [])))
  return [
    ...trial.steps.flatMap((step, at) => (late.has(at) ? [] : [lineOf(step)])),
    ...trial.globals.map((bound) => fromBytes(globalText(bound))),
    ...trial.parameters.map(({ name, text }) => `:local ${fromBytes(variableText(name))} ${text}`),
  ]
}

/** The required environment, if the script uses it, and events during the run; one per line. */
export function describedWorld({ trial }: FuzzFault, { asksNetwork, pings, readsClock }: FuzzSubject): readonly string[] {
  const { web, events, steps } = trial
  const ordinal = (wait: number): string => (wait === 0 ? 'first' : wait === 1 ? 'second' : 'third')
  return [
    ...(!asksNetwork
      ? []
      : web === 'unreachable'
        ? ['nobody on the network answers']
        : [`every server answers with status ${web.status} and ${JSON.stringify(web.body)}`]),
    ...(pings ? [trial.pings ? 'hosts answer a ping' : 'no host answers a ping'] : []),
    ...events.flatMap(({ wait, step, change }) => {
      const row = steps[step]
      if (row === undefined) return []
      return [`when the script waits for the ${ordinal(wait)} time, a row ${change === 'disappears' ? 'goes' : 'comes'}: ${lineOf(row)}`]
    }),
    ...(readsClock ? [`the clock starts at ${trial.now.replace('T', ' ')}`] : []),
  ]
}

/** The call after the script, or what else is necessary to see the fault. */
export function reproducingCall({ finding, trial }: FuzzFault): string | undefined {
  if (trial.call !== null) return fromBytes(callText(trial.call.name, trial.call.given)).replace(':return [', ':put [')
  return finding.kind === 'second-run' ? '# and the script once more' : undefined
}

/** Whether only a test can prepare the device. */
export const needsTest = ({ trial }: FuzzFault): boolean => trial.steps.some(({ kind }) => kind === 'simulate')

/** A script that shows the fault when it runs on a new device, or a test that does. `seed` finds it again. */
export function reproduction(fault: FuzzFault, subject: FuzzSubject, seed: number): string {
  const { finding, trial } = fault
  const { source } = subject
  const text = fromBytes(source.text).replace(/\n?$/, '\n')
  const call = reproducingCall(fault)
  const steps = setupOf(fault)
  return [
    `# ${finding.kind}: ${finding.message.replaceAll('\n', ' ')}`,
    `# found by offbox fuzz --seed ${seed} in ${source.name}; a device in memory whose clock starts at ${trial.now.replace('T', ' ')}`,
    ...describedWorld(fault, subject).map((line) => `# ${line.replaceAll('\n', ' ')}`),
    ...(needsTest(fault)
      ? [`# offbox: case ${finding.kind} in ${basename(source.name)}`, `# offbox: clock ${trial.now.replace('T', ' ')}`]
      : []),
    ...steps,
    '/',
    // A fuzzer comment in the script has no meaning in a test.
    needsTest(fault) ? text.replaceAll(/^([ \t]*#)[ \t]*offbox:/gm, '$1 said:') : text,
    ...(finding.kind === 'second-run' ? [text] : call === undefined ? [] : [call]),
    '',
  ].join('\n')
}
