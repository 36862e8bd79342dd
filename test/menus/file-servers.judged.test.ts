// Owns the tests of /tool/fetch with real FTP, SFTP and TFTP servers.
import { spawn, spawnSync, type ChildProcess } from 'node:child_process'
import { existsSync, mkdtempSync, readFileSync, writeFileSync } from 'node:fs'
import { createSocket } from 'node:dgram'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { createDevice, nodeHost, nodeNetwork, type Device, type NodeNetwork } from '../../src/index.ts'
import { describeWith } from '../harness/judge.ts'
import { removeFolder } from '../harness/remove-folder.ts'

const runOn = (device: Device, text: string): string => {
  const { output, failure } = device.run(text)
  return failure === undefined ? output : `${output}${failure.message}\n`
}

/** Starts a program that serves the folder; returns it with the first line of its output. */
async function started(program: string, words: readonly string[]): Promise<{ readonly child: ChildProcess; readonly line: string }> {
  const child = spawn(program, words, { stdio: ['pipe', 'pipe', 'inherit'] })
  const line = await new Promise<string>((resolve, reject) => {
    child.on('exit', (code) => reject(new Error(`the server ended with ${code}`)))
    let printed = ''
    child.stdout.on('data', (part: Buffer) => {
      printed += part.toString()
      if (printed.includes('\n')) resolve(printed.trim())
    })
  })
  return { child, line }
}

const folders: string[] = []
const folderWith = (contents: string): string => {
  const folder = mkdtempSync(join(tmpdir(), 'offbox-files-'))
  folders.push(folder)
  writeFileSync(join(folder, 'list.txt'), contents)
  return folder
}
afterAll(() => {
  for (const folder of folders) removeFolder(folder)
})

describeWith('python3-pyftpdlib', 'a real FTP or SFTP server', () => {
  let child: ChildProcess
  let network: NodeNetwork
  let device: Device
  let [ftp, sftp] = ['', '']
  const contents = 'line\r\n'.repeat(40_000)
  const folder = folderWith(contents)
  const run = (text: string): string => runOn(device, text)

  beforeAll(async () => {
    const program = new URL('../harness/file-servers.py', import.meta.url).pathname
    const server = await started('/usr/bin/python3', ['-W', 'ignore', program, folder])
    child = server.child
    ;[ftp = '', sftp = ''] = server.line.split(' ')
    network = nodeNetwork({ allowed: 'all', names: new Map([['files.example', '127.0.0.1']]) })
    device = createDevice({ host: { ...nodeHost(), network } })
    run(':local t ""; :for i from=1 to=3000 do={:set t ($t . "twenty bytes of text")}; /file/add name=up.txt contents=$t')
  })
  afterAll(() => {
    network.close()
    child.stdin?.end()
  })

  it.each(['ftp', 'sftp'] as const)('%s: downloads and uploads files unchanged', (mode) => {
    const port = mode === 'ftp' ? ftp : sftp
    const place = `mode=${mode} address=files.example port=${port} user=u password=p`
    run(`/tool/fetch ${place} src-path=list.txt dst-path=${mode}.txt`)
    expect(Buffer.from(device.router.files.read(`${mode}.txt`) ?? []).toString()).toBe(contents)
    run(`/tool/fetch ${place} upload=yes src-path=up.txt dst-path=${mode}-up.txt`)
    expect(readFileSync(join(folder, `${mode}-up.txt`), 'utf8')).toBe('twenty bytes of text'.repeat(3000))
    run(`/tool/fetch url="${mode}://u:p@127.0.0.1:${port}/list.txt" dst-path=again.txt`)
    expect(device.router.files.read('again.txt')?.length).toBe(contents.length)
  })

  it.each(['ftp', 'sftp'] as const)('%s: reports missing files and wrong users', (mode) => {
    const place = `mode=${mode} address=127.0.0.1 port=${mode === 'ftp' ? ftp : sftp} user=u`
    expect(run(`/tool/fetch ${place} password=p src-path=none`)).toMatch(/^failure: .*no such file/im)
    expect(run(`/tool/fetch ${place} password=x src-path=list.txt`)).toMatch(/^failure: .*(authentication|login)/im)
  })

  it('is not accessed without a user, over FTP', () => {
    expect(run(`/tool/fetch url=ftp://127.0.0.1:${ftp}/list.txt output=none`)).toContain('finished')
  })

  it('that is silent or absent does not block', async () => {
    const silent = (await import('node:net')).createServer()
    await new Promise<void>((resolve) => silent.listen(0, '127.0.0.1', resolve))
    const address = silent.address()
    const port = typeof address === 'object' ? address?.port : 0
    for (const mode of ['ftp', 'sftp'])
      expect(run(`/tool/fetch url=${mode}://127.0.0.1:${port}/x idle-timeout=1s`)).toMatch(/^failure: (Idle timeout|connection)/m)
    silent.close()
    for (const mode of ['ftp', 'sftp']) expect(run(`/tool/fetch url=${mode}://127.0.0.1:1/x`)).toContain('failure: connection failed')
  })
})

/** Returns a free port. */
const freePort = (): Promise<number> =>
  new Promise((resolve) => {
    const socket = createSocket('udp4')
    socket.bind(0, '127.0.0.1', () => {
      const { port } = socket.address()
      socket.close(() => resolve(port))
    })
  })

describeWith('atftpd', 'a real TFTP server', () => {
  it('sends a file of several blocks, and reports missing ones', async () => {
    // The size requires an empty last block.
    const contents = 'x'.repeat(512 * 20)
    const port = await freePort()
    const user = spawnSync('id', ['-un']).stdout.toString().trim()
    const group = spawnSync('id', ['-gn']).stdout.toString().trim()
    const folder = folderWith(contents)
    const words = ['--daemon', '--no-fork', '--port', String(port), '--bind-address', '127.0.0.1', '--user', `${user}.${group}`, folder]
    const child = spawn(existsSync('/usr/sbin/atftpd') ? '/usr/sbin/atftpd' : 'atftpd', words, { stdio: 'ignore' })
    const network = nodeNetwork({ allowed: 'all' })
    try {
      const device = createDevice({ host: { ...nodeHost(), network } })
      const place = `mode=tftp address=127.0.0.1 port=${port}`
      expect(runOn(device, `/tool/fetch ${place} src-path=list.txt`)).toContain('finished')
      expect(Buffer.from(device.router.files.read('list.txt') ?? []).toString()).toBe(contents)
      expect(runOn(device, `/tool/fetch ${place} src-path=none`)).toContain('failure: File not found')
    } finally {
      network.close()
      child.kill()
    }
  })
})
