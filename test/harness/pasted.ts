// Owns running shell blocks of documents, with the built program as `offbox`.
import { spawnSync } from 'node:child_process'
import { chmodSync, mkdirSync, symlinkSync, writeFileSync } from 'node:fs'
import { delimiter, join } from 'node:path'
import { top } from './sources.ts'

const program = `exec ${process.execPath} ${join(top, 'dist', 'offbox.cjs')} "$@"\n`

/** Returns a function that runs a text in bash, in a new folder below `place` with `offbox`, `npx offbox` and `fixtures`. */
export const pasteInto =
  (place: string) =>
  (folder: string, text: string): { readonly code: number | null; readonly said: string } => {
    const bin = join(place, 'bin')
    mkdirSync(bin, { recursive: true })
    for (const [name, text] of Object.entries({ offbox: program, npx: `shift\n${program}` })) {
      writeFileSync(join(bin, name), `#!/bin/sh\n${text}`)
      chmodSync(join(bin, name), 0o755)
    }
    mkdirSync(join(place, folder))
    symlinkSync(join(top, 'fixtures'), join(place, folder, 'fixtures'))
    const env = { ...process.env, PATH: `${bin}${delimiter}${process.env['PATH'] ?? ''}` }
    const { status, stdout, stderr } = spawnSync('bash', ['-c', text], {
      cwd: join(place, folder),
      env,
      encoding: 'utf8',
      timeout: 240_000,
    })
    return { code: status, said: stdout + stderr }
  }
