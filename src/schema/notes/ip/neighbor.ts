// Owns the notes on /ip/neighbor and the menus below it: hand-written metadata (menu-notes.ts).
import { notes, to } from '../menu-notes.ts'

export const neighbor = notes(() => ({
  '/ip/neighbor': {
    // Its details have no legend (captures of ntc-templates).
    legends: [{ flags: '', releases: '2.0..' }],
    columns: [{ names: 'interface address mac-address identity version board' }],
    refers: { interface: to('/interface', 'all none dynamic static') },
  },
  '/ip/neighbor/discovery-settings': {
    defaults: {
      'discover-interface-list': 'static',
      'discover-interval': '30s',
      'lldp-mac-phy-config': 'no',
      'lldp-max-frame-size': 'no',
      'lldp-vlan-info': 'no',
      mode: 'tx-and-rx',
    },
    refers: { 'discover-interface-list': to('/interface/list', 'all none dynamic static') },
  },
  '/ip/neighbor/lldp': {
    columns: [
      {
        names:
          'interface address4 address6 mac-address lldp-chassis-id lldp-port-id lldp-port-description ' +
          'lldp-system-name lldp-system-description',
      },
    ],
  },
}))
