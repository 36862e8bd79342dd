// Owns the limits of one SSH client.

export const bounds = {
  /** Bytes of a file: as large as a text of the device may be. */
  file: 1 << 26,
  /** Bytes of all open files of a channel. */
  files: 1 << 27,
  /** Open files and folders of a channel. */
  handles: 256,
  /** Bytes typed that the device has not processed. */
  typed: 1 << 16,
  /** Bytes that a client has not read. */
  unread: 1 << 26,
  /** Bytes of a line in the protocol of scp. */
  line: 8192,
  /** Attempts to log in, and milliseconds for them. */
  tries: 8,
  grace: 60_000,
  /** Channels of a connection. */
  channels: 64,
} as const
