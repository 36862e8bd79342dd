// Owns keys on smart cards: commands fail as on a device without a card.
import { Failure } from '../../diagnostic/failure.ts'
import { isOn, type CommandCall } from '../../device/call.ts'
import type { MenuCommand } from '../../schema/menu.ts'

/** The message is offbox's own: no transcript shows a device without a card. */
const noCard = (): Failure => new Failure('failure: no smart card found')

const needsCard = (about: string): MenuCommand<CommandCall> => ({
  about,
  run() {
    throw noCard()
  },
})

/** The commands for smart cards, by name; each throws the Failure for a missing card. */
export const smartCard: Readonly<Record<string, MenuCommand<CommandCall>>> = {
  'card-verify': needsCard('checks the PIN of a smart card: there is none, and it fails'),
  'card-reinstall': needsCard('reinitialises a smart card: there is none, and it fails'),
}

/** Throws a Failure for an argument that needs a key on a card (`ca-on-smart-card=yes`). */
export function refuseCard(call: Pick<CommandCall, 'given'>, argument: string): void {
  if (isOn(call, argument)) throw noCard()
}
