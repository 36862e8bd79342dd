// Owns the notices of the libraries that are bundled: their names, versions and licences as one text.
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'

/** The folder of the package that a file belongs to; undefined for a file of offbox. */
const packageOf = (file) => /^(?:.*\/)?node_modules\/(?:@[^/]+\/)?[^/]+/.exec(file)?.[0]

/** The texts of a package's files of that kind, without blank lines around them. */
const textsOf = (folder, kind) =>
  readdirSync(folder)
    .filter((name) => kind.test(name))
    .sort()
    .map((name) => readFileSync(join(folder, name), 'utf8').trim())

/**
 * Returns the notices of all packages that bundles were made of. `inputs` are the files as esbuild's metafile names them, relative to
 * `top`. Throws an Error for a package that declares no licence.
 */
export function noticesOf(inputs, top) {
  const folders = [...new Set([...inputs].flatMap((file) => packageOf(file.replaceAll('\\', '/')) ?? []))].sort()
  const notices = folders.map((folder) => {
    const { name, version, license, licenses, author } = JSON.parse(readFileSync(join(top, folder, 'package.json'), 'utf8'))
    const declared = (license ?? licenses?.[0]?.type)?.replace(/^\((.*)\)$/, '$1')
    const texts = textsOf(join(top, folder), /^(licen[cs]e|copying|notice)([-.]|$)/i)
    if (declared === undefined && texts.length === 0) throw new Error(`${name} ${version} declares no licence`)
    const owner = typeof author === 'object' ? author.name : author
    const terms = texts.length > 0 ? texts : [`Copyright ${owner ?? 'its authors'}. The package contains no text of its licence.`]
    return [`${name} ${version}${declared === undefined ? '' : ` (${declared})`}`, ...terms].join('\n\n')
  })
  const line = `\n\n${'-'.repeat(80)}\n\n`
  return ['offbox contains code of these packages, under these licences.', ...notices].join(line) + '\n'
}

/** The file of notices beside bundles. */
export const noticesName = 'THIRD-PARTY-NOTICES.txt'
