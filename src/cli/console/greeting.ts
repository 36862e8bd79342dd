// Owns the console's greeting and its `help` text.

/** Printed when a console opens on a terminal. */
export const greeting = ({ release, folder }: { readonly release: string; readonly folder: string | undefined }): string =>
  [
    `  RouterOS ${release} by offbox, ${folder === undefined ? 'in memory (--device DIR keeps it)' : `kept in ${folder}`}`,
    '  Tab completes, F1 helps, Ctrl-X is safe mode, Ctrl-D leaves; help lists keys.',
    '',
    '',
  ].join('\n')

/** Printed by `help`. */
export const helpText = ({ questionHelps }: { readonly questionHelps: boolean }): string =>
  `${[
    `Tab             completes a word, by initials too (mt); pressed twice it lists`,
    `${questionHelps ? 'F1, ?           tell' : 'F1              tells'} what may stand at the cursor`,
    'Up, Down        lines of the entry, and entries typed before (Ctrl-P, Ctrl-N)',
    'Ctrl-R, F3      search in the entries typed before; Enter takes one, Esc none',
    'Enter           runs the entry, or goes on where a sign or a quote is open',
    'F8              prints all lines of the entry',
    'Ctrl-\\          splits the line',
    'Home, End       ends of the line; twice, of the entry (Ctrl-A, Ctrl-E)',
    'Ctrl-K, Ctrl-U  delete behind and before the cursor; Ctrl-W the word before it',
    'F7, Ctrl-V      hot-lock: words are completed as you type',
    'Ctrl-X, F4      safe mode: Ctrl-D undoes what is done in it, Ctrl-X keeps it',
    'Ctrl-L, F5      clear the screen',
    'Ctrl-C          drops the entry, stops one that runs',
    'Ctrl-D          leaves; /quit does, too, and keeps what safe mode did',
    '',
    '/undo and /redo revert and reapply commands; /system/history/print lists them.',
  ].join('\n')}\n`
