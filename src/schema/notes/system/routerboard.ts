// Owns the notes on /system/routerboard and the menus below it: hand-written metadata (menu-notes.ts).
import { notes } from '../menu-notes.ts'

export const routerboard = notes(() => ({
  '/system/routerboard': {
    board: {
      kind: 'settings',
      commands: 'upgrade',
      properties: 'routerboard board-name model revision serial-number firmware-type factory-firmware current-firmware upgrade-firmware',
    },
  },
  // The manual's page on LTE: boards whose modem has two SIM slots.
  '/system/routerboard/modem': { board: { kind: 'settings', properties: 'sim-slot' } },
  '/system/routerboard/sim': { board: { kind: 'settings', properties: 'sim-slot' } },
  '/system/routerboard/mode-button': { board: { kind: 'settings', properties: 'enabled hold-time on-event' } },
  '/system/routerboard/reset-button': { board: { kind: 'settings', properties: 'enabled hold-time on-event' } },
  '/system/routerboard/settings': {
    board: {
      kind: 'settings',
      properties:
        'auto-upgrade boot-device boot-os boot-protocol cpu-frequency cpu-mode disable-pci enable-jumper-reset enter-setup-on ' +
        'etherboot-port force-backup-booter gpio-function init-delay memory-data-rate memory-frequency preboot-etherboot ' +
        'preboot-etherboot-server protected-routerboot reformat-hold-button reformat-hold-button-max regulatory-domain-ce ' +
        'silent-boot',
    },
  },
  '/system/routerboard/usb': { board: { kind: 'settings', commands: 'power-reset', properties: 'type usb-mode' } },
  '/system/routerboard/wps-button': { board: { kind: 'settings', properties: 'enabled hold-time on-event' } },
}))
