// Owns what /system/ntp/client/servers works out: the address of a server that was given by it.
import { readIp, readIp6 } from '../../../../value/address.ts'
import { show } from '../../../../value/show.ts'
import { extend } from '../../../declaration.ts'

/** A name is looked up by the client, which asks nobody here. */
export const ntpServers = extend('/system/ntp/client/servers', {
  computed: {
    'resolved-address': ({ values }) => {
      const address = show(values.get('address') ?? '')
      return readIp(address) === undefined && readIp6(address) === undefined ? undefined : address
    },
  },
})
