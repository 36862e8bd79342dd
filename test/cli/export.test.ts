// Owns the tests of `offbox export` and of `run` with exports: applied commands, messages, exit codes.
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { offbox, scratch, type Ran } from '../harness/command-line.ts'
import { top } from '../harness/sources.ts'

const place = scratch()
const at = (name: string): string => join(place.path, name)
const run = (...args: string[]): Ran => offbox(place.path, args)
const exports = join(top, 'fixtures', 'exports')
const names = readdirSync(exports).filter((file) => file.endsWith('.rsc'))

/** The messages about unknown models. */
const models: Readonly<Record<string, string>> = {
  'lte-mobile.rsc': "'RBSXTR&R11e-LTE6' is not a known board: offbox emulates a virtual machine, with the ports that the export names\n",
  'ptp-v6.rsc': "'RBLHGG-5acD' is not a known board: offbox emulates a virtual machine, with the ports that the export names\n",
}

const made = new Map<string, Ran>()

/** The result of exporting a fixture with its secrets, which several tests use. */
function exported(name: string): Ran {
  const ran = made.get(name) ?? run('export', '--show-sensitive', join(exports, name))
  made.set(name, ran)
  return ran
}

const board = `# 2025-02-01 10:00:00 by RouterOS 7.16.2
# software id = ABCD-EFGH
#
# model = RB760iGS
# serial number = HE0123456
/interface bridge
add name=lan
/interface ethernet
set [ find default-name=sfp1 ] comment=uplink poe-out=off
/interface ethernet switch port
set 0 default-vlan-id=5
/lcd/nothing
set x=y
add z=1
/interface bridge port
add bridge=lan interface=ether2
`

beforeAll(() => {
  writeFileSync(at('board.rsc'), board)
  writeFileSync(
    at('fails.rsc'),
    '# 2025-02-01 10:00:00 by RouterOS 7.16.2\n/ip pool\nadd name=a ranges=10.0.0.1\nadd name=a ranges=10.0.0.2\n' +
      'add name=b ranges=10.0.0.3\n',
  )
  writeFileSync(at('script.rsc'), '/ip/pool/add name=a ranges=10.0.0.1\n:put hidden\n')
})
afterAll(() => place.remove())

/** The text with the time in its header replaced. */
const undated = (text: string): string => text.replace(/^# \S+ \S+ by/, '# DATE by')

const withoutHeader = (text: string): string =>
  text
    .split('\n')
    .filter((line) => !line.startsWith('# '))
    .join('\n')

describe('offbox export', () => {
  it('prints the applied configuration, for the board and the release that wrote it', () => {
    const { code, out, err } = run('export', 'board.rsc')
    expect(err).toBe('hint: board.rsc:12: menu /lcd/nothing is unknown and skipped\n')
    expect(code).toBe(3)
    expect(undated(out)).toMatchInlineSnapshot(`
      "# DATE by RouterOS 7.16.2
      # software id = 
      #
      # model = RB760iGS
      # serial number = HE0123456
      /interface bridge
      add name=lan
      /interface ethernet
      set [ find default-name=sfp1 ] comment=uplink poe-out=off
      /interface ethernet switch port
      set 0 default-vlan-id=5
      /interface bridge port
      add bridge=lan interface=ether2
      "
    `)
  })

  it('continues after a refused command, and reports it', () => {
    const { code, out, err } = run('export', '--menu', '/ip/pool', 'fails.rsc')
    expect(code).toBe(1)
    expect(err).toMatchInlineSnapshot(`
      "error: failure: pool with such name exists
       --> fails.rsc:4:1
      4 | add name=a ranges=10.0.0.2
        | ^^^
      "
    `)
    expect(withoutHeader(out)).toBe('#\n/ip pool\nadd name=a ranges=10.0.0.1\nadd name=b ranges=10.0.0.3\n')
  })

  it('accepts scripts too, and omits their output', () => {
    const { code, out } = run('export', '--terse', 'script.rsc')
    expect(code).toBe(0)
    expect(withoutHeader(out)).toBe('#\n/ip pool add name=a ranges=10.0.0.1\n')
  })

  it('hides secrets unless --show-sensitive is given', () => {
    writeFileSync(at('secret.rsc'), '/ppp/secret/add name=a password=p')
    expect(undated(run('export', 'secret.rsc').out)).toMatchInlineSnapshot(`
      "# DATE by RouterOS 7.24
      # system id = 
      #
      /ppp secret
      add name=a
      "
    `)
    expect(undated(run('export', '--show-sensitive', 'secret.rsc').out)).toMatchInlineSnapshot(`
      "# DATE by RouterOS 7.24
      # system id = 
      #
      /ppp secret
      add name=a password=p
      "
    `)
    expect(undated(run('export', '--release', '6.49', 'secret.rsc').out)).toMatchInlineSnapshot(`
      "# DATE by RouterOS 6.49
      # software id = 
      #
      /ppp secret
      add name=a password=p
      "
    `)
    expect(undated(run('export', '--release', '6.49', '--hide-sensitive', 'secret.rsc').out)).toMatchInlineSnapshot(`
      "# DATE by RouterOS 6.49
      # software id = 
      #
      /ppp secret
      add name=a
      "
    `)
  })

  it('stores the board with the device', () => {
    expect(run('export', '--device', 'lab', 'board.rsc').code).toBe(3)
    expect(undated(offbox(place.path, ['run', '--device', 'lab', '-'], '/export').out)).toMatchInlineSnapshot(`
      "# DATE by RouterOS 7.16.2
      # software id = 
      #
      # model = RB760iGS
      # serial number = HE0123456
      /interface bridge
      add name=lan
      /interface ethernet
      set [ find default-name=sfp1 ] comment=uplink poe-out=off
      /interface ethernet switch port
      set 0 default-vlan-id=5
      /interface bridge port
      add bridge=lan interface=ether2
      "
    `)
  })

  it('is stable: an export of an export is equal', () => {
    for (const name of names) {
      const first = exported(name)
      expect(first.err, name).not.toContain('error')
      writeFileSync(at('again.rsc'), first.out)
      const second = run('export', '--show-sensitive', 'again.rsc')
      expect(second.err, name).toBe(models[name] ?? '')
      expect(withoutHeader(second.out), name).toBe(withoutHeader(first.out))
    }
  })
})

/** The complete commands of an export, with their menus. */
function commandsOf(text: string): readonly string[] {
  let path = ''
  return text
    .replace(/\\\r?\n\s*/g, '')
    .split('\n')
    .flatMap((line) => {
      const [, opened, command] = /^(\/[a-z0-9 /-]+?)(?: ((?:add|set)\b.*))?$/.exec(line) ?? []
      if (opened !== undefined && command === undefined) path = opened
      if (line === '' || line.startsWith('#') || (opened !== undefined && command === undefined)) return []
      return [`${opened ?? path} ${command ?? line}`]
    })
}

describe('the round trip', () => {
  it('prints the exports of the fixtures unchanged, and reports what was skipped', () => {
    let whole = 0
    let same = 0
    for (const name of names) {
      const before = commandsOf(readFileSync(join(exports, name), 'utf8'))
      const { code, out, err } = exported(name)
      // A key that the device generates (wireguard) is only printed as a secret.
      const after = new Set([...commandsOf(out), ...commandsOf(run('export', join(exports, name)).out)])
      whole += before.length
      same += before.filter((command) => after.has(command)).length
      expect(code, name).toBe(err === (models[name] ?? '') ? 0 : 3)
    }
    // The remaining differences: quotes that no device writes, certificates, properties of verbose exports, a fan-mode that is the default,
    // and words of a set (login-by) in an order that no device writes.
    expect(whole).toBe(646)
    expect(same).toBeGreaterThanOrEqual(638)
  })
})

describe('offbox run', () => {
  it('applies an export command by command', () => {
    const { code, err } = run('run', 'board.rsc')
    expect(code).toBe(3)
    expect(err).toBe('hint: board.rsc:12: menu /lcd/nothing is unknown and skipped\n')
  })

  it('refuses misspelt names of an export, with their place, and applies the rest', () => {
    writeFileSync(
      at('misspelt.rsc'),
      '# 2025-02-01 10:00:00 by RouterOS 7.16.2\n/interface bridge\nadd name=lan\n/interface bridge port\n' +
        'add brigde=lan interface=ether2\n/ip adress\nadd address=10.0.0.1/24 interface=lan\n/ip pool\nadd name=a ranges=10.0.0.9\n',
    )
    for (const verb of ['run', 'export']) {
      const { code, out, err } = run(verb, 'misspelt.rsc')
      expect(code).toBe(1)
      expect(err).toMatchInlineSnapshot(`
        "error: expected end of command
         --> misspelt.rsc:5:5
        5 | add brigde=lan interface=ether2
          |     ^^^^^^
        help: did you mean 'bridge'?
        error: bad command name adress (line 6 column 5)
         --> misspelt.rsc:6:5
        6 | /ip adress
          |     ^^^^^^
        help: did you mean 'address'?
        "
      `)
      if (verb === 'export') expect(withoutHeader(out)).toBe('#\n/interface bridge\nadd name=lan\n/ip pool\nadd name=a ranges=10.0.0.9\n')
    }
  })

  it('reads every export of the fixtures', () => {
    expect(names.length).toBeGreaterThan(10)
    for (const name of names) {
      const { code, err } = run('run', join(exports, name))
      expect(code, name).toBe(err.includes('skipped') ? 3 : 0)
    }
    for (const name of names) expect(readFileSync(join(exports, name), 'utf8')).toMatch(/^# \S+ \S+ by RouterOS [\d.]+$/m)
  })

  it('reads a device that exists', () => {
    mkdirSync(at('empty'))
    const missing = (folder: string, ...args: string[]): void => {
      const err = `error: there is no device in ${folder}\nhelp: offbox run --device DIR FILE... makes one\n`
      expect(run(...args)).toEqual({ code: 66, out: '', err })
    }
    missing('typo', 'export', '--device', 'typo')
    missing('empty', 'export', '--format', 'json', '--device', 'empty')
    missing('empty', 'diff', 'empty', 'script.rsc')
    expect(readdirSync(at('empty'))).toEqual([])
    expect(existsSync(at('typo'))).toBe(false)
    // Files are applied to it, so it is made.
    expect(run('export', '--device', 'made', 'script.rsc').code).toBe(0)
    expect(run('export', '--device', 'made').code).toBe(0)
  })
})
