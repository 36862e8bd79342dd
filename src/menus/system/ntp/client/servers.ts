// Owns the computed property of /system/ntp/client/servers: the address of a server that was given as an address.
import { readIp, readIp6 } from '../../../../value/address.ts'
import { show } from '../../../../value/show.ts'
import { extend } from '../../../declaration.ts'

/** Names stay unresolved: the client sends no request. */
export const ntpServers = extend('/system/ntp/client/servers', {
  computed: {
    'resolved-address': ({ values }) => {
      const address = show(values.get('address') ?? '')
      return readIp(address) === undefined && readIp6(address) === undefined ? undefined : address
    },
  },
})
