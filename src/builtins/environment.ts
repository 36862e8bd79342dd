// Owns the command `/environment/print`.
import { showNested } from '../value/show.ts'
import { nil } from '../value/value.ts'
import type { LanguageCommand } from './language-command.ts'

/** `/environment/print` prints all globals that the policies let the user see, sorted by name: `a={x=5; y="t"}` (I037, I040). */
export const printEnvironment: LanguageCommand = {
  about: 'prints the global variables',
  takes: [],
  apply(machine) {
    const cells = [...machine.device.environment.of(machine.policies).values()].sort((a, b) => (a.name < b.name ? -1 : 1))
    for (const { name, value } of cells) if (value !== undefined) machine.write(`${name}=${showNested(value)}\n`)
    return nil
  },
}
