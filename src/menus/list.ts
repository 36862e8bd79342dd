// Owns the lists of declared menus and of extensions of other menus.
import { capsManagers } from './certificate/capsman.ts'
import { interfaceRuntime } from './interface/runtime.ts'
import type { DeviceExtension, DeviceMenu } from '../device/router.ts'
import { certificate, certificate2 } from './certificate.ts'
import { acmeAccounts } from './certificate/acme-account.ts'
import { acmeChallenges } from './certificate/acme-challenge.ts'
import { builtin } from './certificate/builtin.ts'
import { crl } from './certificate/crl.ts'
import { looseKey } from './certificate/loose-key.ts'
import { publishedCrls } from './certificate/published-crl.ts'
import { scepClients } from './certificate/scep-client.ts'
import { scepServer } from './certificate/scep-server.ts'
import { otp } from './certificate/scep-server/otp.ts'
import { registrationAuthorities } from './certificate/scep-server/ra.ts'
import { scepRequests } from './certificate/scep-server/requests.ts'
import { settings } from './certificate/settings.ts'
import { file } from './file.ts'
import { interfaces } from './interface.ts'
import { bridgeHost, bridgePort, bridgeVlan } from './interface/bridge/port.ts'
import { ipAddress, ipv6Address } from './ip/address.ts'
import { arp } from './ip/arp.ts'
import { cloud } from './ip/cloud.ts'
import { cache } from './ip/dns/cache.ts'
import { dhcpClient } from './ip/dhcp-client.ts'
import { ipv6DhcpClient } from './ipv6/dhcp-client.ts'
import { ipsecActivePeers } from './ip/ipsec/active-peers.ts'
import { ipsecAssociations } from './ip/ipsec/installed-sa.ts'
import { dhcpClientOption } from './ip/dhcp-client/option.ts'
import { dhcpServerOption } from './ip/dhcp-server/option.ts'
import { ipv6DhcpClientOption } from './ipv6/dhcp-client/option.ts'
import { ipv6DhcpRelayOption } from './ipv6/dhcp-relay/option.ts'
import { ipv6DhcpServerOption } from './ipv6/dhcp-server/option.ts'
import { pool } from './ip/pool.ts'
import { ipv6Pool, ipv6Route } from './ipv6/route.ts'
import { logging } from './system/logging.ts'
import { formerRoute, route } from './ip/route.ts'
import { ssh } from './ip/ssh.ts'
import { dhcpNetwork } from './ip/dhcp-server/network.ts'
import { addressList, ipv6AddressList } from './ip/firewall/address-list.ts'
import { tracking } from './ip/firewall/connection/tracking.ts'
import { hotspotBinding } from './ip/hotspot/ip-binding.ts'
import { ipsecPeer } from './ip/ipsec/peer.ts'
import { ntpServers } from './system/ntp/client/servers.ts'
import { service } from './ip/service.ts'
import { webserver } from './ip/service/webserver.ts'
import { log } from './log.ts'
import { safeMode } from './safe-mode.ts'
import { tool } from './tool.ts'
import { manualTxPowerTable } from './interface/wireless/manual-tx-power-table.ts'
import { nstreme } from './interface/wireless/nstreme.ts'
import { lcdInterface } from './lcd/interface.ts'
import { eMail } from './tool/e-mail.ts'
import { queueInterface } from './queue/interface.ts'
import { system } from './system.ts'
import { backup } from './system/backup.ts'
import { backupCloud } from './system/backup/cloud.ts'
import { clock } from './system/clock.ts'
import { cpu } from './system/resource/cpu.ts'
import { deviceMode } from './system/device-mode.ts'
import { gps } from './system/gps.ts'
import { health } from './system/health.ts'
import { history } from './system/history.ts'
import { identity } from './system/identity.ts'
import { license } from './system/license.ts'
import { ntpClient } from './system/ntp/client.ts'
import { systemPackage } from './system/package.ts'
import { packageUpdate } from './system/package/update.ts'
import { resource } from './system/resource.ts'
import { routerboard } from './system/routerboard.ts'
import { scheduler } from './system/scheduler.ts'
import { script } from './system/script.ts'
import { environment } from './system/script/environment.ts'
import { job } from './system/script/job.ts'
import { user } from './user.ts'
import { active } from './user/active.ts'
import { group } from './user/group.ts'
import { sshKeys } from './user/ssh-keys.ts'

/** Every declared menu, in the order of exports. */
export const menus: readonly DeviceMenu[] = [
  certificate,
  certificate2,
  settings,
  crl,
  publishedCrls,
  builtin,
  scepServer,
  otp,
  registrationAuthorities,
  scepRequests,
  scepClients,
  looseKey,
  acmeAccounts,
  acmeChallenges,
  interfaces,
  service,
  webserver,
  cache,
  cloud,
  system,
  backup,
  backupCloud,
  cpu,
  deviceMode,
  license,
  systemPackage,
  packageUpdate,
  identity,
  clock,
  resource,
  script,
  environment,
  job,
  scheduler,
  group,
  user,
  active,
  file,
  log,
  history,
  safeMode,
  tool,
]

/** Returns every extension of a menu without a declaration: those of kinds of menus, then those of single menus. */
export const allExtensions = (): readonly DeviceExtension[] => [...interfaceRuntime, ...capsManagers, ...extensions]

/** Every extension of a single menu. */
export const extensions: readonly DeviceExtension[] = [
  gps,
  health,
  routerboard,
  bridgeHost,
  bridgePort,
  bridgeVlan,
  ipAddress,
  ipv6Address,
  arp,
  dhcpClient,
  dhcpClientOption,
  dhcpServerOption,
  ipv6DhcpClientOption,
  ipv6DhcpRelayOption,
  ipv6DhcpServerOption,
  eMail,
  hotspotBinding,
  ipsecPeer,
  ipsecActivePeers,
  ipsecAssociations,
  ipv6DhcpClient,
  ipv6Pool,
  ipv6Route,
  ntpClient,
  dhcpNetwork,
  ntpServers,
  addressList,
  ipv6AddressList,
  pool,
  queueInterface,
  nstreme,
  manualTxPowerTable,
  lcdInterface,
  logging,
  formerRoute,
  route,
  ssh,
  sshKeys,
  tracking,
]
