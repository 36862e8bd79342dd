// Owns the tests that no key is lost without a message, whatever happens to a device's folder: kills in scripts, full disks, damage, locks,
// races.
import { spawn, spawnSync, type ChildProcess } from 'node:child_process'
import { chmodSync, copyFileSync, cpSync, existsSync, mkdirSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { hostname } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { killOnce } from '../harness/child.ts'
import { until } from '../harness/until.ts'
import { offbox, scratch, type Ran } from '../harness/command-line.ts'
import { top } from '../harness/sources.ts'

const place = scratch()
const at = (...parts: string[]): string => join(place.path, ...parts)
const run = (text: string, device: string): Ran => offbox(place.path, ['run', '--device', device, '-'], text)
const binary = join(top, 'dist', 'offbox.cjs')
const countOf = (file: string): string =>
  `:put [:len [/certificate/find name=${file} private-key=yes]]; :put [:len [/file/find name=${file}.p12]]`
afterAll(() => place.remove())

/** The number of kills; set KILLS=1000 for more. */
const kills = Number(process.env['KILLS'] ?? 25)

beforeAll(() => {
  const made = run(
    '/certificate/add name=imp common-name=imp key-size=prime256v1; /certificate/sign imp; ' +
      '/certificate/export-certificate imp type=pkcs12 export-passphrase=abcdefgh file-name=imp',
    'source',
  )
  expect(made.code, made.err).toBe(0)
  // Generating keys in each round takes time: both devices start with exported ones.
  copyFileSync(at('source', 'files', 'imp.p12'), at('imp.p12'))
})

const fill = `/certificate/add name=out common-name=out key-size=prime256v1; /certificate/sign out`
const script = `/certificate/import file-name=imp.p12 passphrase=abcdefgh name=imp
/certificate/add name=new common-name=new key-size=prime256v1; /certificate/sign new
/certificate/export-certificate out type=pkcs12 export-passphrase=abcdefgh file-name=out
/certificate/remove [find name=out]
:delay 20ms
/file/remove note.txt`

const started = (file: string, device: string): ChildProcess =>
  spawn(process.execPath, [binary, 'run', '--device', device, file], { cwd: place.path, stdio: 'ignore' })

/** Runs a script that waits at its end on a device, and kills it once `holds` returns true. Returns whether it was killed. */
async function killedWhen(holds: () => boolean, file: string, device: string): Promise<boolean> {
  const child = started(file, device)
  const ended = new Promise<boolean>((resolve) => child.on('close', (_, signal) => resolve(signal === 'SIGKILL')))
  await until(() => holds() || child.exitCode !== null)
  child.kill('SIGKILL')
  return ended
}

/** Whether the file of the key was overwritten. */
const isOther =
  (device: string): (() => boolean) =>
  () =>
    existsSync(at(device, 'files', 'imp.p12')) && readFileSync(at(device, 'files', 'imp.p12'), 'latin1') === 'other'

describe('a key is never lost', () => {
  it('if offbox is killed within a script that imports, signs, exports and removes', { timeout: 120_000 + kills * 4000 }, async () => {
    writeFileSync(at('steps.rsc'), script)
    let random = Number(process.env['OFFBOX_SEED'] ?? 20261128)
    let whole = Infinity
    let died = 0
    const seen = new Set<string>()
    expect(run(`${fill}; /file/add name=note.txt contents=x`, 'filled').code).toBe(0)
    copyFileSync(at('imp.p12'), at('filled', 'files', 'imp.p12'))
    for (let round = 0; round < kills; round++) {
      rmSync(at('vault'), { recursive: true, force: true })
      cpSync(at('filled'), at('vault'), { recursive: true, preserveTimestamps: true })
      random = (Math.imul(random, 1_103_515_245) + 12_345) >>> 0
      // In processor time, so that load does not change the moment; the first run measures the whole time.
      const ending = await killOnce(started('steps.rsc', 'vault'), whole * (0.3 + 0.8 * (random / 2 ** 32)), random % 16)
      if (ending.killed) died++
      else whole = ending.used
      const { out, err, code } = run(`${countOf('imp')}; ${countOf('out')}`, 'vault')
      expect({ err, code }).toEqual({ err: '', code: 0 })
      const [imported = 0, file = 0, row = 0, exported = 0] = out.trim().split('\n').map(Number)
      expect(imported + file, `the imported key after ${round} rounds: ${out}`).toBeGreaterThan(0)
      expect(row + exported, `the exported key after ${round} rounds: ${out}`).toBeGreaterThan(0)
      seen.add(out)
      expect(readdirSync(at('vault')).sort()).toEqual(['certificates', 'configuration.rsc', 'files', 'state'])
    }
    expect(died).toBeGreaterThan(0)
    // The test is void if all runs died before or after everything.
    expect(seen.size).toBeGreaterThan(1)
  })

  it('if a run is killed that imported it and then waits', async () => {
    mkdirSync(at('waits', 'files'), { recursive: true })
    copyFileSync(at('imp.p12'), at('waits', 'files', 'imp.p12'))
    writeFileSync(at('wait.rsc'), '/certificate/import file-name=imp.p12 passphrase=abcdefgh name=imp; :delay 1h')
    expect(await killedWhen(() => !existsSync(at('waits', 'files', 'imp.p12')), 'wait.rsc', 'waits')).toBe(true)
    expect(existsSync(at('waits', 'files', 'imp.p12'))).toBe(false)
    expect(run(countOf('imp'), 'waits')).toEqual({ code: 0, out: '0\n1\n', err: '' })
    expect(readFileSync(at('waits', 'files', 'imp.p12')).equals(readFileSync(at('imp.p12')))).toBe(true)
  })

  it('if another file replaces its file before the state is saved', async () => {
    mkdirSync(at('twice', 'files'), { recursive: true })
    copyFileSync(at('imp.p12'), at('twice', 'files', 'imp.p12'))
    writeFileSync(
      at('twice.rsc'),
      '/certificate/import file-name=imp.p12 passphrase=abcdefgh name=imp; /file/add name=imp.p12 contents=other; :delay 1h',
    )
    expect(await killedWhen(isOther('twice'), 'twice.rsc', 'twice')).toBe(true)
    expect(run(':put [/file/get imp.p12 contents]', 'twice')).toEqual({ code: 0, out: 'other\n', err: '' })
    expect(readFileSync(at('twice', 'files', 'imp.removed-1.p12')).equals(readFileSync(at('imp.p12')))).toBe(true)
  })

  it('if a script overwrites the file of the key', async () => {
    mkdirSync(at('over', 'files'), { recursive: true })
    copyFileSync(at('imp.p12'), at('over', 'files', 'imp.p12'))
    writeFileSync(at('over.rsc'), ':execute script=":put other" file=imp.p12; :delay 1s; /file/set imp.p12 contents=other; :delay 1h')
    expect(await killedWhen(isOther('over'), 'over.rsc', 'over')).toBe(true)
    expect(run(':put [/file/get imp.p12 contents]', 'over').out).toBe('other\n')
    expect(readFileSync(at('over', 'files', 'imp.removed-1.p12')).equals(readFileSync(at('imp.p12')))).toBe(true)
  })

  it('and files that a run removed are deleted once its state is saved', () => {
    expect(run('/file/add name=d/a.txt contents=x', 'gone').code).toBe(0)
    expect(run('/file/remove d', 'gone').code).toBe(0)
    expect(readdirSync(at('gone', 'files'))).toEqual([])
    expect(readdirSync(at('gone')).sort()).toEqual(['configuration.rsc', 'files', 'state'])
  })
})

/** Whether a small file system can be mounted: only by root, and if the container allows it. */
const mountable = ((): boolean => {
  mkdirSync(at('disk'), { recursive: true })
  const mounted = spawnSync('mount', ['-t', 'tmpfs', '-o', 'size=256k', 'tmpfs', at('disk')]).status === 0
  if (mounted) spawnSync('umount', [at('disk')])
  else process.stderr.write('NOT TESTED: full disks, since nothing may be mounted here\n')
  return mounted
})()

/** Runs `act` on a disk of 256 KiB. */
function onSmallDisk(act: (fill: (leave: number) => void) => void): void {
  expect(spawnSync('mount', ['-t', 'tmpfs', '-o', 'size=256k', 'tmpfs', at('disk')]).status).toBe(0)
  try {
    act((leave) => {
      spawnSync('dd', ['if=/dev/zero', `of=${at('disk', 'ballast')}`, 'bs=1024'])
      if (leave > 0) spawnSync('truncate', ['-s', `-${leave}`, at('disk', 'ballast')])
    })
  } finally {
    spawnSync('umount', [at('disk')])
  }
}

describe.skipIf(!mountable)('a full disk', () => {
  it('keeps the file of a key whose certificate cannot be saved', () => {
    for (const leave of [0, 4096, 8192, 12_288, 16_384, 24_576, 32_768])
      onSmallDisk((fill) => {
        expect(run('/system/identity/set name=a', 'disk/dev').code).toBe(0)
        copyFileSync(at('imp.p12'), at('disk', 'dev', 'files', 'imp.p12'))
        fill(leave)
        const ran = run('/certificate/import file-name=imp.p12 passphrase=abcdefgh name=imp', 'disk/dev')
        const states = readdirSync(at('disk', 'dev', 'state'))
          .filter((name) => name !== 'shown')
          .sort()
        expect(states, `${leave} bytes left: nothing is left of a half-written state`).toEqual([states[0], 'last'])
        rmSync(at('disk', 'ballast'))
        const { out, err, code } = run(countOf('imp'), 'disk/dev')
        expect({ code, err }).toEqual({ code: 0, err: '' })
        expect(out, `${leave} bytes left, ${ran.err}`).toBe(ran.code === 0 ? '1\n0\n' : '0\n1\n')
      })
  })

  it('reading a device works, and writing reports the full disk', () => {
    onSmallDisk((fill) => {
      expect(run('/system/identity/set name=kept; /file/add name=a.txt contents=hello', 'disk/dev').code).toBe(0)
      fill(0)
      expect(run(':put [/system/identity/get name]; :put [/file/get a.txt contents]', 'disk/dev')).toEqual({
        code: 0,
        out: 'kept\nhello\n',
        err: '',
      })
      expect(run('/system/identity/set name=other', 'disk/dev')).toMatchInlineSnapshot(`
        {
          "code": 73,
          "err": "error: cannot write disk/dev/state: there was no space left when it was opened
        ",
          "out": "",
        }
      `)
      rmSync(at('disk', 'ballast'))
      expect(run(':put [/system/identity/get name]', 'disk/dev').out).toBe('kept\n')
    })
  })
})

describe('damage is detected', () => {
  const setup = '/certificate/add name=imp common-name=i key-size=prime256v1; /certificate/sign imp; /ip/pool/add name=a ranges=10.0.0.1'
  const fresh = (): void => {
    rmSync(at('hurt'), { recursive: true, force: true })
    cpSync(at('whole'), at('hurt'), { recursive: true })
  }
  beforeAll(() => expect(run(setup, 'whole').code).toBe(0))

  it('in every file: a flipped bit, a truncated and an empty file', () => {
    const names = ['certificate/1.certificate.pem', 'certificate/1.key.pem', 'device.json', 'rows.json']
    for (const name of names) {
      const whole = readFileSync(at('whole', 'state', '1', name))
      const flipped = Buffer.from(whole)
      flipped.writeUInt8(flipped.readUInt8(whole.length >> 1) ^ 1, whole.length >> 1)
      for (const damage of [flipped, whole.subarray(0, whole.length / 2), whole.subarray(0, -1), Buffer.alloc(0)]) {
        fresh()
        writeFileSync(at('hurt', 'state', '1', name), damage)
        const ran = run('/system/identity/set name=x', 'hurt')
        const err = `error: the state in the folder cannot be used: ${name} is damaged: it does not hold what offbox writes there\n`
        expect(ran, name).toEqual({ code: 66, out: '', err })
        expect(readFileSync(at('hurt', 'state', '1', name)).equals(damage)).toBe(true)
      }
    }
  })

  it.each([
    ['cut to half', 'it ends before what was written ends', (text: string) => text.slice(0, text.length / 2)],
    ['cut within a line', 'it ends before what was written ends', (text: string) => text.slice(0, -3)],
    [
      'cut behind a line',
      'it ends before what was written ends',
      (text: string) => text.slice(0, text.lastIndexOf('\n', text.length - 2) + 1),
    ],
    ['empty', 'it is empty', () => ''],
    ['nothing but blanks', 'it is empty', () => ' \n\n'],
  ])('in a configuration that is %s', (_, why, damage) => {
    fresh()
    const file = at('hurt', 'state', '1', 'configuration.rsc')
    writeFileSync(file, damage(readFileSync(file, 'utf8')))
    const err =
      `error: the state in the folder cannot be used: configuration.rsc was cut: ${why}; ` +
      'where lines are meant to be gone from its end, put a line with a comment there\n'
    expect(run('/system/identity/set name=x', 'hurt')).toEqual({ code: 66, out: '', err })
  })

  it('and repaired if only the name of the last state is lost', () => {
    fresh()
    rmSync(at('hurt', 'state', 'last'))
    expect(run(`${countOf('imp')}; /system/identity/set name=x`, 'hurt').out).toBe('1\n0\n')
    expect(run(countOf('imp'), 'hurt').out).toBe('1\n0\n')
    // A first state that was not completed does not count.
    fresh()
    rmSync(at('hurt', 'state', 'last'))
    rmSync(at('hurt', 'state', '1', 'rows.json'))
    expect(run(countOf('imp'), 'hurt').out).toBe('0\n0\n')
  })

  it('but not in a state of the previous format', () => {
    mkdirSync(at('form-3', 'state'), { recursive: true })
    cpSync(join(top, 'fixtures', 'states', 'form-3'), at('form-3', 'state', '8'), { recursive: true })
    writeFileSync(at('form-3', 'state', 'last'), '8\n')
    expect(run(':put [/certificate/get leaf ca]; /system/identity/set name=x', 'form-3')).toEqual({ code: 0, out: 'root\n', err: '' })
    expect(readdirSync(at('form-3', 'state')).sort()).toEqual(['9', 'last', 'shown'])
  })
})

describe('the folder is accessible for its owner only', () => {
  it('files included, whatever the umask', () => {
    const made = spawnSync('sh', ['-c', `umask 000; exec node ${binary} run --device open -`], {
      cwd: place.path,
      input: '/file/add name=keys type=directory; /file/add name=a/b/c.txt contents=x',
    })
    expect(made.status).toBe(0)
    for (const folder of ['', 'files', 'files/keys', 'files/a', 'files/a/b', 'state', 'state/1'])
      expect(statSync(at('open', folder)).mode & 0o777, folder).toBe(0o700)
  })

  it('also if its state was readable by others before', () => {
    mkdirSync(at('loose', 'state'), { recursive: true })
    chmodSync(at('loose', 'state'), 0o777)
    expect(run(':put 1', 'loose').code).toBe(0)
    expect(statSync(at('loose', 'state')).mode & 0o777).toBe(0o700)
  })
})

describe('the lock', () => {
  it('is taken by one of twelve first runs at once; the others report its owner', async () => {
    writeFileSync(at('slow.rsc'), ':delay 1s; :put done')
    const all = await Promise.all(
      Array.from(
        { length: 12 },
        () =>
          new Promise<string>((resolve) => {
            const child = spawn(process.execPath, [binary, 'run', '--device', 'first', 'slow.rsc'], { cwd: place.path })
            let text = ''
            for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk: Buffer) => (text += chunk.toString()))
            child.on('close', () => resolve(text))
          }),
      ),
    )
    for (const text of all) expect(text).toMatch(/^done\n$|^error: first is in use by process \d+ on /)
    expect(all.filter((text) => text === 'done\n').length).toBeGreaterThan(0)
  })

  it.each([0, -1, 4_194_305, 1.5])('of process %d, which does not exist, is ignored', (pid) => {
    mkdirSync(at(`pid${pid}`))
    writeFileSync(at(`pid${pid}`, 'lock'), JSON.stringify({ pid, host: hostname() }))
    expect(run(':put 1', `pid${pid}`)).toEqual({ code: 0, out: '1\n', err: '' })
  })

  it('that is a folder is reported', () => {
    mkdirSync(at('odd', 'lock'), { recursive: true })
    expect(run(':put 1', 'odd')).toMatchInlineSnapshot(`
      {
        "code": 73,
        "err": "error: odd/lock is a folder, not a lock file; remove it
      ",
        "out": "",
      }
    `)
  })
})
