// Owns the tests of the table of verbs: the list, the descriptions of options, and the exact help.
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, expectTypeOf, it } from 'vitest'
import { exitMeanings, ExitCode } from '../../src/cli/exit-code.ts'
import { boardModels } from '../../src/schema/boards.ts'
import { settingsSchema } from '../../src/settings/settings.ts'
import { verbs } from '../../src/cli/list.ts'
import { choiceOption, declareVerb, type FlagsOf, type GivenOption, type Verb, type VerbOptions } from '../../src/cli/verb.ts'
import { offbox } from '../harness/command-line.ts'
import { top } from '../harness/sources.ts'
import { thrownBy } from '../harness/expected.ts'

const folder = join(top, 'src', 'cli')

const loaded: readonly (readonly [string, Verb])[] = await Promise.all(
  [...verbs].map(async ([name, load]) => [name, (await load()).verb] as const),
)
const withBelow = loaded.flatMap(([name, verb]) => [
  [name, verb] as const,
  ...verb.verbs.map((one) => [`${name} ${one.name}`, one] as const),
])

describe('the list of verbs', () => {
  it('names every file that exports a verb, by the name of the verb', () => {
    const declared = readdirSync(folder).filter(
      (name) => name.endsWith('.ts') && /^export const verb = /m.test(readFileSync(join(folder, name), 'utf8')),
    )
    expect(loaded.map(([name]) => `${name}.ts`).toSorted()).toEqual(declared.toSorted())
    expect(loaded.map(([, verb]) => verb.name)).toEqual([...verbs.keys()])
  })

  it.each(withBelow)('%s describes its options', (_, { options, arguments: taken }) => {
    for (const [key, option] of Object.entries(options)) {
      expect(key).toMatch(/^[a-z][a-zA-Z]*$/)
      expect(option.about).not.toBe('')
      expect(option.value ?? '<switch>').toMatch(/^(<[a-z=]+>|\[[a-z]+\])$/)
      // An optional value has a default.
      expect(option.value?.startsWith('[') ?? false).toBe(option.bare !== undefined)
      if (option.defaultValue !== undefined) expect(() => option.parse?.(option.defaultValue ?? '')).not.toThrow()
    }
    expect(taken.slice(0, -1).filter(({ name }) => name.includes('...'))).toEqual([])
  })

  it.each(withBelow)('%s refuses a word that is not one of its choices', (_, { options }) => {
    for (const option of Object.values(options)) {
      if (option.choices === undefined || option.several === true) continue
      for (const one of option.choices) expect(option.parse?.(one)).toBe(one)
      const words = [...option.choices.slice(0, -1), ''].join(', ').slice(0, -2) + ` or ${option.choices.at(-1)}`
      expect(thrownBy(() => option.parse?.('bogus')).replace(/unknown .* 'bogus'/, 'WHAT')).toBe(`Complaint: WHAT: ${words}`)
    }
  })
})

describe('exit codes', () => {
  const page = readFileSync(join(folder, 'README.md'), 'utf8')

  it('are in one list, which the page repeats exactly', () => {
    const rows = Object.entries(ExitCode).map(([name, code]) => [
      String(code),
      Object.entries(exitMeanings).find(([one]) => one === name)?.[1],
    ])
    expect([...page.matchAll(/^\| (\d+) \| (.*) \|$/gm)].map(([, code, about]) => [code, about])).toEqual(rows)
  })

  it('an undeclared exit code is an internal error', async () => {
    const made = declareVerb({
      name: 'odd',
      about: '',
      options: {},
      arguments: [],
      examples: [],
      exits: { failed: 'x' },
      run: () => ExitCode.refused,
    })
    await expect(made.run?.([], {})).rejects.toThrowErrorMatchingInlineSnapshot(`[Error: offbox odd does not declare the exit code 2]`)
  })

  it('settings are listed on the page too', () => {
    const declared = Object.entries(settingsSchema['properties'] ?? {}).map(
      ([name, { description }]: [string, { readonly description: string }]) => [name, description],
    )
    const rows = [...page.matchAll(/^\| `(\$?[a-z]+)` \| (.*) \|$/gm)].map(([, name, about]) => [name, about])
    expect(rows.slice(0, declared.length)).toEqual(declared)
  })

  it('boards are listed on the page too', () => {
    const [, section = ''] = /^## Boards\n(.*?)^## /ms.exec(page) ?? []
    const rows = [...section.matchAll(/^\| `(.*)` \| (.*) \|$/gm)].map(([, model, name]) => [model, name])
    expect(rows).toEqual(boardModels().map(({ model, name }) => [model, name]))
  })
})

describe('help', () => {
  it('equals help.txt', async () => {
    const texts = ['', ...withBelow.map(([name]) => name)].map((name) => {
      const { code, out, err } = offbox(top, [...name.split(' ').filter((word) => word !== ''), '--help'])
      expect([code, err]).toEqual([0, ''])
      return `$ offbox ${name === '' ? '' : `${name} `}--help\n${out}`
    })
    await expect(texts.join('\n')).toMatchFileSnapshot('help.txt')
  })

  it('is also printed by help, by help VERB, and without a verb', () => {
    expect(offbox(top, ['help', 'diff'])).toEqual(offbox(top, ['diff', '--help']))
    expect(offbox(top, ['help'])).toEqual(offbox(top, ['--help']))
    expect(offbox(top, [])).toEqual({ code: 64, out: '', err: offbox(top, ['--help']).out })
    expect(offbox(top, ['rum'])).toEqual({ code: 64, out: '', err: "error: unknown command 'rum'\n(Did you mean run?)\n" })
  })
})

describe('options', () => {
  const options = {
    release: { value: '<release>', about: 'a release' },
    count: { value: '<number>', about: 'how many', defaultValue: '3', parse: Number },
    names: { value: '<name>', about: 'some', several: true },
    sum: { value: '<number>', about: 'added up', several: true, parse: (texts) => texts.map(Number).reduce((a, b) => a + b, 0) },
    all: { about: 'all' },
    format: choiceOption('<format>', ['human', 'json'], { about: 'how', defaultValue: 'human', what: 'format' }),
  } as const satisfies VerbOptions

  it('have the declared types', () => {
    expectTypeOf<FlagsOf<typeof options>>().toEqualTypeOf<
      { readonly count: number; readonly format: 'human' | 'json' } & {
        readonly release?: string | undefined
        readonly names?: readonly string[] | undefined
        readonly sum?: number | undefined
        readonly all?: true | undefined
      }
    >()
  })

  it('are parsed before the verb runs', async () => {
    const seen: unknown[] = []
    const verb = declareVerb({
      name: 'try',
      about: '',
      options,
      arguments: [
        { name: '<one>', about: '' },
        { name: '[rest...]', about: '' },
      ],
      examples: [],
      exits: {},
      run: (one, rest, flags) => {
        expectTypeOf(one).toEqualTypeOf<string>()
        expectTypeOf(rest).toEqualTypeOf<readonly string[]>()
        seen.push(one, rest, flags)
        return ExitCode.ok
      },
    })
    const run = (given: Readonly<Record<string, GivenOption>>): Promise<ExitCode> | undefined => verb.run?.(['a', ['b', 'c']], given)
    expect(await run({ count: '3', format: 'json', sum: ['1', '2'], names: ['x'], all: true })).toBe(ExitCode.ok)
    expect(seen).toEqual(['a', ['b', 'c'], { count: 3, format: 'json', sum: 3, names: ['x'], all: true }])
    await expect(run({ format: 'xml' })).rejects.toThrowErrorMatchingInlineSnapshot(`[Complaint: unknown format 'xml': human or json]`)
  })
})
