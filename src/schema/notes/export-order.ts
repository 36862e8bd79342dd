// Owns the order of menus in a full export.

/**
 * RouterOS writes referenced menus before those that refer to them: interfaces, then named items (lists, profiles, pools, groups), then
 * settings and everything else. Source: `export verbose` of 7.24.4 and 7.17.2, compact exports of 6.4x to 7.2x; where two of them differ
 * (one device writes bridges first, another the ports), the more frequent order is used. `*` is the position of menus that are not listed,
 * in the order of their paths.
 */
export const exportOrder = `
/container/mounts /container/envs /disk
/caps-man/channel /caps-man/datapath /caps-man/rates /caps-man/security /caps-man/configuration
/interface/bridge /interface/ethernet /interface/lte /interface/wireless /interface/wireless/nstreme-dual
/interface/l2tp-server /interface/ovpn-server /interface/pppoe-server /interface/pptp-server /interface/sstp-server /interface/ppp-server
/interface/eoip /interface/eoipv6 /interface/gre /interface/gre6 /interface/ipip /interface/ipipv6 /interface/6to4
/interface/veth /interface/vxlan /interface/wireguard /interface/mesh
/interface/ethernet/switch /interface/ethernet/switch/port /interface/ethernet/switch/port-isolation
/interface/vlan /interface/bonding /interface/macvlan /interface/vrrp /interface/vpls /interface/macsec
/interface/list
/interface/lte/apn /interface/macsec/profile
/interface/wifi/aaa /interface/wifi/channel /interface/wifi/datapath /interface/wifi/interworking /interface/wifi/security
/interface/wifi/security/multi-passphrase /interface/wifi/steering /interface/wifi/configuration /interface/wifi /interface/wifi/network
/interface/wireless/channels /interface/wireless/interworking-profiles /interface/wireless/security-profiles
/caps-man/interface
/iot/lora/servers /iot/mqtt/brokers
/ip/dhcp-client/option /ip/dhcp-server/option /ip/dhcp-server/option/sets
/ip/firewall/layer7-protocol
/ip/hotspot/profile /ip/hotspot/user/profile
/ip/ipsec/mode-config /ip/ipsec/policy/group /ip/ipsec/profile /ip/ipsec/peer /ip/ipsec/proposal
/ip/kid-control
/ip/pool /ip/dhcp-server /ip/hotspot
/ip/smb/users
/ip/vrf
/ipv6/dhcp-client/option /ipv6/dhcp-relay/option /ipv6/dhcp-server/option /ipv6/dhcp-server/option/sets
/ipv6/pool /ipv6/dhcp-server
/port
/ppp/profile
/interface/pppoe-client /interface/l2tp-client /interface/l2tp-ether /interface/ovpn-client /interface/pptp-client /interface/sstp-client
/interface/ppp-client
/queue/type /queue/interface /queue/tree /queue/simple
/routing/id /routing/table /routing/bgp/instance /routing/bgp/template /routing/ospf/instance /routing/ospf/area
/routing/pimsm/instance /routing/rip/instance /routing/isis/instance
/snmp/community
/system/logging/action
/user/group
/system/script
/user-manager/attribute /user-manager/limitation /user-manager/profile /user-manager/user/group /user-manager/user
/zerotier
/caps-man/aaa /caps-man/access-list /caps-man/manager /caps-man/manager/interface /caps-man/provisioning
/certificate/settings /certificate/crl /certificate/scep-server
/console/settings
/container/config /container
/disk/settings
/ip/smb
/interface/bridge/calea /interface/bridge/filter /interface/bridge/msti /interface/bridge/nat /interface/bridge/port
/interface/bridge/port/mst-override /interface/bridge/settings /interface/vpls/bgp-vpls
/ip/firewall/connection/tracking
/ip/neighbor/discovery-settings
/ip/settings /ipv6/settings
/interface/bridge/host /interface/bridge/mdb /interface/bridge/vlan
/interface/detect-internet
/interface/dot1x/client /interface/dot1x/server
/interface/ethernet/poe/settings /interface/ethernet/switch/host /interface/ethernet/switch/l3hw-settings
/interface/ethernet/switch/rule /interface/ethernet/switch/vlan
/interface/l2tp-server/server
/interface/list/member
/interface/lte/settings
/interface/mesh/port
/interface/ovpn-server/server /interface/pppoe-server/server /interface/pptp-server/server /interface/sstp-server/server
/interface/vxlan/vteps
/interface/wifi/access-list /interface/wifi/cap /interface/wifi/capsman /interface/wifi/provisioning
/interface/wireguard/peers
/interface/wireless/access-list /interface/wireless/align /interface/wireless/cap /interface/wireless/connect-list
/interface/wireless/sniffer /interface/wireless/snooper
/ip/address /ip/arp
/ip/cloud /ip/cloud/advanced
/ip/dhcp-client /ip/dhcp-relay
/ip/dhcp-server/alert /ip/dhcp-server/config /ip/dhcp-server/lease /ip/dhcp-server/matcher /ip/dhcp-server/network
/ip/dns /ip/dns/adlist /ip/dns/forwarders /ip/dns/static
/ip/firewall/address-list /ip/firewall/calea /ip/firewall/filter /ip/firewall/mangle /ip/firewall/nat /ip/firewall/raw
/ip/firewall/service-port
/ip/hotspot/ip-binding /ip/hotspot/service-port /ip/hotspot/user /ip/hotspot/walled-garden /ip/hotspot/walled-garden/ip
/ip/ipsec/identity /ip/ipsec/policy /ip/ipsec/settings
/ip/kid-control/device
/ip/media /ip/media/settings /ip/nat-pmp /ip/nat-pmp/interfaces
/ip/packing
/ip/proxy /ip/proxy/access /ip/proxy/cache /ip/proxy/direct
/ip/route /ipv6/route
/ip/service
/ip/smb/shares
/ip/socks /ip/socks/access /ip/socks/users
/ip/ssh
/ip/tftp /ip/tftp/settings
/ip/traffic-flow /ip/traffic-flow/ipfix /ip/traffic-flow/target
/ip/upnp /ip/upnp/interfaces
/ipv6/address /ipv6/dhcp-client /ipv6/dhcp-relay /ipv6/dhcp-server/binding
/ipv6/firewall/address-list /ipv6/firewall/filter /ipv6/firewall/mangle /ipv6/firewall/nat /ipv6/firewall/raw
/ipv6/nd /ipv6/nd/prefix /ipv6/nd/prefix/default /ipv6/nd/proxy /ipv6/nd/settings /ipv6/neighbor
/lcd /lcd/interface /lcd/interface/pages /lcd/pin /lcd/screen
/mpls /mpls/settings /mpls/interface /mpls/ldp /mpls/ldp/accept-filter /mpls/ldp/advertise-filter /mpls/ldp/interface
/ppp/aaa /ppp/l2tp-secret /ppp/secret
/radius /radius/incoming
/routing/bfd/configuration
/routing/bgp/connection /routing/bgp/evpn /routing/bgp/vpls /routing/bgp/vpn
/routing/filter/community-ext-list /routing/filter/community-large-list /routing/filter/community-list /routing/filter/num-list
/routing/filter/rule /routing/filter/select-rule
/routing/gmp
/routing/igmp-proxy /routing/igmp-proxy/interface /routing/igmp-proxy/mfc
/routing/ospf/area/range /routing/ospf/interface-template /routing/ospf/static-neighbor
/routing/pimsm/interface-template
/routing/rip/interface-template
/routing/rpki /routing/rule /routing/settings
/snmp
*
/system/clock /system/clock/manual
/system/console /system/console/screen
/system/gps /system/health
/system/identity
/system/leds /system/leds/settings
/system/logging
/system/note
/system/ntp/client /system/ntp/client/servers /system/ntp/key /system/ntp/server
/system/package/local-update/mirror /system/package/local-update/update-package-source /system/package/update
/system/resource/hardware/usb-settings /system/resource/irq
/system/routerboard/mode-button /system/routerboard/reset-button /system/routerboard/settings /system/routerboard/usb
/system/routerboard/wps-button
/system/scheduler
/system/swos
/system/ups
/system/watchdog
/tool/bandwidth-server
/tool/calea
/tool/e-mail
/tool/graphing /tool/graphing/interface /tool/graphing/queue /tool/graphing/resource
/tool/mac-server /tool/mac-server/mac-winbox /tool/mac-server/ping
/tool/netwatch
/tool/romon /tool/romon/port
/tool/sms
/tool/sniffer
/tool/traffic-generator /tool/traffic-generator/packet-template /tool/traffic-generator/port /tool/traffic-generator/raw-packet-template
/tool/traffic-generator/stream
/tool/traffic-monitor
/tr069-client
/user/aaa /user/settings
/user-manager /user-manager/advanced /user-manager/database /user-manager/payment /user-manager/profile-limitation /user-manager/router
`

/**
 * Menus that come after another one in older exports. Scripts come after schedulers in compact exports of 6.x to 7.20rc3; 7.23.2 and 7.24.5
 * list them among the named items, and so do verbose exports (7.17.2, 7.24.4). That this changed with 7.21 is inferred.
 */
export const earlierOrder: Readonly<Record<string, string>> = { '/system/script': '/system/scheduler' }
