// Owns checking a route's gateway, for IPv4 and IPv6.
import type { Router } from '../device/router.ts'
import { Failure } from '../diagnostic/failure.ts'
import { anyInterface, interfaceIn } from '../schema/gateway.ts'
import type { Change, Row } from '../schema/menu.ts'
import { hasAllPorts, mayExist } from '../schema/references.ts'
import { show } from '../value/show.ts'

/**
 * Throws a Failure for a gateway that is neither an address nor an interface (a CHR of 7.23.7, over REST; for IPv6 *inferred*). Interface
 * names that may exist without being added are accepted.
 */
function refuseUnknownGateway(change: Change, device: Router): void {
  const gateways = change.values.get('gateway')
  for (const gateway of gateways === undefined ? [] : show(gateways).split(/[,;]/)) {
    const name = interfaceIn(gateway)
    if (device.references.knows(anyInterface.of, name) !== false) continue
    const isThere =
      mayExist(anyInterface, name, { portsKnown: hasAllPorts(device.board) }) && !device.references.wasNamed(anyInterface.of, name)
    if (!isThere) throw new Failure('invalid or unexpected argument base')
  }
}

/** Checks of the gateway, for a menu of routes: spread into its extension. */
export const gateways = {
  adding: refuseUnknownGateway,
  setting: (_row: Row, change: Change, device: Router) => refuseUnknownGateway(change, device),
}
