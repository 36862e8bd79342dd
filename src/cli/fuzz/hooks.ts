// Owns the variables that a device passes to the scripts of its services: these are inputs, not misspelt names.

/** The type of value by variable. Manual: DHCP server and client, PPP profiles, Netwatch. */
export const hookInputs: ReadonlyMap<string, 'flag' | 'str' | 'ip' | 'mac'> = new Map([
  // lease-script of /ip/dhcp-server
  ['leaseBound', 'flag'],
  ['leaseServerName', 'str'],
  ['leaseActMAC', 'mac'],
  ['leaseActIP', 'ip'],
  ['lease-hostname', 'str'],
  ['lease-options', 'str'],
  // script of /ip/dhcp-client
  ['bound', 'flag'],
  ['server-address', 'ip'],
  ['lease-address', 'ip'],
  ['gateway-address', 'ip'],
  ['interface', 'str'],
  // on-up and on-down of /ppp/profile
  ['user', 'str'],
  ['local-address', 'ip'],
  ['remote-address', 'ip'],
  ['caller-id', 'str'],
  ['called-id', 'str'],
  // /tool/netwatch
  ['host', 'ip'],
  ['status', 'str'],
  ['since', 'str'],
])
