// Owns the tests of a stored device: the files in its folder, older formats, damage, manual edits, and kills at any time.
import { spawn } from 'node:child_process'
import { cpSync, mkdirSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, describe, expect, it } from 'vitest'
import { killOnce, type Ending } from '../harness/child.ts'
import { offbox, scratch, type Ran } from '../harness/command-line.ts'
import { top } from '../harness/sources.ts'

const place = scratch()
const at = (...parts: string[]): string => join(place.path, ...parts)
const run = (text: string, device: string): Ran => offbox(place.path, ['run', '--device', device, '-'], text)
const stateOf = (device: string): string => at(device, 'state', readFileSync(at(device, 'state', 'last'), 'utf8').trim())
afterAll(() => place.remove())

const setup = `/system/identity/set name=kept
/ip/pool/add name=a ranges=10.0.0.1
/ppp/secret/add name=u password=geheim
/certificate/add name=root common-name=Root key-size=prime256v1 key-usage=key-cert-sign,crl-sign
/certificate/sign root
/file/add name=x.txt contents=hello`

describe('the folder of a device', () => {
  it('holds files, certificates as PEM, and the configuration as an export, for its owner only', () => {
    expect(run(setup, 'lab').code).toBe(0)
    expect(readFileSync(at('lab', 'files', 'x.txt'), 'utf8')).toBe('hello')
    const state = stateOf('lab')
    expect(readdirSync(state, { recursive: true }).sort()).toEqual([
      'certificate',
      'certificate/1.certificate.pem',
      'certificate/1.key.pem',
      'configuration.rsc',
      'device.json',
      'rows.json',
    ])
    expect(readFileSync(join(state, 'configuration.rsc'), 'utf8')).toBe(
      '# by RouterOS 7.24\n# system id = \n#\n/ip pool\nadd name=a ranges=10.0.0.1\n/ppp secret\nadd name=u password=geheim\n' +
        '/system identity\nset name=kept\n',
    )
    for (const file of ['configuration.rsc', 'rows.json', 'certificate/1.key.pem'])
      expect(statSync(join(state, file)).mode & 0o777, file).toBe(0o600)
    for (const folder of [at('lab'), at('lab', 'files'), at('lab', 'state'), state])
      expect(statSync(folder).mode & 0o777, folder).toBe(0o700)
    expect(statSync(at('lab', 'files', 'x.txt')).mode & 0o777).toBe(0o600)
  })

  it('is not written if nothing changed', () => {
    const before = stateOf('lab')
    expect(run(':put [/ip/pool/print count-only]', 'lab').out).toBe('1\n')
    expect(stateOf('lab')).toBe(before)
  })

  it('is read again after its configuration was edited; certificates stay', () => {
    const file = join(stateOf('lab'), 'configuration.rsc')
    writeFileSync(file, readFileSync(file, 'utf8').replace('name=a ranges=10.0.0.1', 'name=b ranges=10.9.9.9\nadd name=c ranges=10.1.1.1'))
    expect(run(':put [/ip/pool/get c ranges]; :put [:len [/ip/pool/find]]; :put [/certificate/get root common-name]', 'lab').out).toBe(
      '10.1.1.1\n2\nRoot\n',
    )
    expect(run(':put [/ip/pool/get b ranges]', 'lab').out).toBe('10.9.9.9\n')
  })

  it('holds a readable copy of configuration and certificates, and edits of the configuration are applied', () => {
    const copy = at('lab', 'configuration.rsc')
    expect(readFileSync(copy, 'utf8')).toBe(readFileSync(join(stateOf('lab'), 'configuration.rsc'), 'utf8'))
    expect(readdirSync(at('lab', 'certificates')).sort()).toEqual(['root.certificate.pem', 'root.key.pem'])
    expect(statSync(at('lab', 'certificates', 'root.key.pem')).mode & 0o777).toBe(0o600)
    writeFileSync(copy, readFileSync(copy, 'utf8').replace('10.1.1.1', '10.2.2.2'))
    expect(run(':put [/ip/pool/get c ranges]', 'lab').out).toBe('10.2.2.2\n')
    expect(readFileSync(copy, 'utf8')).toBe(readFileSync(join(stateOf('lab'), 'configuration.rsc'), 'utf8'))
    // If a run died between writing a state and its copy, the copy is older, which is not an edit.
    const older = readFileSync(copy, 'utf8')
    const noted = readFileSync(at('lab', 'state', 'shown'), 'utf8')
    expect(run('/ip/pool/set c ranges=10.3.3.3', 'lab').code).toBe(0)
    writeFileSync(copy, older)
    writeFileSync(at('lab', 'state', 'shown'), noted)
    expect(run(':put [/ip/pool/get c ranges]', 'lab').out).toBe('10.3.3.3\n')
    writeFileSync(copy, `${readFileSync(copy, 'utf8')}/ip pool\nadd nonsense=1\n`)
    expect(run(':put 1', 'lab')).toMatchInlineSnapshot(`
      {
        "code": 66,
        "err": "error: lab/configuration.rsc:12: property nonsense of /ip/pool is not known
      help: the file was changed, and this line cannot be applied: fix it, or remove the file to revert all changes in it
      ",
        "out": "",
      }
    `)
    rmSync(copy)
    expect(run(':put [/ip/pool/get c ranges]', 'lab').out).toBe('10.3.3.3\n')
    expect(readFileSync(copy, 'utf8')).toMatchInlineSnapshot(`
      "# by RouterOS 7.24
      # system id = 
      #
      /ip pool
      add name=b ranges=10.9.9.9
      add name=c ranges=10.3.3.3
      /ppp secret
      add name=u password=geheim
      /system identity
      set name=kept
      "
    `)
  })

  it('is refused if the edited configuration is invalid', () => {
    cpSync(at('lab'), at('wrong'), { recursive: true })
    const file = join(stateOf('wrong'), 'configuration.rsc')
    writeFileSync(file, readFileSync(file, 'utf8').replace('ranges=10.9.9.9', 'nonsense=1'))
    expect(run(':put 1', 'wrong')).toMatchInlineSnapshot(`
      {
        "code": 66,
        "err": "error: wrong/state/4/configuration.rsc:5: property nonsense of /ip/pool is not known
      help: the file was changed, and this line cannot be applied: fix it, or remove the file to revert all changes in it
      ",
        "out": "",
      }
    `)
    expect(readdirSync(at('wrong')).sort()).toEqual(['certificates', 'configuration.rsc', 'files', 'state'])
  })

  it('of format 2 is read, and then written in the current format', () => {
    mkdirSync(at('older', 'state'), { recursive: true })
    mkdirSync(at('older', 'files'))
    cpSync(join(top, 'fixtures', 'states', 'form-2'), at('older', 'state', '7'), { recursive: true })
    writeFileSync(at('older', 'state', 'last'), '7\n')
    const questions =
      ':put [/system/identity/get name]; :put [/certificate/get leaf ca]; :put [/ip/service/get www-ssl certificate]; :put ' +
      '[/ip/firewall/address-list/add list=b address=10.0.0.3]; :put [/ppp/secret/get u password]'
    expect(run(questions, 'older')).toEqual({ code: 0, out: 'older\nroot\nleaf\n*3\ngeheim\n', err: '' })
    expect(readdirSync(at('older', 'state')).sort()).toEqual(['8', 'last', 'shown'])
    expect(readFileSync(join(stateOf('older'), 'configuration.rsc'), 'utf8')).toMatchInlineSnapshot(`
      "# by RouterOS 7.24
      # system id = 
      #
      /ip firewall address-list
      add address=10.0.0.0/8 comment="two words" list=a
      add address=10.0.0.3 list=b
      /ip service
      set www-ssl certificate=leaf disabled=no
      /ppp secret
      add name=u password=geheim
      /system identity
      set name=older
      /system scheduler
      add interval=5m name=s on-event=":put 1" policy=\\
          ftp,reboot,read,write,policy,test,password,sniff,sensitive,romon \\
          start-date=2026-11-27 start-time=23:41:35
      "
    `)
    expect(run('/certificate/export-certificate leaf; :put [/ip/firewall/address-list/add list=b address=10.0.0.4]', 'older').out).toBe(
      '*4\n',
    )
  })

  it.each([
    [73, 'last', 'nonsense', 'damaged is damaged: damaged/state/last does not name a state'],
    [73, 'last', '99', 'damaged is damaged: damaged/state/last names the state 99, which does not exist'],
    [
      66,
      '1/device.json',
      '{"version": 5}',
      'the state in the folder cannot be used: this state was written by a newer offbox: its form is 5, known are forms up to 4',
    ],
    [66, '1/rows.json', '[{]', 'the state in the folder cannot be used: rows.json is damaged: it does not hold what offbox writes there'],
    [
      66,
      '1/certificate/1.key.pem',
      '-----BEGIN PRIVATE KEY-----\nMIGH\n-----END PRIVATE KEY-----\n',
      'the state in the folder cannot be used: certificate/1.key.pem is damaged: it does not hold what offbox writes there',
    ],
  ])('%i if state/%s is damaged, and no file in it is changed', (code, file, text, message) => {
    rmSync(at('damaged'), { recursive: true, force: true })
    expect(run(setup, 'damaged').code).toBe(0)
    writeFileSync(at('damaged', 'state', file), text)
    expect(run('/system/identity/set name=other', 'damaged')).toEqual({ code, out: '', err: `error: ${message}\n` })
    expect(readFileSync(at('damaged', 'state', file), 'utf8')).toBe(text)
  })
})

/** The number of kills; set KILLS=1000 for more. */
const kills = Number(process.env['KILLS'] ?? 100)

/** Kills offbox after `after` milliseconds of processor time and `later` milliseconds of real time, unless it ends before. */
const killed = (script: string, after: number, later: number): Promise<Ending> =>
  killOnce(
    spawn(process.execPath, [join(top, 'dist', 'offbox.cjs'), 'run', '--device', 'mortal', script], { cwd: place.path, stdio: 'ignore' }),
    after,
    later,
  )

describe('kill -9 at any time', () => {
  it(
    'leaves the old or the new state',
    async () => {
      // Each run sets three menus to one number; a mixed state would contain two numbers.
      writeFileSync(
        at('step.rsc'),
        ':local n ([:tonum [/system/identity/get name]] + 1); /system/identity/set name=$n; /ip/pool/set [find] name="p$n"; ' +
          '/ppp/secret/set [find] password=$n; /file/set x.txt contents=[:rndstr]',
      )
      const begin =
        '/system/identity/set name=0; /ip/pool/add name=p0 ranges=10.0.0.1; /ppp/secret/add name=u password=0; /file/add ' +
        'name=x.txt contents=[:rndstr]; :put ok'
      expect(run(begin, 'mortal').out).toBe('ok\n')
      // The processor time of a run, so that load does not change the moment; the first run completes.
      let whole = Infinity
      let random = Number(process.env['OFFBOX_SEED'] ?? 20261127)
      let last = 0
      let died = 0
      for (let round = 0; round < kills; round++) {
        random = (Math.imul(random, 1_103_515_245) + 12_345) >>> 0
        // Most kills are near the end, when the state is written.
        const ending = await killed('step.rsc', whole * (0.5 + 0.7 * (random / 2 ** 32)), random % 16)
        if (!ending.killed) whole = ending.used
        if (round % 5 !== 4) continue
        const { out, err, code } = run(
          ':put "$[/system/identity/get name] $[/ip/pool/get 0 name] $[/ppp/secret/get 0 password] $[/file/get x.txt size]"',
          'mortal',
        )
        expect({ code, err }).toEqual({ code: 0, err: '' })
        const [, n = ''] = /^(\d+) p(\d+) (\d+) 16\n$/.exec(out) ?? []
        expect(out).toBe(`${n} p${n} ${n} 16\n`)
        expect(Number(n)).toBeGreaterThanOrEqual(last)
        if (Number(n) < last + 5) died++
        last = Number(n)
      }
      // The test is void if no run died in time.
      expect(died).toBeGreaterThan(0)
      expect(readdirSync(at('mortal')).sort()).toEqual(['configuration.rsc', 'files', 'state'])
    },
    kills * 6000,
  )
})
