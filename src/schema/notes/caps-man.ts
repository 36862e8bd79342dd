// Owns the notes on /caps-man and the menus below it: hand-written metadata (menu-notes.ts).
import { each, notes, to, names } from './menu-notes.ts'

export const capsMan = notes(() => ({
  '/caps-man': { listedOnly: '..' },
  '/caps-man/*': {
    packages: ['wireless'],
    types: {
      ...each('vlan-id datapath.vlan-id', 'num 0..4095'),
      // The manual's types have bool, its page these words.
      ...each('keepalive-frames configuration.keepalive-frames', 'enum enabled disabled'),
    },
    refers: { certificate: to('/certificate', 'none auto request'), 'ca-certificate': to('/certificate', 'none auto request') },
  },
  '/caps-man/configuration': {
    refers: { security: to('/caps-man/security'), datapath: to('/caps-man/datapath'), channel: to('/caps-man/channel') },
  },
  '/caps-man/datapath': { refers: { bridge: to('/interface/bridge', 'none') } },
  '/caps-man/manager': {
    order: 'enabled certificate ca-certificate package-path upgrade-policy require-peer-certificate',
    emptyAtRest: ['generated-certificate', 'generated-ca-certificate'],
    refers: { certificate: to('/certificate', 'none auto request'), 'ca-certificate': to('/certificate', 'none auto request') },
  },
  // Every export with this menu, from a device with CAPsMAN, has a row like this.
  '/caps-man/manager/interface': { factory: { selects: 'default', rows: ['default=yes disabled=no forbid=no interface=all'] } },
  '/caps-man/provisioning': {
    listing: 'detail',
    refers: { 'master-configuration': to('/caps-man/configuration'), 'slave-configurations': to('/caps-man/configuration') },
  },
  '/caps-man/interface': {
    places: each('hw-info possible-channels reselect-channel scan', 'interface'),
    columns: [{ names: 'name radio-mac master-interface' }],
    emptyAtRest: names(
      'default-name current-state current-channel current-rate-set current-basic-rate-set current-registered-clients ' +
        'current-authorized-clients',
    ),
  },
  '/caps-man/remote-cap': {
    columns: [{ names: 'address ident state radios' }],
  },
  '/caps-man/radio': {
    columns: [{ names: 'radio-mac interface remote-ap-ident' }],
  },
  '/caps-man/registration-table': {
    columns: [{ names: 'interface mac-address uptime rx-signal' }],
  },
}))
