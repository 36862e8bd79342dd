// Owns the notes on /disk and the menus below it: hand-written metadata (menu-notes.ts).
import { notes } from './menu-notes.ts'

export const disk = notes(() => ({
  '/disk': {
    boardRows: { by: 'slot' },
    name: 'slot',
    places: { 'nvme-discover': 'address' },
    alsoTakes: {
      type: 'enum :raid nvme-tcp iscsi nfs ramdisk crypted',
      'file-system': 'enum :btrfs xfs',
      'raid-role': 'num :spare',
    },
  },
  '/disk/*': { packages: ['rose-storage'], exportsGiven: true },
  '/disk/settings': {
    defaults: {
      'auto-media-interface': 'none',
      'auto-media-sharing': 'no',
      'auto-smb-sharing': 'no',
      'auto-smb-user': 'guest',
      'default-mount-point-template': '[slot]',
    },
  },
  '/disk/btrfs/filesystem': {
    columns: [
      {
        names:
          'label dev-ids devs default-subvolume spaces balance-status uuid write-errors read-errors ' +
          'flush-errors corruption-errors generation-errors',
      },
    ],
  },
}))
