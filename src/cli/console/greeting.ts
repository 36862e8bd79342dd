// Owns the console's greeting and its `help` text.

/** Printed when a console opens on a terminal. */
export const greeting = ({ release, folder }: { readonly release: string; readonly folder: string | undefined }): string =>
  [
    `  RouterOS ${release} by offbox, ${folder === undefined ? 'in memory (--device DIR stores it)' : `stored in ${folder}`}`,
    '  Tab completes, F1 helps, Ctrl-X is safe mode, Ctrl-D exits; help lists keys.',
    '',
    '',
  ].join('\n')

/** Printed by `help`. */
export const helpText = ({ questionHelps }: { readonly questionHelps: boolean }): string =>
  `${[
    `Tab             completes a word, also by initials (mt); twice: lists the choices`,
    `${questionHelps ? 'F1, ?           show' : 'F1              shows'} what can be typed at the cursor`,
    'Up, Down        lines of the entry, then earlier entries (Ctrl-P, Ctrl-N)',
    'Ctrl-R, F3      search earlier entries; Enter accepts, Esc cancels',
    'Enter           runs the entry, or continues it if a bracket or quote is open',
    'F8              prints all lines of the entry',
    'Ctrl-\\          splits the line',
    'Home, End       start and end of the line; twice: of the entry (Ctrl-A, Ctrl-E)',
    'Ctrl-K, Ctrl-U  delete after and before the cursor; Ctrl-W the word before it',
    'F7, Ctrl-V      hot-lock: words are completed as you type',
    'Ctrl-X, F4      safe mode: Ctrl-D reverts its changes, Ctrl-X keeps them',
    'Ctrl-L, F5      clear the screen',
    'Ctrl-C          discards the entry, stops a running one',
    'Ctrl-D          exits; /quit too, and keeps the changes of safe mode',
    '',
    '/undo and /redo revert and reapply commands; /system/history/print lists them.',
  ].join('\n')}\n`
