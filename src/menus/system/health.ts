// Owns `set` of /system/health: on boards of 7.x its rows are sensors, and settings without a row go to /system/health/settings.
import { set } from '../../device/commands/set.ts'
import { invoke } from '../../device/invoke.ts'
import { extend } from '../declaration.ts'

/** The command `set`: without rows to select it runs `set` of /system/health/settings. */
export const health = extend('/system/health', {
  commands: {
    set: {
      about: 'sets a value of the settings of the fans',
      run(call) {
        const { device, given, menu, actor } = call
        if (menu.kind === 'settings' || given.has('numbers')) return set(call)
        return invoke(device, '/system/health/settings/set', { given }, actor)
      },
    },
  },
})
