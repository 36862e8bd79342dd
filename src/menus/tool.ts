// Owns /tool: fetch and ping; mail is a menu of its own, the other tools are not modelled.
import { menu } from './declaration.ts'
import { fetchFile, fileProtocol } from './tool/fetch-file.ts'
import { fetchUrl } from './tool/fetch.ts'
import type { CommandCall } from '../device/call.ts'
import type { Value } from '../value/value.ts'
import { floodPing, ping } from './tool/ping.ts'
import { wakeOnLan } from './tool/wol.ts'

/** Fetches a page, or a file from a file server. */
function fetch(call: CommandCall): Value {
  const protocol = fileProtocol(call)
  return protocol === undefined ? fetchUrl(call) : fetchFile(call, protocol)
}

/** The modelled commands of `/tool`: `fetch`, `ping`, `flood-ping`, `wol`. */
export const tool = menu({
  path: '/tool',
  kind: 'list',
  unexported: true,
  about:
    'fetch over HTTP, HTTPS, FTP, SFTP and TFTP, where the user allows the network; ping without packets; the other tools are not modelled',
  properties: {},
  commands: {
    fetch: { about: 'downloads a page or a file, or uploads one', run: fetch },
    'flood-ping': { about: 'pings a host many times, as fast as it answers', run: floodPing },
    ping: { about: 'pings hosts', run: ping },
    wol: { about: 'wakes a computer up: no frame is sent', run: wakeOnLan },
  },
  examples: [
    {
      title: "the device's own revocation list",
      transcript: `[admin@MikroTik] > /certificate add name=ca common-name=ca key-usage=key-cert-sign,crl-sign
[admin@MikroTik] > /certificate sign ca ca-crl-host=127.0.0.1
  progress: done

[admin@MikroTik] > :put [:len ([/tool/fetch url=http://127.0.0.1/crl/1.crl output=user as-value]->"data")]
394
[admin@MikroTik] > /tool/fetch url=http://127.0.0.1/nothing
  status: connecting

failure: Status 404, Not Found
`,
    },
  ],
})
