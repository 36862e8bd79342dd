// Owns reading the checkouts of a suite.
import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs'
import { join, relative, sep } from 'node:path'

/** Returns all files below a folder, by their names with slashes. */
function filesOf(path) {
  const files = new Map()
  const visit = (at) => {
    for (const name of readdirSync(at)) {
      const inner = join(at, name)
      if (name === '.git') continue
      if (statSync(inner).isDirectory()) visit(inner)
      else files.set(relative(path, inner).split(sep).join('/'), readFileSync(inner))
    }
  }
  visit(path)
  return files
}

/** Returns the files of each checkout of a suite; undefined for a missing checkout. */
export function checkoutsOf(suite, folder) {
  const places = suite.checkouts.map((name) => join(folder, name))
  return places.every((place) => existsSync(place)) ? places.map(filesOf) : undefined
}
