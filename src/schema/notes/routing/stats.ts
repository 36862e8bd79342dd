// Owns the notes on /routing/stats: hand-written metadata (menu-notes.ts).
import { notes } from '../menu-notes.ts'

export const stats = notes(() => ({
  // The same page of the manual as for /routing/id.
  '/routing/stats': { releases: '7.0..' },
  '/routing/stats/*': { unknownRows: true },
  '/routing/stats/process': {
    columns: [
      {
        names:
          'tasks private-mem-blocks shared-mem-blocks pss rss vms retired id pid rpid process-time kernel-time ' +
          'cur-busy max-busy cur-calc max-calc',
      },
    ],
  },
}))
