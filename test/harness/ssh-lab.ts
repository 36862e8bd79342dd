// Owns a device that serves SSH in another process, and running OpenSSH's programs against it.
import { spawn } from 'node:child_process'
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { started, type Started } from './served-device.ts'
import { until } from './until.ts'

/** The result of a program. */
export interface Ended {
  readonly code: number | null
  readonly out: string
  readonly err: string
}

/** Runs a program to its end; `input` is its standard input. */
export function ran(
  program: string,
  words: readonly string[],
  {
    cwd,
    env = {},
    input = '',
    timeout = 60_000,
  }: { readonly cwd: string; readonly env?: Readonly<Record<string, string>>; readonly input?: string; readonly timeout?: number },
): Promise<Ended> {
  return new Promise((resolve, reject) => {
    const child = spawn(program, words, { cwd, env: { ...process.env, ...env }, timeout })
    const [out, err]: [Buffer[], Buffer[]] = [[], []]
    child.stdout.on('data', (data: Buffer) => out.push(data))
    child.stderr.on('data', (data: Buffer) => err.push(data))
    child.on('error', reject)
    child.on('close', (code) => resolve({ code, out: Buffer.concat(out).toString('latin1'), err: Buffer.concat(err).toString('latin1') }))
    child.stdin.on('error', () => undefined)
    child.stdin.end(input)
  })
}

/** A device in a folder that serves SSH. */
export class SshLab {
  readonly folder: string
  #server: Started | undefined
  port = ''

  constructor(folder: string) {
    this.folder = folder
    // OpenSSH's programs run this one for passwords; it prints the password in the environment.
    writeFileSync(join(folder, 'askpass'), '#!/bin/sh\nprintf %s "$PASSWORD"\n', { mode: 0o755 })
  }

  /** Serves the device in `lab` of the folder until `stop`. */
  async start(...more: readonly string[]): Promise<void> {
    this.#server = await started(this.folder, '--listen', 'ssh=0', ...(more.includes('--device') ? more : ['--device', 'lab', ...more]))
    this.port = String(this.#server.ports['ssh'])
  }

  /** The standard error of the server so far. */
  get told(): string {
    return this.#server?.errorOutput() ?? ''
  }

  async stop(signal: NodeJS.Signals = 'SIGTERM'): Promise<void> {
    const server = this.#server
    if (server === undefined) return
    this.#server = undefined
    await server.end(signal)
  }

  /** Waits until `holds` returns true, for half a minute at most. */
  until(holds: () => Promise<boolean> | boolean): Promise<void> {
    return until(holds, { pauseMs: 100, seconds: 30, told: () => this.told })
  }

  /** The options of ssh, scp and sftp, which ignore the configuration of the user who runs the test. */
  get options(): readonly string[] {
    const known = ['-F', 'none', '-o', 'UserKnownHostsFile=known', '-o', 'StrictHostKeyChecking=accept-new', '-o', 'LogLevel=ERROR']
    return [...known, '-o', 'IdentityFile=none', '-o', 'IdentitiesOnly=yes', '-o', 'NumberOfPasswordPrompts=1', '-o', `Port=${this.port}`]
  }

  /** Runs `ssh`, `scp` or `sftp` with further words. */
  run(program: 'ssh' | 'scp' | 'sftp', words: readonly string[], { password = '', input = '' } = {}): Promise<Ended> {
    const env = { SSH_ASKPASS: join(this.folder, 'askpass'), SSH_ASKPASS_REQUIRE: 'force', PASSWORD: password, SSH_AUTH_SOCK: '' }
    return ran(program, [...this.options, ...words], { cwd: this.folder, env, input })
  }

  /** Returns the output of a command run by admin, with LF line ends. */
  async says(line: string): Promise<string> {
    const { out } = await this.run('ssh', ['admin@127.0.0.1', line])
    return out.replaceAll('\r\n', '\n').trimEnd()
  }
}
