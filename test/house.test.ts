// Owns the rules of the house as tests: imports look down, no circles, no world outside its doors, lists equal folders.
import { execFileSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { describe, expect, it } from 'vitest'
import { circlesOf, claimsOf, longFunctionsOf, longLinesOf } from './harness/measures.ts'
import { holesOf, sourcesOf, top, worldOf } from './harness/sources.ts'

/** The floors, highest first: a file imports from its own and from those above. */
const floors: readonly string[] = [
  'src/text/',
  'src/diagnostic/',
  'src/value/',
  // What the parser asks of names is types only, and the tree is made of them.
  'grammar/names.ts',
  'src/syntax/',
  'grammar/',
  'src/host/host.ts',
  'src/schema/',
  'src/resolve/',
  'src/compile/',
  'src/print/',
  'src/pki/',
  'src/device/',
  'src/builtins/',
  'src/menus/',
  'src/session.ts',
  'src/host/',
  'src/index.ts',
  'src/fuzz/',
  'src/cli/',
]
const floorOf = (path: string): number => {
  const exact = floors.indexOf(path)
  return exact !== -1 ? exact : floors.findIndex((floor) => floor.endsWith('/') && path.startsWith(floor))
}

/** Folders whose files still name each other's types in a circle. A line goes with its circle; none comes. */
const circlesThatGo: readonly string[] = ['src/device/']

/** The most columns of a line, as prettier has it. */
const columns = 140
/** Tables that are long lines still. A file goes with its last one; none comes. */
const longLined: readonly string[] = ['src/schema/board-facts.ts', 'src/schema/references.ts']

/**
 * Types that are claimed without a reason (`claimsOf`), and what is too long. Only ever lower a number: to raise one is to loosen the rule.
 */
const most: Readonly<Record<string, number>> = {
  'as in sources': 6,
  '! in sources': 229,
  'as in tests': 17,
  '! in tests': 236,
  'functions over 60 lines': 7,
}

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

  it('has no circle of loading', () => {
    expect(circlesOf(sources, ({ loads }) => loads)).toEqual([])
  })

  it('has no circle of types', () => {
    const circles = circlesOf(sources, ({ imports }) => imports)
    expect(circles.filter((files) => !circlesThatGo.some((known) => files.every((path) => path.startsWith(known))))).toEqual([])
  })

  it('lets no menu import a menu', () => {
    const menus = new Set(sources.filter(({ path, text }) => isMenu(path, text)).map(({ path }) => path))
    const between = sources.flatMap(({ path, imports }) =>
      menus.has(path) ? imports.filter((to) => menus.has(to)).map((to) => `${path} -> ${to}`) : [],
    )
    expect(between).toEqual([])
  })

  it('touches the world only in host/node and cli', () => {
    const free = sources.filter(({ path }) => !/^src\/(host\/node|cli)\//.test(path))
    expect(free.flatMap(worldOf)).toEqual([])
  })
})

describe('files', () => {
  const ours = [...sources, ...tests]

  it('open with what they own', () => {
    expect(ours.filter(({ text }) => !/^(#!.*\n)?\/\/ Owns /.test(text)).map(({ path }) => path)).toEqual([])
  })

  it('stay under 400 lines', () => {
    expect(ours.filter(({ text }) => text.split('\n').length > 401).map(({ path }) => path)).toEqual([])
  })

  it('are named in kebab-case, without empty words', () => {
    const bad = ours.filter(
      ({ path }) =>
        !/^([a-z0-9][a-z0-9.-]*\/)*[a-z0-9][a-z0-9.-]*\.ts$/.test(path) ||
        /(^|[/-])(utils?|helpers?|misc|common|manager)([-./]|$)/.test(path),
    )
    expect(bad.map(({ path }) => path)).toEqual([])
  })

  it('have no line over 140 columns', () => {
    const files = tracked.filter((name) => /\.(ts|mjs|cjs)$/.test(name) && !longLined.includes(name))
    expect(files.flatMap((name) => longLinesOf(name, readFileSync(join(top, name), 'utf8'), columns))).toEqual([])
  })

  it('have no more than before of what should not be', () => {
    const places = {
      'as in sources': sources.flatMap((file) => claimsOf(file).as),
      '! in sources': sources.flatMap((file) => claimsOf(file).bang),
      'as in tests': tests.flatMap((file) => claimsOf(file).as),
      '! in tests': tests.flatMap((file) => claimsOf(file).bang),
      'functions over 60 lines': sources.flatMap((file) => longFunctionsOf(file, 60)),
    }
    const counts = Object.fromEntries(Object.entries(places).map(([what, found]) => [what, found.length]))
    const grown = Object.entries(places).filter(([what, found]) => found.length > (most[what] ?? 0))
    expect(grown, JSON.stringify(counts)).toEqual([])
  })

  it('hold no hole in the types', () => {
    expect(sources.filter(({ path }) => !path.endsWith('.d.ts')).flatMap(holesOf)).toEqual([])
  })
})

describe('lists', () => {
  it('names every menu of the folder, at the path that its file has', async () => {
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
      .flatMap((value) => (Array.isArray(value) ? value : []))
      .flatMap((menu: unknown) => (hasPath(menu) ? [menu.path] : []))
    expect(inList.toSorted()).toEqual(declared.toSorted())
  })

  it('names every word of the folder of builtins', () => {
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

  it('declares no token that the grammar does not use', () => {
    const rules = sources
      .filter(({ path }) => path.startsWith('grammar/') && path !== 'grammar/tokens.ts')
      .map(({ text }) => text)
      .join('\n')
    const tokens = readFileSync(join(top, 'grammar/tokens.ts'), 'utf8')
    const names = [...tokens.matchAll(/^export const ([A-Z]\w*) = /gm)].map(([, name]) => name!)
    expect(names.length).toBeGreaterThan(20)
    expect(names.filter((name) => !new RegExp(`\\b${name}\\b`).test(rules))).toEqual([])
  })
})

describe('top level', () => {
  it('holds only what belongs there', () => {
    const visible = new Set(tracked.map((name) => name.split('/')[0]!).filter((name) => !name.startsWith('.')))
    const known = ['README.md', 'fixtures', 'grammar', 'package-lock.json', 'package.json', 'src', 'test', 'tsconfig.json']
    expect([...visible].filter((name) => !known.includes(name))).toEqual([])
  })

  it('names no path of a machine and no host of a registry', () => {
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

/** Whether a file declares a menu (and not a part that several menus share). */
function isMenu(path: string, text: string): boolean {
  return path.startsWith('src/menus/') && /^export const \w+ = menu\(/m.test(text)
}

const hasPath = (value: unknown): value is { readonly path: string } =>
  typeof value === 'object' && value !== null && 'path' in value && typeof value.path === 'string'

async function objectsIn(path: string): Promise<readonly unknown[]> {
  const module: unknown = await import(pathToFileURL(join(top, path)).href)
  return Object.values(Object(module))
}
