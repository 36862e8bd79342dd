// Owns a counter-example as a script: what brings the device into its state, the script itself, the call.
import { fromBytes } from '../../text/bytes.ts'
import type { Fault } from './search.ts'
import { callText, nameOf } from './play.ts'
import type { Subject } from './subject.ts'

/** The commands before the script, one a line. */
export function setupOf({ trial, setup }: Fault): readonly string[] {
  return [...setup.filter((line) => line !== ''), ...trial.parameters.map(({ name, text }) => `:local ${nameOf(name)} ${text}`)]
}

/** What the network has to be like, where the script asks it. */
export function webOf({ trial: { web } }: Fault, { asksNetwork }: Subject): string | undefined {
  if (!asksNetwork) return undefined
  return web === 'unreachable'
    ? 'nobody on the network answers'
    : `every server answers with status ${web.status} and ${JSON.stringify(web.body)}`
}

/** The call behind the script, or what else has to be done to see the fault. */
export function callOf({ finding, trial }: Fault): string | undefined {
  if (trial.call !== undefined) return callText(trial.call.name, trial.call.given).replace(':return [', ':put [')
  return finding.kind === 'second-run' ? '# and the script once more' : undefined
}

/** A script that shows the fault when it is run on a new device. `seed` finds it again. */
export function reproduction(fault: Fault, subject: Subject, seed: number): string {
  const { finding, trial } = fault
  const { source } = subject
  const text = fromBytes(source.text).replace(/\n?$/, '\n')
  const call = callOf(fault)
  const web = webOf(fault, subject)
  const date = new Date(Number(trial.now / 1_000_000n)).toISOString().slice(0, 19).replace('T', ' ')
  return [
    `# ${finding.kind}: ${finding.message.replaceAll('\n', ' ')}`,
    `# found by offbox fuzz --seed ${seed} in ${source.name}; a device in memory whose clock starts at ${date}`,
    ...(web === undefined ? [] : [`# ${web}`]),
    ...setupOf(fault),
    '/',
    text,
    ...(finding.kind === 'second-run' ? [text] : call === undefined ? [] : [call]),
    '',
  ].join('\n')
}
