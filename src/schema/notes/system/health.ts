// Owns the notes on /system/health and the menus below it: hand-written metadata (menu-notes.ts).
import { notes, names } from '../menu-notes.ts'

export const health = notes(() => ({
  '/system/health': {
    emptyAtRest: names(
      'core 3.3v 5v 12v lm87-temp cpu-temp board-temp ' +
        'voltage1 voltage2 voltage3 voltage4 voltage5 voltage6 voltage7 voltage8 voltage9 voltage10 ' +
        'temp1 temp2 temp3 fan1 fan2 fan3 state name value type',
    ),

    // One row per sensor on boards of 7.x; virtual machines have one value.
    board: { kind: 'fixed', properties: 'name value type' },
    boardArguments: {
      set:
        'fan-control-interval fan-full-speed-temp fan-min-speed-percent fan-target-temp fan-switch use-fan active-fan ' +
        'fan-on-threshold fan-mode cpu-overtemp-check cpu-overtemp-startup-delay cpu-overtemp-threshold',
    },
    defaults: { 'state-after-reboot': 'enabled' },
  },
  '/system/health/settings': {
    board: {
      kind: 'settings',
      properties:
        'fan-control-interval fan-full-speed-temp fan-min-speed-percent fan-on-threshold fan-switch fan-target-temp ' +
        'cpu-overtemp-check cpu-overtemp-startup-delay cpu-overtemp-threshold fan-mode use-fan',
    },
  },
}))
