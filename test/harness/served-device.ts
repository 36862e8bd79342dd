// Owns a device that `offbox serve` serves, in a process of its own, and asking it by REST.
import { spawn, type ChildProcess } from 'node:child_process'
import { existsSync, readFileSync } from 'node:fs'
import { request, type Agent } from 'node:http'
import { join } from 'node:path'
import { top } from './sources.ts'

export interface Started {
  readonly process: ChildProcess
  readonly ports: Readonly<Record<string, number>>
  end(signal?: NodeJS.Signals): Promise<number | null>
}

let made = 0

/** Starts `offbox serve` in a folder and waits until it says its ports. */
export async function started(folder: string, ...words: readonly string[]): Promise<Started> {
  const ready = join(folder, `ready-${++made}.json`)
  const child = spawn(process.execPath, [join(top, 'dist', 'offbox.cjs'), 'serve', ...words, '--ready-file', ready], {
    cwd: folder,
    stdio: ['ignore', 'inherit', 'pipe'],
  })
  let told = ''
  child.stderr?.on('data', (data) => (told += String(data)))
  const exited = new Promise<number | null>((resolve) => child.once('exit', resolve))
  for (let turn = 0; !existsSync(ready); turn++) {
    if (turn > 600 || child.exitCode !== null) throw new Error(`it does not listen: ${told}`)
    await new Promise((resolve) => setTimeout(resolve, 100))
  }
  const ports = portsIn(readFileSync(ready, 'utf8'))
  return {
    process: child,
    ports,
    end(signal = 'SIGTERM') {
      child.kill(signal)
      return exited
    },
  }
}

/** What `--ready-file` tells. */
function portsIn(text: string): Readonly<Record<string, number>> {
  const found: unknown = JSON.parse(text)
  return Object.fromEntries(Object.entries(found ?? {}).map(([service, port]) => [service, Number(port)]))
}

export interface Answered {
  readonly status: number
  readonly text: string
}

export function rest(port: number, method: string, path: string, body?: object, agent?: Agent, user = 'admin:'): Promise<Answered> {
  const text = body === undefined ? '' : JSON.stringify(body)
  return new Promise((resolve, reject) => {
    const asked = request(
      {
        host: '127.0.0.1',
        port,
        method,
        path: `/rest${path}`,
        ...(agent === undefined ? {} : { agent }),
        headers: {
          authorization: `Basic ${Buffer.from(user).toString('base64')}`,
          'content-length': Buffer.byteLength(text),
          ...(text === '' ? {} : { 'content-type': 'application/json' }),
        },
      },
      (response) => {
        let found = ''
        response.setEncoding('utf8')
        response.on('data', (part: string) => (found += part))
        response.on('end', () => resolve({ status: response.statusCode ?? 0, text: found }))
      },
    )
    asked.on('error', reject)
    asked.end(text)
  })
}
