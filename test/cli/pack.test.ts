// Owns the tests of the published package: it contains what a user needs, and nothing else.
import { execFileSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, posix } from 'node:path'
import { pathToFileURL } from 'node:url'
import { afterAll, describe, expect, it } from 'vitest'

const top = join(import.meta.dirname, '..', '..')

interface Packed {
  readonly files: readonly { readonly path: string }[]
}

/** The members of package.json. */
const manifest = () => {
  const read: unknown = JSON.parse(readFileSync(join(top, 'package.json'), 'utf8'))
  return typeof read === 'object' && read !== null ? Object.fromEntries<unknown>(Object.entries(read)) : {}
}

/** The anchors of a page's headings, as GitHub and npm generate them: lower case, blanks as hyphens, without punctuation. */
const anchorsOf = (page: string): ReadonlySet<string> =>
  new Set(
    [...page.matchAll(/^#+ (.+)$/gm)].map(([, heading = '']) =>
      heading
        .toLowerCase()
        .replaceAll(/[^\w\- ]/g, '')
        .replaceAll(' ', '-'),
    ),
  )

describe('the packed file', () => {
  const json = execFileSync('npm', ['pack', '--dry-run', '--json', '--ignore-scripts'], { cwd: top, encoding: 'utf8' })
  const read: unknown = JSON.parse(json)
  const names = Array.isArray(read) ? read.flatMap((packed: Packed) => packed.files.map(({ path }) => path)) : []

  it('contains the bundles, their notices, the facts, and the pages for readers', () => {
    const facts = /^dist\/((page\/)?facts\/[\w-]+\.json|rules\/[\w-]+\.txt|man\/offbox[\w-]*\.1)$/
    expect(names.filter((name) => !facts.test(name)).sort()).toMatchSnapshot()
    expect(names.filter((name) => facts.test(name)).length).toBeGreaterThan(50)
  })

  it('contains the targets of all links of its pages: files and anchors', () => {
    const pages = new Map(names.filter((name) => name.endsWith('.md')).map((name) => [name, readFileSync(join(top, name), 'utf8')]))
    const broken = [...pages].flatMap(([name, text]) =>
      [...text.matchAll(/\]\((?!https?:)([^)#\s]*)(?:#([^)\s]+))?\)/g)].flatMap(([, path = '', anchor]) => {
        const target = path === '' ? name : posix.normalize(posix.join(posix.dirname(name), path))
        const found = names.includes(target) && (anchor === undefined || anchorsOf(pages.get(target) ?? '').has(anchor))
        return found ? [] : [`${name}: ${path}#${anchor ?? ''}`]
      }),
    )
    expect(broken).toEqual([])
  })

  it('names every manual page, as npm installs only those', () => {
    const pages = readdirSync(join(top, 'dist', 'man')).sort()
    expect(manifest()['man']).toEqual(pages.map((name) => `./dist/man/${name}`))
  })

  it('contains the licences of the libraries that are bundled, in the page too', () => {
    const of = (folder: string): readonly string[] =>
      [...readFileSync(join(top, folder, 'THIRD-PARTY-NOTICES.txt'), 'utf8').matchAll(/^-{80}\n\n(\S+) \d/gm)].flatMap(
        ([, name]) => name ?? [],
      )
    const all = of('dist')
    expect(all).toEqual(expect.arrayContaining(['chevrotain', 'commander', 'fast-check', 'node-forge', 'ssh2', 'vscode-languageserver']))
    expect(of('dist/page')).toEqual(expect.arrayContaining(['@codemirror/view', '@noble/curves', 'chevrotain', 'node-forge']))
    const texts = readFileSync(join(top, 'dist', 'THIRD-PARTY-NOTICES.txt'), 'utf8')
    expect(texts.split('Permission is hereby granted').length).toBeGreaterThan(15)
    expect(texts.split('Apache License').length).toBeGreaterThan(1)
  })

  it('installs no dependencies: they are bundled', () => {
    expect([manifest()['dependencies'], manifest()['optionalDependencies']]).toEqual([undefined, undefined])
  })
})

it('npm pack prints only the file name, which pre-commit uses: the build prints nothing', () => {
  expect(execFileSync('npm', ['config', 'get', 'foreground-scripts'], { cwd: top, encoding: 'utf8' }).trim()).toBe('false')
})

it('values are printed with their class names by the bundle for programs', () => {
  const program = `import { inspect } from 'node:util'
    import { createDevice } from ${JSON.stringify(pathToFileURL(join(top, 'dist', 'index.js')).href)}
    const session = createDevice().session({ write: () => {} })
    const texts = ['1d', '192.0.2.1', '192.0.2.0/24', '2001:db8::1', '2001:db8::/32', '*5', '({1;2})']
    console.log(texts.map((text) => inspect(session.feed(':return ' + text).value).split(' ')[0]).join(' '))`
  const printed = execFileSync(process.execPath, ['--input-type=module', '--eval', program], { encoding: 'utf8' })
  expect(printed.trim()).toBe('Time Ip IpPrefix Ip6 Ip6Prefix Id ArrayValue')
})

describe('the types of the packed file', () => {
  const folder = mkdtempSync(join(tmpdir(), 'offbox-types-'))
  afterAll(() => rmSync(folder, { recursive: true }))

  it('import only those of node and of fast-check', () => {
    mkdirSync(join(folder, 'node_modules', '@types'), { recursive: true })
    symlinkSync(top, join(folder, 'node_modules', 'offbox'))
    for (const name of ['@types/node', 'fast-check', 'pure-rand', 'undici-types']) {
      symlinkSync(join(top, 'node_modules', name), join(folder, 'node_modules', name))
    }
    writeFileSync(join(folder, 'package.json'), '{ "type": "module" }')
    const program = [
      "import { createDevice, check, type Diagnostic, type RunResult } from 'offbox'",
      "import { values, type TypeName } from 'offbox/fuzz'",
      'const result: RunResult = createDevice({ release: "7.16" }).run(":put 1")',
      'const found: readonly Diagnostic[] = check(":put 1")',
      'const names: readonly TypeName[] = Object.keys(values) as TypeName[]',
      'console.log(result.output, found.length, names.length)',
    ]
    writeFileSync(join(folder, 'program.ts'), program.join('\n'))
    const options = ['--noEmit', '--strict', '--module', 'nodenext', '--target', 'es2022', '--lib', 'es2023', '--types', 'node']
    const compiler = join(top, 'node_modules', 'typescript', 'bin', 'tsc')
    expect(execFileSync(process.execPath, [compiler, ...options, 'program.ts'], { cwd: folder, encoding: 'utf8' })).toBe('')
  })
})
