// Owns running the built command line in tests, in a folder of its own.
import { spawnSync } from 'node:child_process'
import { mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { removeFolder } from './remove-folder.ts'
import { top } from './sources.ts'

/** What a run printed and how it ended. */
export interface Ran {
  readonly code: number | null
  readonly out: string
  readonly err: string
}

/** Runs `offbox` (the bundle in dist, so build first) in `folder` with `input` on standard input. */
export function offbox(folder: string, args: readonly string[], input: string | Uint8Array = ''): Ran {
  const { status, stdout, stderr } = spawnSync(process.execPath, [join(top, 'dist', 'offbox.cjs'), ...args], {
    cwd: folder,
    input,
    timeout: 240_000,
  })
  return { code: status, out: stdout.toString('utf8'), err: stderr.toString('utf8') }
}

/** A folder for one test file. */
export interface Scratch {
  readonly path: string
  remove(): void
}

export function scratch(): Scratch {
  const path = mkdtempSync(join(tmpdir(), 'offbox-'))
  return { path, remove: () => removeFolder(path) }
}
