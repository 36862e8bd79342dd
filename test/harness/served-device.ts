// Owns a device that `offbox serve` serves in another process, and REST requests to it.
import { spawn, type ChildProcess } from 'node:child_process'
import { existsSync, readFileSync } from 'node:fs'
import { request, type Agent } from 'node:http'
import { join } from 'node:path'
import { top } from './sources.ts'
import { until } from './until.ts'

/** A running `offbox serve`. `told` returns its standard error so far. */
export interface Started {
  readonly process: ChildProcess
  readonly ports: Readonly<Record<string, number>>
  readonly errorOutput: () => string
  end(signal?: NodeJS.Signals): Promise<number | null>
}

let made = 0

/** Starts `offbox serve` in a folder and waits until it listens, for a minute at most. */
export async function started(folder: string, ...words: readonly string[]): Promise<Started> {
  const ready = join(folder, `ready-${++made}.json`)
  const child = spawn(process.execPath, [join(top, 'dist', 'offbox.cjs'), 'serve', ...words, '--ready-file', ready], {
    cwd: folder,
    stdio: ['ignore', 'inherit', 'pipe'],
  })
  let told = ''
  child.stderr?.on('data', (data) => (told += String(data)))
  const exited = new Promise<number | null>((resolve) => child.once('exit', resolve))
  await until(() => existsSync(ready) || child.exitCode !== null, { pauseMs: 100, seconds: 60, told: () => told })
  if (!existsSync(ready)) throw new Error(`offbox serve has ended: ${told}`)
  const ports = portsIn(readFileSync(ready, 'utf8'))
  return {
    process: child,
    ports,
    errorOutput: () => told,
    end(signal = 'SIGTERM') {
      child.kill(signal)
      return exited
    },
  }
}

/** The ports in the file of `--ready-file`, by service. */
function portsIn(text: string): Readonly<Record<string, number>> {
  const found: unknown = JSON.parse(text)
  return Object.fromEntries(Object.entries(found ?? {}).map(([service, port]) => [service, Number(port)]))
}

/** A REST response. */
export interface Answered {
  readonly status: number
  readonly text: string
}

/** Sends a request to REST, by default as admin. */
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
