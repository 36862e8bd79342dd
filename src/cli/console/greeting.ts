// Owns what a console says of itself: a greeting, and what `help` lists.

/** Said when a console opens on a terminal. */
export const greeting = ({ release, folder }: { readonly release: string; readonly folder: string | undefined }): string =>
  [
    `  offbox: a console on RouterOS ${release}, ${folder === undefined ? 'in memory: nothing is kept (--device DIR keeps it)' : `kept in ${folder}`}`,
    '  Tab completes, F1 tells what may stand here, help lists the keys, Ctrl-D leaves.',
    '',
    '',
  ].join('\n')

/** What `help` says. */
export const helpText = ({ questionHelps }: { readonly questionHelps: boolean }): string =>
  `${[
    `Tab             completes a word; pressed twice it lists what fits (also by initials: /interface/mt)`,
    `${questionHelps ? 'F1, ?           tell' : 'F1              tells'} what may stand at the cursor`,
    'Up, Down        entries typed before, and lines of one that has several (Ctrl-P, Ctrl-N)',
    'Ctrl-R, F3      search in the entries typed before; Enter takes one, Esc none',
    'Enter           runs the entry; goes on in a new line while a bracket, a quote or \\ is open',
    'Ctrl-\\          splits the line',
    'Home, End       ends of the line; twice, of the entry (Ctrl-A, Ctrl-E)',
    'Ctrl-K, Ctrl-U  delete behind and before the cursor; Ctrl-W the word before it',
    'F7, Ctrl-V      hot-lock: words are completed as you type',
    'Ctrl-X, F4      safe mode: what is done in it is undone by Ctrl-D and kept by /quit and Ctrl-X',
    'Ctrl-L, F5      clear the screen',
    'Ctrl-C          drops the entry, stops one that runs',
    'Ctrl-D          leaves; /quit does, too',
    '',
    '/undo and /redo take back what was done; /system/history/print lists it.',
  ].join('\n')}\n`
