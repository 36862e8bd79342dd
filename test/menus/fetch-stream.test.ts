// Owns the tests of responses that are written to a device's folder as they arrive.
import { spawn, type ChildProcess } from 'node:child_process'
import { createHash } from 'node:crypto'
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createDevice, nodeHost, nodeNetwork, type Device } from '../../src/index.ts'
import { openFolder } from '../../src/host/node/folder.ts'
import { scratch } from '../harness/command-line.ts'

const peer = `
const contents = Buffer.alloc(5_000_000, 'abcdefg')
const { gzipSync } = require('node:zlib')
const server = require('node:http').createServer((request, response) => {
  if (request.url === '/packed') response.setHeader('content-encoding', 'gzip').end(gzipSync(contents))
  else if (request.url === '/lies') response.setHeader('content-encoding', 'gzip').end('no gzip')
  else if (request.url === '/odd') response.setHeader('content-encoding', 'br').end('x')
  else if (request.url === '/cut') response.writeHead(200, { 'content-length': 6000000 }).write(contents, () => response.destroy())
  else if (request.url === '/none') response.writeHead(404).end('nothing')
  else if (request.url === '/moved') response.writeHead(302, { location: '/plain' }).end('over there')
  else response.end(contents)
})
server.listen(0, '127.0.0.1', () => console.log(server.address().port))
`
const place = scratch()
const path = join(place.path, 'device')
const contents = Buffer.alloc(5_000_000, 'abcdefg')
const sum = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex')
const network = nodeNetwork({ allowed: [{ host: '127.0.0.1', port: undefined }] })
let server: ChildProcess
let port = ''
let device: Device
let folder: ReturnType<typeof openFolder>

beforeAll(async () => {
  server = spawn(process.execPath, ['-e', peer], { stdio: ['ignore', 'pipe', 'inherit'] })
  port = await new Promise((resolve) => server.stdout?.once('data', (data) => resolve(String(data).trim())))
  folder = openFolder(path)
  device = createDevice({ host: nodeHost({ files: folder.files, network }), limits: { files: 12_000_000 } })
})
afterAll(() => {
  server.kill()
  network.close()
  folder.close()
  place.remove()
})

const fetched = (page: string, name = 'f'): string | undefined =>
  device.run(`/tool/fetch url="http://127.0.0.1:${port}${page}" dst-path=${name} as-value`).failure?.message

describe('a device in a folder', () => {
  it.each(['/plain', '/packed', '/moved'])('stores a download with %s, unpacked', (page) => {
    expect(fetched(page)).toBeUndefined()
    expect(sum(readFileSync(join(path, 'files', 'f')))).toBe(sum(contents))
    expect(readdirSync(path).toSorted()).not.toContainEqual(expect.stringMatching(/^writing/))
  })

  it('keeps the old file, without leftovers, if a download is incomplete', () => {
    device.run('/file/add name=old contents=before')
    expect(fetched('/cut', 'old')).toBe('failure: connection closed by the other side (/tool/fetch; line 1)')
    expect(fetched('/lies', 'old')).toBe('failure: the answer is not valid gzip (/tool/fetch; line 1)')
    expect(fetched('/odd', 'old')).toBe('failure: the answer is packed with br, which was not asked for (/tool/fetch; line 1)')
    expect(fetched('/none', 'old')).toBe('failure: Status 404, Not Found (/tool/fetch; line 1)')
    const kept = readdirSync(join(path, 'files')).find((name) => name.startsWith('old'))
    expect(readFileSync(join(path, 'files', kept ?? ''), 'utf8')).toBe('before')
    expect(readdirSync(path).filter((name) => name.startsWith('writing'))).toEqual([])
  })

  it('stays within its file limit', () => {
    expect(fetched('/plain', 'second')).toBeUndefined()
    for (const page of ['/plain', '/packed'])
      expect(fetched(page, 'third')).toBe('failure: the answer has more than 1995904 bytes (/tool/fetch; line 1)')
    expect(readdirSync(join(path, 'files'))).not.toContain('third')
    // The space of the replaced file counts for the new one.
    expect(fetched('/plain', 'second')).toBeUndefined()
  })
})
