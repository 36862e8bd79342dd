// Owns the interface to the world (types only): clock, randomness, keys, files, network. Its methods block.
import type { KeyObject } from 'node:crypto'

/** RSA sizes and curves that a certificate template may ask for. */
export type KeySize = '1024' | '1536' | '2048' | '4096' | '8192' | 'prime256v1' | 'secp384r1' | 'secp521r1'

export interface Clock {
  /** Nanoseconds since 1970-01-01 UTC. */
  now(): bigint
  /** Waits (or, in memory, moves the clock) by `ns` nanoseconds; returns early, with false, where the user interrupts. */
  sleep(ns: bigint): boolean
}

export interface Random {
  /** `length` bytes. */
  bytes(length: number): Uint8Array
}

export interface Keys {
  /** A fresh private key. `progress` is called now and then while a slow one is made. */
  make(size: KeySize, progress?: () => void): KeyObject
}

/**
 * The device's own files, by their RouterOS names (`pub/x.txt`, no leading slash). Contents are raw bytes.
 * Where and how they are kept is the host's: in memory, or in a folder.
 */
export interface Files {
  list(): readonly FileInfo[]
  read(name: string): Uint8Array | undefined
  write(name: string, contents: Uint8Array): void
  makeDirectory(name: string): void
  remove(name: string): void
}
export interface FileInfo {
  readonly name: string
  readonly directory: boolean
  /** Bytes; 0 for a directory. */
  readonly size: number
  /** Nanoseconds since 1970-01-01 UTC. */
  readonly modified: bigint
}

/** What a host lets a script do outside; undefined means: not allowed, and the command says so. */
export interface Network {
  resolve(name: string): string | undefined
}

export interface Host {
  readonly clock: Clock
  readonly random: Random
  readonly keys: Keys
  readonly files: Files
  readonly network: Network | undefined
  /** Authorities that the world takes for trustworthy, as DER: what `/certificate/builtin` chooses from. Absent: none. */
  readonly authorities?: () => readonly Uint8Array[]
}
