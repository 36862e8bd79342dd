// Owns the list of files with notes, by menu: `/ip/firewall` and the menus below it.
import type { Notes } from './menu-notes.ts'
import { app } from './app.ts'
import { capsMan } from './caps-man.ts'
import { certificate } from './certificate.ts'
import { console } from './console.ts'
import { container } from './container.ts'
import { disk } from './disk.ts'
import { dude } from './dude.ts'
import { every } from './every.ts'
import { file } from './file.ts'
import { interfaces } from './interface.ts'
import { bridge } from './interface/bridge.ts'
import { detectInternet } from './interface/detect-internet.ts'
import { dot1x } from './interface/dot1x.ts'
import { eoip } from './interface/eoip.ts'
import { eoipv6 } from './interface/eoipv6.ts'
import { ethernet } from './interface/ethernet.ts'
import { l2tpClient } from './interface/l2tp-client.ts'
import { l2tpServer } from './interface/l2tp-server.ts'
import { list } from './interface/list.ts'
import { lte } from './interface/lte.ts'
import { macsec } from './interface/macsec.ts'
import { ovpnClient } from './interface/ovpn-client.ts'
import { ovpnServer } from './interface/ovpn-server.ts'
import { pppClient } from './interface/ppp-client.ts'
import { pppoeClient } from './interface/pppoe-client.ts'
import { pppoeServer } from './interface/pppoe-server.ts'
import { pptpClient } from './interface/pptp-client.ts'
import { pptpServer } from './interface/pptp-server.ts'
import { pwrLine } from './interface/pwr-line.ts'
import { sstpClient } from './interface/sstp-client.ts'
import { sstpServer } from './interface/sstp-server.ts'
import { veth } from './interface/veth.ts'
import { vlan } from './interface/vlan.ts'
import { vrrp } from './interface/vrrp.ts'
import { vxlan } from './interface/vxlan.ts'
import { w60g } from './interface/w60g.ts'
import { wifi } from './interface/wifi.ts'
import { wifiwave2 } from './interface/wifiwave2.ts'
import { wireguard } from './interface/wireguard.ts'
import { wireless } from './interface/wireless.ts'
import { iot } from './iot.ts'
import { accounting } from './ip/accounting.ts'
import { address } from './ip/address.ts'
import { arp } from './ip/arp.ts'
import { dhcpClient } from './ip/dhcp-client.ts'
import { dhcpServer } from './ip/dhcp-server.ts'
import { dns } from './ip/dns.ts'
import { firewall } from './ip/firewall.ts'
import { hotspot } from './ip/hotspot.ts'
import { ipsec } from './ip/ipsec.ts'
import { media } from './ip/media.ts'
import { natPmp } from './ip/nat-pmp.ts'
import { neighbor } from './ip/neighbor.ts'
import { pool } from './ip/pool.ts'
import { proxy } from './ip/proxy.ts'
import { reverseProxy } from './ip/reverse-proxy.ts'
import { route } from './ip/route.ts'
import { service } from './ip/service.ts'
import { settings } from './ip/settings.ts'
import { smb } from './ip/smb.ts'
import { socks } from './ip/socks.ts'
import { ssh } from './ip/ssh.ts'
import { upnp } from './ip/upnp.ts'
import { ipDhcpRelay } from './ip/dhcp-relay.ts'
import { specialLogin } from './special-login.ts'
import { zerotier } from './zerotier.ts'
import { trafficFlow } from './ip/traffic-flow.ts'
import { vrf } from './ip/vrf.ts'
import { ipv6Address } from './ipv6/address.ts'
import { ipv6DhcpClient } from './ipv6/dhcp-client.ts'
import { dhcpRelay } from './ipv6/dhcp-relay.ts'
import { ipv6DhcpServer } from './ipv6/dhcp-server.ts'
import { ipv6Firewall } from './ipv6/firewall.ts'
import { nd } from './ipv6/nd.ts'
import { ipv6Route } from './ipv6/route.ts'
import { cloud } from './ip/cloud.ts'
import { kidControl } from './ip/kid-control.ts'
import { ipv6Neighbor } from './ipv6/neighbor.ts'
import { ipv6Pool } from './ipv6/pool.ts'
import { safeMode } from './safe-mode.ts'
import { lcd } from './lcd.ts'
import { log } from './log.ts'
import { lora } from './lora.ts'
import { mpls } from './mpls.ts'
import { openflow } from './openflow.ts'
import { partitions } from './partitions.ts'
import { port } from './port.ts'
import { ppp } from './ppp.ts'
import { queue } from './queue.ts'
import { radius } from './radius.ts'
import { root } from './root.ts'
import { routing } from './routing.ts'
import { bfd } from './routing/bfd.ts'
import { bgp } from './routing/bgp.ts'
import { filter } from './routing/filter.ts'
import { mme } from './routing/mme.ts'
import { nexthop } from './routing/nexthop.ts'
import { ospfV3 } from './routing/ospf-v3.ts'
import { ospf } from './routing/ospf.ts'
import { pim } from './routing/pim.ts'
import { rip } from './routing/rip.ts'
import { routingRoute } from './routing/route.ts'
import { rpki } from './routing/rpki.ts'
import { rule } from './routing/rule.ts'
import { routingSettings } from './routing/settings.ts'
import { stats } from './routing/stats.ts'
import { table } from './routing/table.ts'
import { rsyncDaemon } from './rsync-daemon.ts'
import { snmp } from './snmp.ts'
import { system } from './system.ts'
import { backup } from './system/backup.ts'
import { clock } from './system/clock.ts'
import { systemConsole } from './system/console.ts'
import { gps } from './system/gps.ts'
import { health } from './system/health.ts'
import { keymatProvider } from './system/keymat-provider.ts'
import { leds } from './system/leds.ts'
import { license } from './system/license.ts'
import { logging } from './system/logging.ts'
import { ntp } from './system/ntp.ts'
import { systemPackage } from './system/package.ts'
import { resource } from './system/resource.ts'
import { routerboard } from './system/routerboard.ts'
import { scheduler } from './system/scheduler.ts'
import { script } from './system/script.ts'
import { swos } from './system/swos.ts'
import { task } from './task.ts'
import { terminal } from './terminal.ts'
import { tool } from './tool.ts'
import { calea } from './tool/calea.ts'
import { eMail } from './tool/e-mail.ts'
import { macServer } from './tool/mac-server.ts'
import { netinstall } from './tool/netinstall.ts'
import { netwatch } from './tool/netwatch.ts'
import { romon } from './tool/romon.ts'
import { sms } from './tool/sms.ts'
import { sniffer } from './tool/sniffer.ts'
import { trafficGenerator } from './tool/traffic-generator.ts'
import { tr069Client } from './tr069-client.ts'
import { user } from './user.ts'
import { userManager } from './user-manager.ts'

export const noteFiles: Readonly<Record<string, Notes>> = {
  '/app': app,
  '/caps-man': capsMan,
  '/certificate': certificate,
  '/console': console,
  '/container': container,
  '/disk': disk,
  '/dude': dude,
  '*': every,
  '/file': file,
  '/interface': interfaces,
  '/interface/bridge': bridge,
  '/interface/detect-internet': detectInternet,
  '/interface/dot1x': dot1x,
  '/interface/eoip': eoip,
  '/interface/eoipv6': eoipv6,
  '/interface/ethernet': ethernet,
  '/interface/l2tp-client': l2tpClient,
  '/interface/l2tp-server': l2tpServer,
  '/interface/list': list,
  '/interface/lte': lte,
  '/interface/macsec': macsec,
  '/interface/ovpn-client': ovpnClient,
  '/interface/ovpn-server': ovpnServer,
  '/interface/ppp-client': pppClient,
  '/interface/pppoe-client': pppoeClient,
  '/interface/pppoe-server': pppoeServer,
  '/interface/pptp-client': pptpClient,
  '/interface/pptp-server': pptpServer,
  '/interface/pwr-line': pwrLine,
  '/interface/sstp-client': sstpClient,
  '/interface/sstp-server': sstpServer,
  '/interface/veth': veth,
  '/interface/vlan': vlan,
  '/interface/vrrp': vrrp,
  '/interface/vxlan': vxlan,
  '/interface/w60g': w60g,
  '/interface/wifi': wifi,
  '/interface/wifiwave2': wifiwave2,
  '/interface/wireguard': wireguard,
  '/interface/wireless': wireless,
  '/iot': iot,
  '/ip/accounting': accounting,
  '/ip/address': address,
  '/ip/arp': arp,
  '/ip/dhcp-client': dhcpClient,
  '/ip/dhcp-server': dhcpServer,
  '/ip/dns': dns,
  '/ip/firewall': firewall,
  '/ip/hotspot': hotspot,
  '/ip/ipsec': ipsec,
  '/ip/media': media,
  '/ip/nat-pmp': natPmp,
  '/ip/neighbor': neighbor,
  '/ip/pool': pool,
  '/ip/proxy': proxy,
  '/ip/reverse-proxy': reverseProxy,
  '/ip/route': route,
  '/ip/service': service,
  '/ip/settings': settings,
  '/ip/smb': smb,
  '/ip/socks': socks,
  '/ip/ssh': ssh,
  '/ip/traffic-flow': trafficFlow,
  '/ip/upnp': upnp,
  '/ip/dhcp-relay': ipDhcpRelay,
  '/ip/vrf': vrf,
  '/ipv6/address': ipv6Address,
  '/ipv6/dhcp-client': ipv6DhcpClient,
  '/ipv6/dhcp-relay': dhcpRelay,
  '/ipv6/dhcp-server': ipv6DhcpServer,
  '/ipv6/firewall': ipv6Firewall,
  '/ipv6/nd': nd,
  '/ipv6/route': ipv6Route,
  '/ip/cloud': cloud,
  '/ip/kid-control': kidControl,
  '/ipv6/neighbor': ipv6Neighbor,
  '/ipv6/pool': ipv6Pool,
  '/safe-mode': safeMode,
  '/lcd': lcd,
  '/log': log,
  '/lora': lora,
  '/mpls': mpls,
  '/openflow': openflow,
  '/partitions': partitions,
  '/port': port,
  '/ppp': ppp,
  '/queue': queue,
  '/radius': radius,
  '/': root,
  '/routing': routing,
  '/routing/bfd': bfd,
  '/routing/bgp': bgp,
  '/routing/filter': filter,
  '/routing/mme': mme,
  '/routing/nexthop': nexthop,
  '/routing/ospf': ospf,
  '/routing/ospf-v3': ospfV3,
  '/routing/pim': pim,
  '/routing/rip': rip,
  '/routing/route': routingRoute,
  '/routing/rpki': rpki,
  '/routing/rule': rule,
  '/routing/settings': routingSettings,
  '/routing/stats': stats,
  '/routing/table': table,
  '/rsync-daemon': rsyncDaemon,
  '/snmp': snmp,
  '/special-login': specialLogin,
  '/system': system,
  '/system/backup': backup,
  '/system/clock': clock,
  '/system/console': systemConsole,
  '/system/gps': gps,
  '/system/health': health,
  '/system/keymat-provider': keymatProvider,
  '/system/leds': leds,
  '/system/license': license,
  '/system/logging': logging,
  '/system/ntp': ntp,
  '/system/package': systemPackage,
  '/system/resource': resource,
  '/system/routerboard': routerboard,
  '/system/scheduler': scheduler,
  '/system/script': script,
  '/system/swos': swos,
  '/task': task,
  '/terminal': terminal,
  '/tool': tool,
  '/tool/calea': calea,
  '/tool/e-mail': eMail,
  '/tool/mac-server': macServer,
  '/tool/netinstall': netinstall,
  '/tool/netwatch': netwatch,
  '/tool/romon': romon,
  '/tool/sms': sms,
  '/tool/sniffer': sniffer,
  '/tool/traffic-generator': trafficGenerator,
  '/tr069-client': tr069Client,
  '/user': user,
  '/user-manager': userManager,
  '/zerotier': zerotier,
}
