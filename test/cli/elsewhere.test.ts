// Owns the tests of offbox in another folder: installed from the packed file, as a hook, as a step of CI, in bash.
import { execFileSync, spawnSync } from 'node:child_process'
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { verbs } from '../../src/cli/list.ts'
import { generatedFiles } from '../../src/cli/generated.ts'
import { offbox, scratch, type Ran } from '../harness/command-line.ts'
import { continued } from '../harness/expected.ts'
import { existing } from '../harness/existing.ts'
import { top } from '../harness/sources.ts'

const place = scratch()
const repository = join(place.path, 'repository')
afterAll(() => place.remove())

const run = (program: string, args: readonly string[], env: Readonly<Record<string, string>> = {}): Ran => {
  const { status, stdout, stderr } = spawnSync(program, args, {
    cwd: repository,
    encoding: 'utf8',
    env: { ...process.env, ...env },
    timeout: 240_000,
  })
  return { code: status, out: stdout, err: stderr }
}
const installed = (...args: string[]): Ran => run(join(repository, 'node_modules', '.bin', 'offbox'), args)

describe('the packed file', () => {
  let packed = ''
  beforeAll(() => {
    mkdirSync(repository)
    writeFileSync(join(repository, 'package.json'), '{ "name": "somebody", "private": true }')
    writeFileSync(join(repository, 'a.rsc'), '/ip adress print\n')
    execFileSync('npm', ['pack', '--ignore-scripts', '--silent', '--pack-destination', place.path], { cwd: top })
    packed = join(place.path, readdirSync(place.path).find((name) => name.endsWith('.tgz')) ?? '')
    // Everything needed at run time is in its bundles.
    execFileSync('npm', ['install', '--silent', '--no-audit', '--no-fund', '--omit=dev', '--ignore-scripts', packed], { cwd: repository })
  })

  it('provides the command', () => {
    expect(installed('check', 'a.rsc')).toMatchInlineSnapshot(`
      {
        "code": 1,
        "err": "",
        "out": "fails when reached: bad command name adress [bad-command-name]
       --> a.rsc:1:5
      1 | /ip adress print
        |     ^^^^^^
      help: did you mean 'address'?

      1 script checked: 1 place that fails when reached
      1 finding can be fixed with --fix
      ",
      }
    `)
  })

  it('contains the schema, completions, manual pages and rule pages', () => {
    const folder = join(repository, 'node_modules', 'offbox', 'dist')
    for (const name of ['offbox.schema.json', 'completions/offbox.bash', 'man/offbox-check.1', 'rules/weak-key.txt'])
      expect(readFileSync(join(folder, name), 'utf8')).not.toBe('')
  })

  it('works as a step of GitHub Actions', () => {
    const script = join(top, '.github', 'actions', 'check', 'check.sh')
    const action = readFileSync(join(top, '.github', 'actions', 'check', 'action.yml'), 'utf8')
    expect(/^ +run: (.*)$/m.exec(action)?.[1]).toBe('bash "$ROOT/.github/actions/check/check.sh"')
    const ran = run('bash', [script], {
      PACKAGE: packed,
      ARGS: '--severity warning',
      PATHS: 'a.rsc',
      ROOT: top,
      RUNNER_TEMP: join(place.path, 'runner'),
    })
    expect({ ...ran, out: continued(ran.out) }).toMatchInlineSnapshot(`
      {
        "code": 1,
        "err": "",
        "out": "::error file=a.rsc,line=1,endLine=1,col=5,endColumn=11,title=offbox%3A bad-command-name::bad \\
          command name adress (line 1 column 5)%0Adid you mean 'address'?
      1 script checked: 1 place that fails when reached
      1 finding can be fixed with --fix
      ",
      }
    `)
  })

  it('works as a hook of pre-commit', () => {
    const hooks = readFileSync(join(top, '.pre-commit-hooks.yaml'), 'utf8')
    const entries = [...hooks.matchAll(/^ {2}entry: offbox (.*)$/gm)].map(([, words = '']) => words.split(' '))
    expect(entries.map(([verb]) => verb)).toEqual(['check', 'fmt'])
    expect(hooks.match(/language: node/g)).toHaveLength(2)
    expect(entries.map((entry) => installed(...entry, 'a.rsc'))).toMatchInlineSnapshot(`
      [
        {
          "code": 1,
          "err": "",
          "out": "fails when reached: bad command name adress [bad-command-name]
       --> a.rsc:1:5
      1 | /ip adress print
        |     ^^^^^^
      help: did you mean 'address'?

      1 script checked: 1 place that fails when reached
      1 finding can be fixed with --fix
      ",
        },
        {
          "code": 0,
          "err": "0 scripts formatted, 1 already formatted
      ",
          "out": "",
        },
      ]
    `)
  })

  it('passes the twelve steps of a newcomer', () => {
    const write = (name: string, text: string): void => writeFileSync(join(repository, name), text)
    const steps: readonly (readonly string[])[] = [
      ['run', 'sum.rsc'],
      ['check', 'a.rsc'],
      ['fmt', 'sum.rsc'],
      ['test', 'sum.test.rsc'],
      ['fuzz', '--runs', '5', '--seed', '1', 'sum.rsc'],
      ['diff', 'old.rsc', 'new.rsc'],
      ['run', '--device', 'lab', 'new.rsc'],
      ['export', '--device', 'lab'],
      ['config'],
      ['explain', 'weak-key'],
      ['quote', 'a"b'],
    ]
    write('sum.rsc', ':local total 0\n:foreach n in={1;2;3} do={\n  :set total ($total + $n)\n}\n:put "sum: $total"\n')
    write('sum.test.rsc', '# offbox: case it adds\n/system/script/run sum\n# offbox: expect output\n#| sum: 6\n')
    write('old.rsc', '/ip address\n')
    write('new.rsc', '/ip address\nadd address=10.0.0.1/24 interface=ether1\n')
    const outputs = steps.map((args) => {
      const { code, out, err } = installed(...args)
      return `$ offbox ${args.join(' ')}\n${out}${err}exit code ${code}\n`
    })
    const steady = outputs
      .join('\n')
      .replace(/\d+\.\d s,/, 'SECONDS,')
      .replace(/^# \S+ \S+ by/m, '# DATE by')
    expect(steady).toMatchInlineSnapshot(`
      "$ offbox run sum.rsc
      sum: 6
      exit code 0

      $ offbox check a.rsc
      fails when reached: bad command name adress [bad-command-name]
       --> a.rsc:1:5
      1 | /ip adress print
        |     ^^^^^^
      help: did you mean 'address'?

      1 script checked: 1 place that fails when reached
      1 finding can be fixed with --fix
      exit code 1

      $ offbox fmt sum.rsc
      0 scripts formatted, 1 already formatted
      exit code 0

      $ offbox test sum.test.rsc
      sum.test.rsc
        ok    it adds

      1 case: 1 passed, 0 failed
      exit code 0

      $ offbox fuzz --runs 5 --seed 1 sum.rsc
      nothing found in 5 runs, SECONDS, seed 1
      exit code 0

      $ offbox diff old.rsc new.rsc
      /ip address
        + address=10.0.0.1/24 interface=ether1 network=10.0.0.0
      exit code 1

      $ offbox run --device lab new.rsc
      exit code 0

      $ offbox export --device lab
      # DATE by RouterOS 7.24
      # system id = 
      #
      /ip address
      add address=10.0.0.1/24 interface=ether1 network=10.0.0.0
      exit code 0

      $ offbox config
      no offbox.json applies here; flags of the command line take precedence
      release   7.24  # the default, but for exports: theirs is in their header
      packages  - (extra packages: all, none, or a list of names)
      board     - (the model of the board that scripts are for, such as RB5009UG+S+)
      facts     - (a file written by 'offbox facts import'; relative to this file)
      select    - (codes of the only findings to report)
      disable   - (codes of findings not to report)
      severity  - (report findings of this severity or higher)
      rules     - (the severity of findings by their codes, or off)
      fmt       - (the style of offbox fmt)
      exit code 0

      $ offbox explain weak-key
      weak-key (warning)

      an RSA key under 2048 bits

      Browsers, phones and most TLS libraries refuse such keys, and they can be broken
      at a known cost.

      Found in:

          /certificate add name=web common-name=web.example key-size=1024

      Not in:

          /certificate add name=web common-name=web.example key-size=2048
      exit code 0

      $ offbox quote a"b
      "a\\"b"
      exit code 0
      "
    `)
    const helps = readFileSync(join(top, 'test', 'cli', 'help.txt'), 'utf8')
    expect(`$ offbox --help\n${installed('--help').out}\n`).toBe(helps.slice(0, helps.indexOf('\n$ offbox') + 1))
    // The certificates of step 10 need servers: acme.test.ts and serve.test.ts test them. Step 11 is the library.
    write(
      'lib.mjs',
      "import { createDevice, quote, toJS } from 'offbox'\n" +
        "const { value } = createDevice().run(':return {\"a\"=1;2}')\nconsole.log(quote('a$b'), toJS(value), value)\n",
    )
    expect(run('node', ['lib.mjs']).out).toBe('"a\\$b" { \'0\': 2, a: 1 } ArrayValue { items: [ 2 ], keyed: { a: 1 } }\n')
  })
})

describe('a clone', () => {
  const hook = join(place.path, 'hook')
  const write = (name: string, text: string): void => writeFileSync(join(hook, name), text)
  const git = (...args: string[]): string =>
    execFileSync('git', ['-c', 'user.name=somebody', '-c', 'user.email=somebody@example.com', ...args], { cwd: hook, encoding: 'utf8' })

  it('builds where npm is global, and installs no build tools, as pre-commit does it', () => {
    // A package that is built like offbox, with a dependency in a folder beside it: no registry is used.
    mkdirSync(join(hook, 'needed'), { recursive: true })
    const prepare = existing(/^ *"prepare": "(.*)",?$/m.exec(readFileSync(join(top, 'package.json'), 'utf8'))?.[1], 'prepare')
    const made = { name: 'hook', version: '1.0.0', type: 'module', bin: 'dist/hook.js', files: ['dist'], scripts: { prepare } }
    write('package.json', JSON.stringify({ ...made, devDependencies: { needed: 'file:needed' } }))
    write('needed/package.json', '{ "name": "needed", "version": "1.0.0", "type": "module", "exports": "./it.js" }')
    write('needed/it.js', "export const said = 'built'\n")
    write('.prepare.mjs', readFileSync(join(top, '.prepare.mjs'), 'utf8'))
    write(
      '.build.mjs',
      "import { mkdirSync, writeFileSync } from 'node:fs'\nimport { said } from 'needed'\nmkdirSync('dist', { recursive: true })\n" +
        "writeFileSync('dist/hook.js', `#!/usr/bin/env node\\nconsole.log('${said}')\\n`)\n",
    )
    execFileSync('npm', ['install', '--silent', '--package-lock-only', '--ignore-scripts', '--no-audit', '--no-fund'], { cwd: hook })
    git('init', '--quiet')
    git('add', '.')
    git('commit', '--quiet', '--message', 'it')
    const prefix = join(place.path, 'global')
    const options = ['--global', '--install-links', '--allow-git=root', '--no-audit', '--no-fund', '--prefix', prefix]
    execFileSync('npm', ['install', '--silent', ...options, `git+file://${hook}`], { cwd: place.path })
    expect(execFileSync(join(prefix, 'bin', 'hook'), { encoding: 'utf8' })).toBe('built\n')
  })
})

describe('generated files', () => {
  it('in dist equal what the declarations generate', async () => {
    const version = offbox(place.path, ['--version']).out.trim()
    for (const [name, text] of await generatedFiles(version))
      expect([name, readFileSync(join(top, 'dist', name), 'utf8')]).toEqual([name, text])
  })

  it('complete in bash', () => {
    const complete = (...words: string[]): string => {
      const typed = `COMP_WORDS=(${words.map((word) => `'${word}'`).join(' ')}); COMP_CWORD=${words.length - 1}`
      const line = `source ${join(top, 'dist/completions/offbox.bash')}; ${typed}; _offbox; echo "\${COMPREPLY[@]}"`
      return execFileSync('bash', ['-c', line], { encoding: 'utf8', cwd: place.path }).trim()
    }
    expect(complete('offbox', 'ch')).toBe('check')
    expect(complete('offbox', 'check', '--format', 'gi')).toBe('github gitlab')
    expect(complete('offbox', 'check', '--format', '=', 'gi')).toBe('github gitlab')
    expect(complete('offbox', 'explain', 'weak-k')).toBe('weak-key')
    expect(complete('offbox', '')).toBe([...verbs.keys()].join(' '))
  })
})
