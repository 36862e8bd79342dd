// Owns the tests of a served device with OpenSSH's programs: ssh, sftp, scp and scp -O.
import { spawn } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { once } from 'node:events'
import { readdirSync, readFileSync, readlinkSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { scratch } from '../harness/command-line.ts'
import { describeWith } from '../harness/judge.ts'
import { top } from '../harness/sources.ts'
import { ran, SshLab } from '../harness/ssh-lab.ts'

const place = scratch()
const lab = new SshLab(place.path)
const at = (name: string): string => join(place.path, name)
const router = 'admin@127.0.0.1'

afterAll(async () => {
  await lab.stop()
  place.remove()
})

/** Returns how far a process has read a file, in bytes; 0 where it has not opened it. More than a pipe holds has been sent. */
function bytesRead(pid: number | undefined, path: string): number {
  try {
    const open = readdirSync(`/proc/${pid}/fd`).find((one) => readlinkSync(`/proc/${pid}/fd/${one}`) === path)
    return open === undefined ? 0 : Number(/^pos:\s*(\d+)/.exec(readFileSync(`/proc/${pid}/fdinfo/${open}`, 'utf8'))?.[1])
  } catch {
    return 0
  }
}

describeWith('openssh', 'ssh', () => {
  beforeAll(async () => {
    await lab.start()
  })

  it('runs a command: CR LF, an empty line at the end, nothing if nothing is printed, failures on standard output, status 0', async () => {
    expect(await lab.run('ssh', [router, ':put 1'])).toEqual({ code: 0, out: '1\r\n\r\n', err: '' })
    expect(await lab.run('ssh', [router, '/system/identity/set name=Lab'])).toEqual({ code: 0, out: '', err: '' })
    expect(await lab.run('ssh', [router, '/system/nothing'])).toEqual({
      code: 0,
      out: 'bad command name nothing (line 1 column 9)\r\n\r\n',
      err: '',
    })
    expect(await lab.says(':put 1; :error "bad"')).toBe('1\nbad')
    expect((await lab.run('ssh', [router, ':put "\\1B[31m\\FF"'])).out).toBe('\x1b[31m\xff\r\n\r\n')
    expect(await lab.says(':put [/system/identity/get name]')).toBe('Lab')
  })

  it('applies the text after + in a name to the terminal', async () => {
    const narrow = await lab.run('ssh', ['admin+cet40w@127.0.0.1', '/ip/service/print'])
    expect(narrow.code).toBe(0)
    expect(narrow.out).not.toContain('CERTIFICATE  VRF   MAX-SESSIONS\r\n')
    const wide = await lab.run('ssh', ['admin+cet1024w@127.0.0.1', '/ip/service/print'])
    expect(wide.out).toContain('CERTIFICATE  VRF   MAX-SESSIONS\r\n')
  })

  it('admits users by password and by key, with the policies of their groups, and logs it', async () => {
    await lab.says('/user/group/add name=looker policy=ssh,read; /user/add name=eve group=looker password=secret')
    await lab.says('/user/group/add name=mute policy=read; /user/add name=mute group=mute password=secret')
    const eve = ['eve@127.0.0.1', '/system/identity/set name=Eve']
    expect((await lab.run('ssh', eve, { password: 'secret' })).out).toContain('not enough permissions')
    expect((await lab.run('ssh', eve, { password: 'wrong' })).code).toBe(255)
    expect((await lab.run('ssh', ['mute@127.0.0.1', ':put 1'], { password: 'secret' })).code).toBe(255)
    for (const kind of ['ed25519', 'rsa', 'ecdsa']) {
      await ran('ssh-keygen', ['-q', '-t', kind, '-N', '', '-C', 'eve@home', '-f', `id_${kind}`], { cwd: place.path })
      expect((await lab.run('scp', [`id_${kind}.pub`, `${router}:`])).code).toBe(0)
    }
    const refusal = 'unable to load key file (wrong format or bad passphrase)!'
    expect(await lab.says('/user/ssh-keys/import user=eve public-key-file=id_ecdsa.pub')).toBe(refusal)
    for (const kind of ['ed25519', 'rsa']) {
      const withKey = ['-i', `id_${kind}`, '-o', 'PreferredAuthentications=publickey', 'eve@127.0.0.1', ':put in']
      expect((await lab.run('ssh', withKey)).code).toBe(255)
      expect(await lab.says(`/user/ssh-keys/import user=eve public-key-file=id_${kind}.pub`)).toBe('')
      expect(await lab.run('ssh', withKey)).toEqual({ code: 0, out: 'in\r\n\r\n', err: '' })
    }
    const { out: fingerprint } = await ran('ssh-keygen', ['-l', '-f', 'id_ed25519.pub'], { cwd: place.path })
    expect(await lab.says(':put [/user/ssh-keys/get 0 fingerprint]')).toBe(fingerprint.split(' ')[1])
    // A user with a key may not log in by password, unless the device allows it.
    expect((await lab.run('ssh', eve, { password: 'secret' })).code).toBe(255)
    await lab.says('/ip/ssh/set password-authentication=yes')
    expect((await lab.run('ssh', eve, { password: 'secret' })).code).toBe(0)
    await lab.says('/ip/ssh/set password-authentication=yes-if-no-key')
    const log = await lab.says('/log/print')
    expect(log).toContain('login failure for user eve from 127.0.0.1 via ssh')
    expect(log).toContain('user eve logged in from 127.0.0.1 via ssh')
    expect(log).toContain('user eve logged out from 127.0.0.1 via ssh')
  })

  it('answers others while one waits, and stops the command of a client that disconnects', async () => {
    let isDone = false
    const waiting = lab.run('ssh', [router, ':delay 8s; :put late']).finally(() => (isDone = true))
    await lab.until(async () => (await lab.says('/log/print count-only')) !== '')
    expect(await lab.says(':put early')).toBe('early')
    expect(isDone).toBe(false)
    expect((await waiting).out).toBe('late\r\n\r\n')
    // One command waits for hours, one computes endlessly; both clients are killed.
    for (const [mark, endless] of [
      ['1', ':delay 2h'],
      ['2', ':while (true) do={}'],
    ] as const) {
      const line = `:global mark ${mark}; :put started; ${endless}`
      const child = spawn('ssh', [...lab.options, router, line], { cwd: place.path, stdio: ['ignore', 'pipe', 'ignore'] })
      await once(child.stdout, 'data')
      child.kill('SIGKILL')
      expect(await lab.says(':put $mark')).toBe(mark)
    }
  })

  it('serves many clients at once', async () => {
    await lab.says('/ip/service/set ssh max-sessions=200')
    const all = await Promise.all(Array.from({ length: 40 }, (_, at) => lab.run('ssh', [router, `:delay 1s; :put "no ${at}"`])))
    expect(all.map(({ out }) => out)).toEqual(all.map((_, at) => `no ${at}\r\n\r\n`))
  })

  it('stores the host key with the device; another one can be generated, imported and exported', async () => {
    const scanned = async (): Promise<string> =>
      (await ran('ssh-keyscan', ['-p', lab.port, '127.0.0.1'], { cwd: place.path })).out.trim().split(' ').slice(1).join(' ')
    const first = await scanned()
    expect(first).toMatch(/^ssh-rsa /)
    await lab.stop()
    await lab.start()
    expect(await scanned()).toBe(first)
    const forget = (): void => writeFileSync(at('known'), '')
    await lab.says('/ip/ssh/set host-key-type=ed25519 strong-crypto=yes; /ip/ssh/regenerate-host-key')
    expect(await lab.says(':put 1')).toBe('')
    forget()
    const second = await scanned()
    expect(second).toMatch(/^ssh-ed25519 /)
    expect(await lab.says('/ip/ssh/export-host-key key-file-prefix=lab')).toBe('')
    await lab.run('scp', [`${router}:lab_ed25519.pub`, 'lab.pub'])
    expect(readFileSync(at('lab.pub'), 'utf8').trim()).toBe(second)
    // A key in OpenSSH's format.
    await lab.run('scp', ['id_rsa', `${router}:`])
    expect(await lab.says('/ip/ssh/import-host-key private-key-file=id_rsa')).toBe('')
    forget()
    expect(await scanned()).toBe(readFileSync(at('id_rsa.pub'), 'utf8').split(' ').slice(0, 2).join(' '))
    expect(await lab.says('/ip/ssh/import-host-key private-key-file=id_rsa.none')).toContain(
      'input does not match any value of private-key-file',
    )
    expect(await lab.says('/export show-sensitive')).not.toContain('PRIVATE KEY')
  })

  it('returns failures as exit status if requested', async () => {
    await lab.stop()
    await lab.start('--ssh-status', 'success')
    expect((await lab.run('ssh', [router, ':put 1'])).code).toBe(0)
    expect((await lab.run('ssh', [router, ':error no'])).code).toBe(1)
    expect((await lab.run('ssh', [router, '/no/such'])).code).toBe(1)
  })
})

describeWith('python3-asyncssh', 'many waiting clients', () => {
  it('are all answered, also more of them than waits may nest', async () => {
    await lab.stop()
    await lab.start()
    const script = join(top, 'test', 'ssh', 'many.py')
    const words = ['-W', 'ignore', script, lab.port, '600', ':delay 2s; :put "no @"']
    const { out, err } = await ran('/usr/bin/python3', words, { cwd: place.path, timeout: 240_000 })
    expect(out.split(' ')[0], err).toBe('600')
  })
})

describeWith('openssh', 'sftp and scp', () => {
  beforeAll(async () => {
    await lab.stop()
    await lab.start()
  })

  const contents = randomBytes(3_000_000)

  it.each([
    ['scp', []],
    ['scp -O', ['-O']],
  ])('%s copies in both directions, folders too, and reports errors', async (_, how) => {
    writeFileSync(at('big'), contents)
    const copied = (...words: readonly string[]): Promise<{ code: number | null; err: string }> => lab.run('scp', [...how, ...words])
    expect(await copied('big', `${router}:pub name.bin`)).toMatchObject({ code: 0, err: '' })
    expect(await lab.says(':put [/file/get "pub name.bin" size]')).toBe('3000000')
    expect(await copied(`${router}:pub name.bin`, 'back')).toMatchObject({ code: 0, err: '' })
    expect(readFileSync(at('back')).equals(contents)).toBe(true)
    await ran('sh', ['-c', 'mkdir -p tree/in && echo one >tree/a && echo two >tree/in/b && : >tree/empty'], { cwd: place.path })
    expect(await copied('-r', 'tree', `${router}:/`)).toMatchObject({ code: 0, err: '' })
    expect(await lab.says(':put [/file/get tree/in/b contents]')).toBe('two')
    expect(await copied('-rp', `${router}:tree`, 'twig')).toMatchObject({ code: 0, err: '' })
    expect((await ran('diff', ['-r', 'tree', 'twig'], { cwd: place.path })).code).toBe(0)
    expect(await copied('tree/a', `${router}:tree/in/`)).toMatchObject({ code: 0, err: '' })
    expect(await lab.says(':put [/file/get tree/in/a contents]')).toBe('one')
    expect((await copied(`${router}:nothing`, 'x')).code).toBe(1)
    // Paths that lead out of the device's files are refused.
    expect((await copied(`${router}:../../state/last`, 'x')).code).toBe(1)
    await lab.says('/file/remove tree')
    await ran('rm', ['-r', 'tree', 'twig'], { cwd: place.path })
  })

  it('sftp lists, creates, renames and removes', async () => {
    writeFileSync(at('small'), 'hello\n')
    const batch =
      'put small d.txt\nmkdir sub\nput small sub/e\nls -l sub\nrename sub/e sub/f\nget sub/f got\nls -1 sub\nrm sub/f\nrmdir sub\n'
    const { code, out } = await lab.run('sftp', ['-b', '-', router], { input: batch })
    expect(code).toBe(0)
    expect(out).toMatch(/-rw-r--r-- +1 root +root +6 .* e\n/)
    expect(out).toContain('sub/f\n')
    expect(readFileSync(at('got'), 'utf8')).toBe('hello\n')
    expect(await lab.says('/file/print count-only where name~"sub"')).toBe('0')
    for (const bad of ['rmdir nothing', 'get nothing', 'mkdir d.txt', 'rm nothing', 'ls nothing'])
      expect((await lab.run('sftp', ['-b', '-', router], { input: `${bad}\n` })).code, bad).toBe(1)
  })

  it('requires the policy ftp', async () => {
    await lab.says('/user/group/add name=noftp policy=ssh,read,write; /user/add name=bob group=noftp password=""')
    for (const how of [[], ['-O']]) {
      expect((await lab.run('scp', [...how, 'small', 'bob@127.0.0.1:bobs'])).code).toBe(1)
      expect((await lab.run('scp', [...how, 'bob@127.0.0.1:d.txt', 'x'])).code).toBe(1)
    }
    expect(await lab.says(':put [:len [/file/find name=bobs]]')).toBe('0')
  })

  it('keeps the old file if a client is killed during a transfer', async () => {
    writeFileSync(at('huge'), Buffer.alloc(60_000_000, 'x'))
    for (const how of [[], ['-O']]) {
      await lab.run('scp', ['small', `${router}:kept`])
      const limited = ['-l', '8000', ...how]
      const child = spawn('scp', [...lab.options, ...limited, 'huge', `${router}:kept`], { cwd: place.path, stdio: 'ignore' })
      await lab.until(() => bytesRead(child.pid, at('huge')) > 1_000_000)
      expect(child.exitCode).toBe(null)
      child.kill('SIGKILL')
      // Its session has ended: only the one that asks is left.
      await lab.until(async () => (await lab.says('/user/active/print count-only')) === '1')
      expect(await lab.says(':put [/file/get kept contents]')).toBe('hello')
    }
  })

  it('refuses a file that is too large', async () => {
    await ran('truncate', ['-s', '70M', 'over'], { cwd: place.path })
    for (const how of [[], ['-O']]) expect((await lab.run('scp', [...how, 'over', `${router}:over`])).code).toBe(1)
    expect(await lab.says(':put [:len [/file/find name=over]]')).toBe('0')
  })
})
