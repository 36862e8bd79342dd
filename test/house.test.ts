// Owns the rules for the sources as tests: imports look down, no import cycles, outside access in few places, lists equal folders.
import { execFileSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { describe, expect, it } from 'vitest'
import { floorOf } from './harness/floors.ts'
import {
  importCyclesOf,
  claimsOf,
  longFunctionsOf,
  longLinesOf,
  namesExportedTwiceIn,
  partialComparisonsOf,
  undocumentedExportsOf,
} from './harness/measures.ts'
import {
  untypedPartsOf,
  literalsOf,
  messageMatchesOf,
  sourceOf,
  sourcesOf,
  type SourceFile,
  terminalWritesOf,
  top,
  outsideAccessOf,
} from './harness/sources.ts'
import { existing } from './harness/existing.ts'

/**
 * Type assertions without a reason (`claimsOf`), long functions, exports without a docstring, and tests that compare a part of a value.
 * Only ever lower a number: raising it loosens the rule.
 */
const most: Readonly<Record<string, number>> = {
  'as in sources': 3,
  '! in sources': 187,
  'as in tests': 0,
  '! in tests': 0,
  'exports without a docstring': 0,
  'exports of tests without a docstring': 0,
  'functions over 60 lines': 0,
  'partial comparisons in tests': 256,
}

/** The maximum columns of a line, as in the formatter. */
const columns = 140

/** The number of lines of a text that ends with a line end. */
const linesOf = (text: string): number => text.split('\n').length - 1

/** Notes are data inside functions. */
const isNoData = ({ path }: { readonly path: string }): boolean => !path.startsWith('src/schema/notes/')

const sources = [...sourcesOf('grammar'), ...sourcesOf('src')]
const tests = sourcesOf('test')
const tracked = execFileSync('git', ['ls-files', '-z'], { cwd: top, encoding: 'utf8' })
  .split('\0')
  .filter((name) => name !== '')

describe('floors', () => {
  it('holds every source on a floor', () => {
    expect(sources.filter(({ path }) => floorOf(path) === -1).map(({ path }) => path)).toEqual([])
  })

  it('imports only from the same floor and from floors above', () => {
    const upward = sources.flatMap(({ path, imports }) =>
      imports.filter((to) => floorOf(to) > floorOf(path) || floorOf(to) === -1).map((to) => `${path} -> ${to}`),
    )
    expect(upward).toEqual([])
  })

  it('has no cycle of imports at run time', () => {
    expect(importCyclesOf(sources, ({ loads }) => loads)).toEqual([])
  })

  it('has no cycle of imports, with types', () => {
    expect(importCyclesOf(sources, ({ imports }) => imports)).toEqual([])
  })

  // Knowledge about menus by name is data in schema/notes/; everything else reaches device/ as hooks of declarations.
  it('names no menu in device/', () => {
    const device = sources.filter(({ path }) => path.startsWith('src/device/'))
    expect(device.flatMap((source) => literalsOf(source).filter((text) => /^\/[a-z]/.test(text)))).toEqual([])
  })

  // A menu does not import another one, not through shared parts either.
  it('imports no menu from another menu', () => {
    const menus = new Set(sources.filter(({ path, text }) => isMenu(path, text)).map(({ path }) => path))
    const imports = new Map(sources.map((source) => [source.path, source.imports]))
    const between = [...menus].flatMap((menu) => chainsTo(menu, imports, (path) => path !== menu && menus.has(path)))
    expect(between).toEqual([])
  })

  // A file in the folder of a menu belongs to it; code that other menus use too is in `parts/`, which uses nothing that belongs to one
  // menu.
  it('imports from the folder of another menu only its parts/', () => {
    const menus = new Set(sources.filter(({ path, text }) => isMenu(path, text)).map(({ path }) => path.replace(/\.ts$/, '')))
    const topOf = (path: string): string | undefined =>
      [...menus].filter((menu) => path === `${menu}.ts` || path.startsWith(`${menu}/`)).sort((a, b) => a.length - b.length)[0]
    const isShared = (path: string): boolean => path.includes('/parts/')
    const foreign = sources.flatMap(({ path, imports }) =>
      imports
        .filter((to) => topOf(to) !== undefined && !isShared(to) && path !== 'src/menus/list.ts')
        .filter((to) => path.startsWith('src/menus/') && (isShared(path) || topOf(path) !== topOf(to)))
        .map((to) => `${path} -> ${to}`),
    )
    expect(foreign).toEqual([])
  })

  it('accesses the outside only in host/node, host/page, page and cli', () => {
    const free = sources.filter(({ path }) => !/^src\/(host\/node|host\/page|page|cli)\//.test(path))
    expect(free.flatMap(outsideAccessOf)).toEqual([])
  })
})

describe('files', () => {
  const ours = [...sources, ...tests]

  // `npm test` skips these: foreign programs are not installed everywhere.
  it('are named .judged.test.ts if and only if they need foreign programs', () => {
    const needing = tests.filter(({ path, imports }) => path.endsWith('.test.ts') && imports.includes('test/harness/judge.ts'))
    expect(needing.map(({ path }) => path)).toEqual(tests.map(({ path }) => path).filter((path) => path.endsWith('.judged.test.ts')))
  })

  it('start with a comment that says what they own', () => {
    expect(ours.filter(({ text }) => !/^(#!.*\n)?\/\/ Owns /.test(text)).map(({ path }) => path)).toEqual([])
  })

  it('have at most 300 lines, tests 400', () => {
    const isLong = ({ path, text }: SourceFile): boolean => linesOf(text) > (path.startsWith('test/') ? 400 : 300)
    expect(ours.filter(isLong).map(({ path }) => path)).toEqual([])
  })

  it('of code have a median of at most 70 lines', () => {
    const lengths = sources
      .filter(isNoData)
      .map(({ text }) => linesOf(text))
      .toSorted((a, b) => a - b)
    expect(lengths[Math.floor(lengths.length / 2)]).toBeLessThanOrEqual(70)
  })

  it('are named in kebab-case, without empty words', () => {
    const bad = ours.filter(
      ({ path }) =>
        !/^([a-z0-9][a-z0-9.-]*\/)*[a-z0-9][a-z0-9.-]*\.ts$/.test(path) ||
        // The menu of a device with that name is allowed.
        /(^|[/-])(utils?|helpers?|misc|common|manager)([-./]|$)/.test(path.replace(/^src\/schema\/notes\/user-manager\b/, '')),
    )
    expect(bad.map(({ path }) => path)).toEqual([])
  })

  it('have no line over 140 columns', () => {
    const files = tracked.filter((name) => /\.(ts|mjs|cjs)$/.test(name))
    expect(files.flatMap((name) => longLinesOf(name, readFileSync(join(top, name), 'utf8'), columns))).toEqual([])
  })

  it('have no more than the allowed numbers of type assertions, long functions and undocumented exports', () => {
    const places = {
      'as in sources': sources.flatMap((file) => claimsOf(file).as),
      '! in sources': sources.flatMap((file) => claimsOf(file).bang),
      'as in tests': tests.flatMap((file) => claimsOf(file).as),
      '! in tests': tests.flatMap((file) => claimsOf(file).bang),
      'functions over 60 lines': sources.filter(isNoData).flatMap((file) => longFunctionsOf(file, 60)),
      'exports without a docstring': sources.filter(isNoData).flatMap(undocumentedExportsOf),
      'exports of tests without a docstring': tests.flatMap(undocumentedExportsOf),
      'partial comparisons in tests': tests.flatMap(partialComparisonsOf),
    }
    const counts = Object.fromEntries(Object.entries(places).map(([what, found]) => [what, found.length]))
    const grown = Object.entries(places).filter(([what, found]) => found.length > (most[what] ?? 0))
    expect(grown, JSON.stringify(counts)).toEqual([])
  })

  it('have no implicit or explicit any', () => {
    expect(sources.filter(({ path }) => !path.endsWith('.d.ts')).flatMap(untypedPartsOf)).toEqual([])
  })
})

describe('exported names', () => {
  /**
   * Files whose exports other files use with a prefix only (`tokens.Key`), and files that replace another module, with its names. Only
   * ever shorten this list.
   */
  const exempt: readonly string[] = [
    'grammar/modes.ts',
    'grammar/tokens.ts',
    'src/compile/comparison.ts',
    'src/value/numbers.ts',
    // The page's functions of node:crypto and node:zlib, and the same functions, which load these.
    'src/host/page/lazy-compress.ts',
    'src/host/page/lazy-crypto.ts',
    // The page's form of `buffer`, of `src/compile/emit/regions.ts` and of `src/host/node/facts.ts`; the build puts it in their place.
    'src/host/page/facts.ts',
    'src/host/page/regions.ts',
    'src/host/page/utf8.ts',
  ]

  it('are declared in one file each', () => {
    expect(namesExportedTwiceIn(sources.filter(({ path }) => !exempt.includes(path)))).toEqual([])
  })

  it('are found in each form of declaration', () => {
    const forms = [
      'export const a = 1',
      'export const { b: a } = c',
      'export const [a] = c',
      'export function a() {}',
      'export class a {}',
      'export interface a {}',
      'export type a = 1',
    ]
    for (const text of forms)
      expect(namesExportedTwiceIn([sourceOf('x.ts', text), sourceOf('y.ts', 'export const a = 2')]), text).toEqual(['a: x.ts, y.ts'])
    for (const text of ['const a = 1', 'export { a } from "./y.ts"', 'export const a = menu({})'])
      expect(namesExportedTwiceIn([sourceOf('x.ts', text), sourceOf('y.ts', 'export const a = 2')]), text).toEqual([])
  })
})

describe('messages', () => {
  /** Messages of other programs that have no code, and one prefix of ours that is removed. */
  const known: Readonly<Record<string, string>> = {
    'src/compile/place.ts': "V8's words for a full stack, compared with those that it used before",
    'src/diagnostic/failure.ts': '`failure: ` before the reason',
    'src/host/node/network/fault.ts': "OpenSSL's lines",
    'src/pki/cipher.ts': "OpenSSL's words for a cipher that it does not know",
    'src/cli/fuzz/reproduce.ts': 'line ends, in a comment of one line',
  }

  it('are never parsed: code reads codes and causes (src/diagnostic/cause.ts)', () => {
    const found = sources
      .map((source) => ({ path: source.path, places: messageMatchesOf(source) }))
      .filter(({ places }) => places.length > 0)
    expect(found.filter(({ path }) => !Object.hasOwn(known, path)).flatMap(({ places }) => places)).toEqual([])
    expect(Object.keys(known).filter((path) => !found.some((one) => one.path === path))).toEqual([])
  })
})

describe('writes to the terminal', () => {
  // These use a protocol with an editor or an agent.
  const otherWriters = ['src/cli/output.ts', 'src/cli/lsp.ts', 'src/cli/mcp.ts', 'src/cli/dap.ts']

  it('happen in one file, which escapes control bytes (src/cli/output.ts)', () => {
    const writes = sources.filter(({ path }) => !otherWriters.includes(path)).flatMap(terminalWritesOf)
    expect(writes).toEqual([])
  })

  it('are detected in every form', () => {
    for (const text of [
      'process.stdout.write(a)',
      'process.stderr.end(a)',
      'console.error(a)',
      'writeSync(2, a)',
      'fs.writeFileSync(1, a)',
      'pipe(process.stdout)',
    ])
      expect(terminalWritesOf(sourceOf('x.ts', text)), text).toHaveLength(1)
    for (const text of ['coloursFor(process.stdout)', 'process.stdout.columns', 'writeSync(file, a)'])
      expect(terminalWritesOf(sourceOf('x.ts', text)), text).toEqual([])
  })
})

describe('lists of the source', () => {
  it('contain every menu of the folder, at the path that its file has', async () => {
    const listed = await objectsIn('src/menus/list.ts')
    const declared: string[] = []
    for (const { path, text } of sources) {
      if (!isMenu(path, text)) continue
      const own = (await objectsIn(path)).flatMap((value) => (hasPath(value) ? [value] : []))
      const wanted = path.slice('src/menus'.length, -'.ts'.length)
      expect(
        own.map((menu) => menu.path),
        path,
      ).toContain(wanted)
      declared.push(...own.map((menu) => menu.path))
    }
    const inList = listed
      // The exports of a module may be anything; arrays among them are searched.
      .flatMap((value) => (Array.isArray(value) ? (value as unknown[]) : []))
      .flatMap((menu: unknown) => (hasPath(menu) ? [menu.path] : []))
    expect(inList.toSorted()).toEqual(declared.toSorted())
  })

  it('contain every file of notes, at the menu that the file has', async () => {
    const [listed] = await objectsIn('src/schema/notes/list.ts')
    const names = new Map(Object.entries(listed ?? {}))
    const files = sources.filter(({ path, text }) => path.startsWith('src/schema/notes/') && /^export const \w+ = notes\(/m.test(text))
    const keyOf = (path: string): string => path.slice('src/schema/notes'.length, -'.ts'.length)
    const special = new Map([
      ['/root', '/'],
      ['/every', '*'],
    ])
    for (const { path } of files) {
      const key = special.get(keyOf(path)) ?? keyOf(path)
      const [file] = await objectsIn(path)
      expect(names.get(key), path).toBe(file)
      const speaksOf = isNotesFile(file) ? Object.keys(file()) : []
      const outside = speaksOf.filter((noted) => noted !== key && !noted.startsWith(`${key}/`))
      expect(outside, path).toEqual([])
    }
    expect(names.size).toBe(files.length)
  })

  it('contain every word of the folder of builtins', () => {
    const list = sources.find(({ path }) => path === 'src/builtins/list.ts')
    const words = sources.filter(({ path }) => path.startsWith('src/builtins/') && path !== list?.path)
    const reached = new Set<string>()
    const reach = (path: string): void => {
      if (reached.has(path)) return
      reached.add(path)
      for (const to of sources.find((source) => source.path === path)?.imports ?? []) reach(to)
    }
    if (list !== undefined) reach(list.path)
    expect(words.filter(({ path }) => !reached.has(path)).map(({ path }) => path)).toEqual([])
    expect(list).toBeDefined()
  })

  it('declare no token that the grammar does not use', () => {
    const rules = sources
      .filter(({ path }) => path.startsWith('grammar/') && path !== 'grammar/tokens.ts')
      .map(({ text }) => text)
      .join('\n')
    const tokens = readFileSync(join(top, 'grammar/tokens.ts'), 'utf8')
    const names = [...tokens.matchAll(/^export const ([A-Z]\w*) = /gm)].map(([, name]) => existing(name, 'name'))
    expect(names.length).toBeGreaterThan(20)
    expect(names.filter((name) => !new RegExp(`\\b${name}\\b`).test(rules))).toEqual([])
  })
})

describe('the architecture page', () => {
  it('names existing files', () => {
    const page = readFileSync(join(top, 'src/README.md'), 'utf8')
    const named = [...page.matchAll(/`([\w./-]+\.(?:ts|cjs))`/g)].flatMap(([, name]) => name ?? [])
    const built = /^(dist\/|core\.cjs$)/
    const isThere = (name: string): boolean => tracked.some((path) => path === `src/${name}` || path.endsWith(`/${name}`) || path === name)
    expect(named.length).toBeGreaterThan(80)
    expect(named.filter((name) => !built.test(name) && !isThere(name))).toEqual([])
  })
})

describe('test/README.md', () => {
  it('quotes titles of tests that exist', () => {
    const page = readFileSync(join(top, 'test/README.md'), 'utf8')
    const cited = [...page.matchAll(/`([\w./-]+\.test\.ts)`: ("[^"]*"(?:, "[^"]*")*)/g)].flatMap(([, file = '', titles = '']) =>
      [...titles.matchAll(/"([^"]*)"/g)].map(([, title = '']) => ({ file, title })),
    )
    expect(cited.length).toBeGreaterThan(10)
    const exists = ({ file, title }: { readonly file: string; readonly title: string }): boolean =>
      tests.some(({ path, text }) => path === `test/${file}` && text.replaceAll("\\'", "'").includes(title))
    expect(cited.filter((one) => !exists(one))).toEqual([])
  })
})

describe('top level', () => {
  it('contains only the known files and folders', () => {
    const visible = new Set(tracked.map((name) => existing(name.split('/')[0], 'folder')).filter((name) => !name.startsWith('.')))
    const known = ['LICENSE', 'README.md', 'fixtures', 'grammar', 'package-lock.json', 'package.json', 'src', 'test', 'tsconfig.json']
    expect([...visible].filter((name) => !known.includes(name))).toEqual([])
  })

  it('contains no path of a machine and no host of a registry', () => {
    const machine = new RegExp(
      ['/wo' + 'rk/(main|shared)', '/tm' + 'p/', '/ho' + 'me/[a-z]', '/ro' + 'ot/', 'registry\\.npm' + 'js', '"resol' + 'ved":'].join('|'),
    )
    const files = tracked.filter((name) => !/\.(p12|pfx|der|crt|cer|key|pem|json)$/.test(name) || name === 'package-lock.json')
    const text = (name: string): string => {
      try {
        return readFileSync(join(top, name), 'latin1')
      } catch {
        return ''
      }
    }
    expect(files.filter((name) => machine.test(text(name)))).toEqual([])
  })
})

/** Whether a file declares or extends a menu (and is not a shared part). */
function isMenu(path: string, text: string): boolean {
  return path.startsWith('src/menus/') && /^export const \w+ = (menu|extend)\(/m.test(text)
}

/** Whether a value is the function that a notes file exports. */
const isNotesFile = (value: unknown): value is () => object => typeof value === 'function'

const hasPath = (value: unknown): value is { readonly path: string } =>
  typeof value === 'object' && value !== null && 'path' in value && typeof value.path === 'string'

async function objectsIn(path: string): Promise<readonly unknown[]> {
  const module: unknown = await import(pathToFileURL(join(top, path)).href)
  const values: readonly unknown[] = typeof module === 'object' && module !== null ? Object.values(module) : []
  return values
}

/** Returns the shortest chain of imports from a file to each file for which `isEnd` returns true. */
function chainsTo(from: string, imports: ReadonlyMap<string, readonly string[]>, isEnd: (path: string) => boolean): readonly string[] {
  const chains = new Map([[from, from]])
  const found: string[] = []
  for (const [path, chain] of chains)
    if (isEnd(path)) found.push(chain)
    else for (const to of imports.get(path) ?? []) if (!chains.has(to)) chains.set(to, `${chain} -> ${to}`)
  return found
}
