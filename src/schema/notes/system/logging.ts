// Owns the notes on /system/logging and the menus below it: hand-written metadata (menu-notes.ts).
import { notes, to } from '../menu-notes.ts'

export const logging = notes(() => ({
  '/system/logging': {
    columns: [{ names: 'topics action prefix' }],
    types: { topics: 'closed' },
    refers: { action: to('/system/logging/action', 'memory disk echo remote') },
    factory: {
      selects: 'number',
      rows: [
        'default=yes action=memory disabled=no prefix="" topics=info',
        'default=yes action=memory disabled=no prefix="" topics=error',
        'default=yes action=memory disabled=no prefix="" topics=warning',
        'default=yes action=echo disabled=no prefix="" topics=critical',
      ],
    },
  },
  '/system/logging/action': {
    alsoTakes: { action: 'enum ? :' },
    types: { 'remote-port': 'num 0..65535', remote: 'host', 'src-address': 'host' },
    factory: {
      selects: 'number',
      rows: [
        'default=yes memory-lines=1000 memory-stop-on-full=no name=memory target=memory',
        'default=yes disk-file-count=2 disk-file-name=log disk-lines-per-file=1000 disk-stop-on-full=no name=disk target=disk',
        'default=yes name=echo remember=yes target=echo',
        'default=yes name=remote remote=0.0.0.0 remote-port=514 src-address=0.0.0.0 syslog-facility=daemon syslog-severity=auto ' +
          'syslog-time-format=bsd-syslog target=remote',
      ],
    },
    relevance: {
      by: 'target',
      parts: {
        disk: ['disk-'],
        echo: ['remember'],
        email: ['email-'],
        memory: ['memory-'],
        remote: ['remote', 'src-address', 'syslog-', 'bsd-syslog', 'vrf', 'add-topics-string'],
      },
    },
  },
}))
