// Owns all writing to standard output and standard error. Messages are escaped; a script's output and files for programs are written
// unchanged.
import { fstatSync, statSync, writeSync } from 'node:fs'
import { devNull } from 'node:os'
import { isatty } from 'node:tty'
import { causeOf, hasCode, type SystemError } from '../host/node/cause.ts'
import { toBytes } from '../text/bytes.ts'
import { visible } from '../text/visible.ts'
import { Complaint, ExitCode } from './exit-code.ts'

/** The number of bytes buffered unless the output is a terminal. */
const bufferBytes = 64 * 1024

/** The delay before retrying a slow reader, in milliseconds. */
const retryMs = 5

const descriptors = { out: 1, error: 2 } as const

/** Standard output or standard error. */
export type Stream = keyof typeof descriptors

/**
 * Whether the stream is a terminal; also works in threads. Files and pipes are detected without node's terminal module, which loads its
 * network module: 5 ms of processor time.
 */
export function isTerminal(stream: Stream): boolean {
  const descriptor = descriptors[stream]
  const { isCharacterDevice, rdev } = described(descriptor)
  return isCharacterDevice && rdev !== described(devNull).rdev && isatty(descriptor)
}

/**
 * Columns and rows of the terminal on standard output; defaults if there is none, or if it reports 0 (a pseudo-terminal whose size was not
 * set).
 */
export function terminalSize(): { readonly width: number; readonly height: number } {
  const { columns, rows } = isTerminal('out') ? process.stdout : defaultSize
  return { width: columns || defaultSize.columns, height: rows || defaultSize.rows }
}

const defaultSize = { columns: 80, rows: 24 } as const

function described(file: number | string): { readonly isCharacterDevice: boolean; readonly rdev: number } {
  try {
    const stats = typeof file === 'number' ? fstatSync(file) : statSync(file)
    return { isCharacterDevice: stats.isCharacterDevice(), rdev: stats.rdev }
  } catch (error) {
    if (!hasCode(error)) throw error
    return { isCharacterDevice: false, rdev: -1 }
  }
}

/**
 * Writes bytes (one per character) in order; call `flush` before anything else is shown or waited for. Throws the system's error (EPIPE),
 * or a Complaint (73).
 */
export interface Output {
  write(bytes: string): void
  flush(): void
}

/** Standard output for a script's output and for files read by programs: unbuffered, or in large pieces. */
export function outputTo(atOnce: boolean): Output {
  let parts: string[] = []
  let size = 0
  const flush = (): void => {
    if (size === 0) return
    const bytes = Buffer.from(parts.join(''), 'latin1')
    parts = []
    size = 0
    writeAll(descriptors.out, bytes)
  }
  return {
    flush,
    write(bytes) {
      parts.push(bytes)
      size += bytes.length
      if (atOnce || size >= bufferBytes) flush()
    },
  }
}

/**
 * Writes a message to standard output, with control characters escaped except the colours of `paint.ts`. Throws the system's error (EPIPE),
 * or a Complaint (73).
 */
export const printMessage = (text: string): void => writeAll(descriptors.out, Buffer.from(shown(text)))

/** Writes a message to standard error. Ignores a closed stream. */
export function writeMessage(text: string): void {
  try {
    writeAll(descriptors.error, Buffer.from(shown(text)))
  } catch (error) {
    if (!hasCode(error)) throw error
  }
}

/** Writes terminal control sequences and text unescaped. Never use it for foreign text. */
export const writeRaw = (stream: Stream, signs: string | Uint8Array): void =>
  writeAll(descriptors[stream], typeof signs === 'string' ? Buffer.from(signs) : signs)

/** Colour sequences (ECMA-48, SGR), and links to files (OSC 8). */
const colour = /(\x1b\[[\d;]*m|\x1b\]8;;(?:file:[\w/.%:~+-]*)?\x1b\\)/

/** A message as `printMessage` writes it, as bytes, for buffered output. */
export const shownBytes = (text: string): string => toBytes(shown(text))

/** Colours are harmless and stay. */
const shown = (text: string): string =>
  text
    .split(colour)
    .map((part, at) => (at % 2 === 1 ? part : visible(part)))
    .join('')

/**
 * Converts a write error: EPIPE (the reader has gone) stays as it is, since each verb ends differently then; any other error, such as a
 * full disk, becomes a Complaint (73).
 */
const writeError = (error: SystemError): Error =>
  error.code === 'EPIPE' ? error : new Complaint(ExitCode.cannotCreate, `cannot write standard output: ${causeOf(error)}`)

function writeAll(descriptor: number, bytes: Uint8Array): void {
  const cell = new Int32Array(new SharedArrayBuffer(4))
  for (let at = 0; at < bytes.length;) {
    try {
      at += writeSync(descriptor, bytes, at)
    } catch (error) {
      if (!hasCode(error)) throw error
      if (error.code !== 'EAGAIN') throw descriptor === descriptors.out ? writeError(error) : error
      // Pipes of a parent that is Node do not block: the reader must catch up first.
      Atomics.wait(cell, 0, 0, retryMs)
    }
  }
}
