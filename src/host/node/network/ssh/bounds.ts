// Owns what one client of SSH may take of the machine.

export const bounds = {
  /** Bytes of a file: as much as a text of the device. */
  file: 1 << 26,
  /** Bytes of all files that are open on a channel. */
  files: 1 << 27,
  /** Files and folders that are open on a channel. */
  handles: 256,
  /** Bytes typed that the device has not come to. */
  typed: 1 << 16,
  /** Bytes that a client has not taken. */
  unread: 1 << 26,
  /** A line of the protocol of scp. */
  line: 8192,
  /** How many times somebody may try to log in, and in how many milliseconds. */
  tries: 8,
  grace: 60_000,
  /** Channels of a connection. */
  channels: 64,
} as const
