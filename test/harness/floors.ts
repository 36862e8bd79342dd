// Owns the floors of the source: which files may import which.

/** The floors, highest first: a file imports from its own floor and from those above. A name with `/` at its end is a folder. */
const floors: readonly string[] = [
  // Functions of the platform, which the page replaces by its own.
  'src/crypto.ts',
  'src/compress.ts',
  'src/text/',
  'src/diagnostic/',
  'src/value/',
  // Types only: the names that the parser looks up, of which the tree consists.
  'grammar/names.ts',
  'src/syntax/',
  'grammar/',
  'src/host/files.ts',
  'src/host/judge.ts',
  'src/host/acme.ts',
  'src/host/mail.ts',
  'src/host/transfer.ts',
  'src/host/sentence.ts',
  'src/host/ssh.ts',
  'src/host/host.ts',
  'src/schema/',
  'src/resolve/',
  'src/compile/',
  'src/print/',
  'src/pki/',
  'src/device/',
  'src/builtins/',
  'src/menus/',
  'src/session-options.ts',
  'src/configuration.ts',
  'src/session-programs.ts',
  'src/session.ts',
  'src/host/',
  'src/settings/',
  'src/ide/',
  'src/shell/',
  'src/remote/',
  'src/ssh/',
  'src/entry-options.ts',
  'src/entry.ts',
  'src/host/page/world.ts',
  'src/drawn/',
  'src/index.ts',
  'src/fuzz/',
  'src/page/',
  'src/cli/',
]

/** Returns the number of a file's floor, 0 for the highest; -1 where it has none. */
export const floorOf = (path: string): number => {
  const exact = floors.indexOf(path)
  return exact !== -1 ? exact : floors.findIndex((floor) => floor.endsWith('/') && path.startsWith(floor))
}
