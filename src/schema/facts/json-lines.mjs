// Owns reading a file of JSON lines.
import { readFileSync } from 'node:fs'

/** Returns the values of a file in order; empty lines are skipped. */
export const jsonLines = (file) =>
  readFileSync(file, 'utf8')
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => JSON.parse(line))
