// Owns the notes on /interface/wireless and the menus below it: hand-written metadata (menu-notes.ts).
import { each, notes, to } from '../menu-notes.ts'

export const wireless = notes(() => ({
  '/interface/wireless': {
    emptyAtRest: ['dfs-test-mode'],
    fromOutside: ['pci-info', 'interface-type'],

    listedOnly: '..',
    // The manual's types have bool for both; its page, and defaults of devices, have these words.
    types: each('keepalive-frames multicast-buffering', 'enum enabled disabled'),
    defaults: { mode: 'station', ssid: 'MikroTik' },
    refers: { 'security-profile': to('/interface/wireless/security-profiles', 'default none') },
  },
  '/interface/wireless/*': { packages: ['wireless'], types: { 'vlan-id': 'num 0..4095' } },
  '/interface/wireless/access-list': { sensitive: ['management-protection-key'] },
  '/interface/wireless/connect-list': { refers: { 'security-profile': to('/interface/wireless/security-profiles', 'default none') } },
  '/interface/wireless/manual-tx-power-table': { refers: { name: to('/interface/wireless') } },
  '/interface/wireless/nstreme': { refers: { name: to('/interface/wireless') } },
  '/interface/wireless/security-profiles': {
    listing: 'detail',
    sensitive: ['management-protection-key'],
    // 6.49.7 and every compact export of a device with the wireless package.
    factory: { selects: 'default', rows: ['default=yes name=default supplicant-identity=MikroTik'] },
  },
  '/interface/wireless/align': { places: { monitor: 'interface', 'test-audio': 'test-value' } },
  '/interface/wireless/info': {
    places: { ...each('allowed-channels default-scan-list hw-info scan-list', 'interface'), 'country-info': 'country' },
  },
  '/interface/wireless/sniffer': { places: { sniff: 'interface' } },
  '/interface/wireless/snooper': { places: { snoop: 'interface', 'flat-snoop': 'interface' } },
  '/interface/wireless/wps': { board: { kind: 'list', properties: 'name' } },
  '/interface/wireless/cap': {
    emptyAtRest: ['requested-certificate', 'locked-caps-man-common-name'],
  },
}))
