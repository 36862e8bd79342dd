// Owns the notes on /system/resource and the menus below it: hand-written metadata (menu-notes.ts).
import { notes } from '../menu-notes.ts'

export const resource = notes(() => ({
  '/system/resource/cpu': {
    columns: [{ names: 'cpu load irq disk' }],
    unknownRows: true,
  },
  '/system/resource/hardware': { unknownRows: true },
  '/system/resource/hardware/usb-settings': { defaults: { authorization: 'no' } },
  '/system/resource/irq': { boardRows: { numbered: true } },
  '/system/resource/irq/rps': { boardRows: { by: 'name' } },
  '/system/resource': {
    valuesAtRest: { 'bad-blocks': '0' },
    fromOutside: ['build-time', 'factory-software'],
  },
}))
