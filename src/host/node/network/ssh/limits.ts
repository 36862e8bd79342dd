// Owns the limits of one SSH client.

/** The limits of one SSH client. */
export const sshLimits = {
  /** Bytes of a file: as large as a text of the device may be. */
  fileBytes: 1 << 26,
  /** Bytes of all open files of a channel. */
  openFilesBytes: 1 << 27,
  /** Open files and folders of a channel. */
  openHandles: 256,
  /** Bytes typed that the device has not processed. */
  unprocessedBytes: 1 << 16,
  /** Bytes that a client has not read. */
  unreadBytes: 1 << 26,
  /** Bytes of a line in the protocol of scp. */
  scpLineBytes: 8192,
  /** Attempts to log in, and milliseconds for them. */
  loginAttempts: 8,
  loginMs: 60_000,
  /** Channels of a connection. */
  channels: 64,
} as const
