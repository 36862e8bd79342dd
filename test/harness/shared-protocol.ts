// Owns starting commands that use a protocol on their standard streams (`dap`, `mcp`): in a separate process, or one after another in a
// shared process of the worker, since starting node takes longer than most of their tests.
import { fork, spawn, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync } from 'node:fs'
import { connect } from 'node:net'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import type { Readable, Writable } from 'node:stream'
import { removeFolder } from './remove-folder.ts'
import { top } from './sources.ts'

/** The streams of such a command, and its exit code. */
export interface Speaking {
  readonly input: Writable
  readonly output: Readable
  readonly exit: Promise<number | null>
}

const program = join(top, 'dist', 'offbox.cjs')

/** Starts a command in a separate process, as editors and agents do. */
export function speakAlone(words: readonly string[], cwd = process.cwd()): Speaking {
  const child = spawn(process.execPath, [program, ...words], { cwd, stdio: ['pipe', 'pipe', 'inherit'] })
  return { input: child.stdin, output: child.stdout, exit: new Promise((resolve) => child.once('exit', resolve)) }
}

let shared: { readonly child: ChildProcess; readonly path: string } | undefined

/** Starts a command in the shared process (`shared-protocol.mjs`): one at a time. */
export async function speakShared(words: readonly string[]): Promise<Speaking> {
  if (shared === undefined) {
    const path = join(mkdtempSync(join(tmpdir(), 'offbox-speaks-')), 'socket')
    const child = fork(join(top, 'test', 'harness', 'shared-protocol.mjs'), [program, path], {
      stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
    })
    shared = { child, path }
    await once(child, 'message')
  }
  const { child, path } = shared
  child.send({ words })
  await once(child, 'message')
  const socket = connect({ path, allowHalfOpen: true })
  await once(socket, 'connect')
  const exit = once(child, 'message').then(([told]: unknown[]) =>
    typeof told === 'object' && told !== null && 'code' in told ? Number(told.code) : null,
  )
  return { input: socket, output: socket, exit }
}

/** Ends the shared process: called after the tests of a file. */
export function endSpeaking(): void {
  shared?.child.kill()
  if (shared !== undefined) removeFolder(dirname(shared.path))
  shared = undefined
}
