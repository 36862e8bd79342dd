// Owns the tests of /tool/fetch over FTP, SFTP and TFTP on a network in memory: the requests.
import { afterAll, describe, expect, it } from 'vitest'
import { createDevice, memoryHost, memoryNetwork, type Device } from '../../src/index.ts'
import { removeFolder } from '../harness/remove-folder.ts'
import { continued } from '../harness/expected.ts'

const runOn = (device: Device, text: string): string => {
  const { output, failure } = device.run(text)
  return failure === undefined ? output : `${output}${failure.message}\n`
}

describe('a file on a server', () => {
  const network = memoryNetwork({
    answers: {
      'ftp://a.example/pub/list.txt': { body: Buffer.from('one\n') },
      'sftp://a.example:2222/etc/x': { body: Buffer.from('x') },
      'ftp://a.example/up/b.txt': {},
      'ftp://a.example/no': { status: 550, reason: 'No such file' },
      'ftp://b.example/x': { fault: 'refused', detail: 'refused' },
    },
  })
  const device = createDevice({ host: memoryHost({ network }) })
  const run = (text: string): string => runOn(device, text)

  it('is given by a URL, or by mode, address and path', () => {
    run('/tool/fetch url="ftp://u:p%40@a.example/pub/list.txt"')
    expect(run(':put [/file/get list.txt contents]')).toBe('one\n\n')
    run('/tool/fetch mode=ftp address=a.example src-path=pub/list.txt dst-path=got/')
    expect(run(':put [:len [/file/find name=got/list.txt]]')).toBe('1\n')
    expect(run(':put [/tool/fetch mode=sftp address=a.example port=2222 src-path=/etc/x output=user as-value]')).toBe(
      'data=x;downloaded=1;duration=00:00:00;status=finished;total=1\n',
    )
    expect(network.asked.map(({ method, url }) => `${method} ${url}`).at(-1)).toBe('GET sftp://a.example:2222/etc/x')
  })

  it('is written with upload=yes', () => {
    run('/file/add name=b.txt contents=abc')
    expect(run('/tool/fetch upload=yes url=ftp://a.example/up/b.txt src-path=b.txt')).toMatchInlineSnapshot(`
      "    status: finished
        uploaded: 1KiB    
           total: 1KiB    
        duration: 0s      
      "
    `)
    run('/tool/fetch upload=yes mode=ftp address=a.example src-path=b.txt dst-path=up/b.txt')
    const [last, before] = network.asked.toReversed()
    expect([last, before].map((one) => `${one?.method} ${one?.url} ${Buffer.from(one?.body ?? []).toString()}`)).toEqual(
      Array(2).fill('PUT ftp://a.example/up/b.txt abc'),
    )
  })

  it.each([
    ['url=ftp://a.example/no', 'failure: 550 No such file (/tool/fetch; line 1)\n'],
    ['url=ftp://b.example/x', 'failure: connection failed (/tool/fetch; line 1)\n'],
    ['url=tftp://a.example/x upload=yes src-path=b.txt', 'failure: only [s]ftp modes support upload (/tool/fetch; line 1)\n'],
    ['url=ftp://a.example/x upload=yes src-path=none', 'input does not match any value of src-path (/tool/fetch (src-path); line 1)\n'],
    ['url=ftp://a.example/x src-path=y', 'failure: Conflicting remote paths provided in URI and parameter (/tool/fetch; line 1)\n'],
    ['mode=ftp', 'failure: missing address or url (/tool/fetch; line 1)\n'],
  ])('that is not available is reported: %s', (words, told) => {
    expect(run(`/tool/fetch ${words}`)).toBe(told)
  })

  it('is not requested without network permission', () => {
    expect(continued(runOn(createDevice({ host: memoryHost() }), '/tool/fetch url=sftp://a.example/x'))).toMatchInlineSnapshot(`
      "/tool/fetch has no network for a.example:22 (--allow-net=a.example:22 allows it, --allow-net \\
          everything) (/tool/fetch; line 1)
      "
    `)
  })
})

const folders: string[] = []
afterAll(() => {
  for (const folder of folders) removeFolder(folder)
})
