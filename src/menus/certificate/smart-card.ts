// Owns keys on smart cards: this device has no card, and says so as one without it.
import { Failure } from '../../diagnostic/failure.ts'
import { isOn, type Call } from '../../device/call.ts'
import type { Command } from '../../schema/menu.ts'

/** No transcript shows a device without a card; the sentence is ours. */
const noCard = (): Failure => new Failure('failure: no smart card found')

const needsCard = (about: string): Command<Call> => ({
  about,
  run() {
    throw noCard()
  },
})

export const smartCard: Readonly<Record<string, Command<Call>>> = {
  'card-verify': needsCard('checks the PIN of a smart card: there is none, and it fails'),
  'card-reinstall': needsCard('prepares a smart card anew: there is none, and it fails'),
}

/** Refuses an argument that wants a key on a card (`ca-on-smart-card=yes`). */
export function refuseCard(call: Pick<Call, 'given'>, argument: string): void {
  if (isOn(call, argument)) throw noCard()
}
