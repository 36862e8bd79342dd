// Owns messages for the file system's error codes.

/** An error of the file system: `ENOENT`, `EACCES` ... */
export interface SystemError extends Error {
  readonly code: string
}

/** Whether an error has a code of the system, such as `ENOENT`. */
export const hasCode = (error: unknown): error is SystemError => error instanceof Error && 'code' in error && typeof error.code === 'string'

const words: Readonly<Record<string, string>> = {
  ENOENT: 'no such file or folder',
  EACCES: 'permission denied',
  EPERM: 'permission denied',
  EROFS: 'the file system is read-only',
  ENOSPC: 'no space left',
  EDQUOT: 'no space left',
  EISDIR: 'it is a folder',
  ENOTDIR: 'a part of the path is not a folder',
  ENOTEMPTY: 'the folder is not empty',
  ELOOP: 'it is a symbolic link',
  ENAMETOOLONG: 'the name is too long',
  EMFILE: 'too many open files',
  EIO: 'the device reports an input/output error',
}

/** Returns an error's message, without the path. */
export const causeOf = ({ code }: SystemError): string => words[code] ?? code
