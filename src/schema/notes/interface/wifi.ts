// Owns the notes on /interface/wifi and the menus below it: hand-written metadata (menu-notes.ts).
import { each, notes, to, names } from '../menu-notes.ts'

export const wifi = notes(() => ({
  '/interface/wifi': {
    releases: '7.0..',
    // No listing up to 7.20 has it.
    flagReleases: { network: '7.21..' },
    flagColumns: 'M D N B XIR',
    emptyAtRest: ['cap'],
    prints: { config: { as: 'detail' } },

    refers: {
      security: to('/interface/wifi/security'),
      datapath: to('/interface/wifi/datapath'),
      channel: to('/interface/wifi/channel'),
      configuration: to('/interface/wifi/configuration'),
    },
  },
  '/interface/wifi/*': {
    packages: ['wifi-qcom', 'wifi-qcom-ac', 'wifi-qcom-be', 'wifi-mediatek'],
    types: { ...each('channel.band channel.width width', 'closed'), 'vlan-id': 'num 0..4095', 'datapath.vlan-id': 'num 0..4095' },
    exportsGiven: true,
  },
  '/interface/wifi/cap': {
    emptyAtRest: names('requested-certificate current-caps-man-address locked-caps-man-common-name current-caps-man-identity'),

    defaults: { enabled: 'no' },
    refers: {
      certificate: to('/certificate', 'none auto request'),
      'ca-certificate': to('/certificate', 'none auto request'),
      'discovery-interfaces': to('/interface /interface/list', 'all none dynamic static', true),
    },
  },
  '/interface/wifi/capsman': {
    emptyAtRest: ['generated-ca-certificate', 'generated-certificate'],

    defaults: { enabled: 'no' },
    refers: {
      certificate: to('/certificate', 'none auto request'),
      'ca-certificate': to('/certificate', 'none auto request'),
      interfaces: to('/interface /interface/list', 'all none dynamic static', true),
    },
  },
  '/interface/wifi/channel': { stem: 'ch' },
  '/interface/wifi/configuration': {
    // *Inferred* from /interface/wifi, whose details the manual shows with it.
    prints: { config: { as: 'detail' } },
    refers: { security: to('/interface/wifi/security'), datapath: to('/interface/wifi/datapath'), channel: to('/interface/wifi/channel') },
    stem: 'cfg',
  },
  '/interface/wifi/datapath': { refers: { bridge: to('/interface/bridge', 'none') }, stem: 'datapath' },
  '/interface/wifi/provisioning': {
    refers: { 'master-configuration': to('/interface/wifi/configuration'), 'slave-configurations': to('/interface/wifi/configuration') },
  },
  '/interface/wifi/security': { stem: 'sec' },
  '/interface/wifi/access-list': {
    emptyAtRest: ['last-logged-in', 'last-logged-out'],
    refers: { interface: to('/interface /interface/list', 'any all none dynamic static') },
  },
  '/interface/wifi/radio': {
    columns: [{ names: 'cap radio-mac interface' }],
  },
  '/interface/wifi/registration-table': {
    columns: [{ names: 'interface ssid mac-address uptime last-activity signal auth-type band' }],
  },
}))
