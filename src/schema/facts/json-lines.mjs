// Owns reading a file of JSON, one value a line.
import { readFileSync } from 'node:fs'

/** The values of a file, in its order; blank lines are none. */
export const jsonLines = (file) =>
  readFileSync(file, 'utf8')
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => JSON.parse(line))
