// Owns the tests of /tool/e-mail/send on a network in memory: what is sent, and what the menu reports.
import { describe, expect, it } from 'vitest'
import { createDevice, memoryHost, memoryNetwork, type Device } from '../../src/index.ts'
import { continued } from '../harness/expected.ts'

const run = (device: Device, text: string): string => {
  const { output, failure } = device.run(text)
  return failure === undefined ? output : `${output}${failure.message}\n`
}

describe('a message', () => {
  const world = (said?: string): { readonly device: Device; readonly network: ReturnType<typeof memoryNetwork> } => {
    const network = memoryNetwork({ mail: () => said, names: { 'mail.example': ['192.0.2.25'] } })
    return { network, device: createDevice({ host: memoryHost({ network }) }) }
  }

  it('consists of the settings and the given values', () => {
    const { device, network } = world()
    run(device, '/tool/e-mail/set server=mail.example port=587 tls=starttls from=box@example.com user=box password=secret')
    run(device, '/file/add name=sub/a.txt contents=abc')
    run(device, '/tool/e-mail/send to=a@example.com,b@example.com cc=c@example.com subject=Hi body="one\\r\\ntwo" file=sub/a.txt')
    const [mail] = network.mailed
    expect(mail).toMatchObject({
      server: 'mail.example',
      port: 587,
      tls: 'starttls',
      login: { user: 'box', password: 'secret' },
      from: 'box@example.com',
      to: ['a@example.com', 'b@example.com'],
      cc: ['c@example.com'],
      subject: 'Hi',
      body: 'one\r\ntwo',
    })
    expect(mail?.attachments.map(({ name, contents }) => [name, Buffer.from(contents).toString()])).toEqual([['a.txt', 'abc']])
    expect(run(device, ':put [/tool/e-mail/get last-status]')).toBe('succeeded\n')
  })

  it('that is refused does not fail the command: the menu and the log report it', () => {
    const { device } = world('550 no such user')
    expect(run(device, ':put [:typeof [/tool/e-mail/get last-status]]')).toBe('nothing\n')
    expect(run(device, '/tool/e-mail/send server=192.0.2.1 to=a@example.com subject=S body=b')).toBe('')
    expect(run(device, ':put [/tool/e-mail/get last-status]')).toBe('failed\n')
    expect(run(device, ':put [/log/get [find topics~"e-mail"] message]')).toBe('Error sending e-mail <S>: 550 no such user\n')
  })

  it('is not sent without a server, or without network permission', () => {
    const { device, network } = world()
    run(device, '/tool/e-mail/send to=a@example.com subject=S body=b')
    expect(network.mailed).toEqual([])
    expect(run(device, ':put [/tool/e-mail/get last-status]')).toBe('failed\n')
    const alone = createDevice({ host: memoryHost() })
    expect(continued(run(alone, '/tool/e-mail/send server=192.0.2.1 to=a@example.com subject=S body=b'))).toMatchInlineSnapshot(`
      "/tool/e-mail/send has no network for 192.0.2.1:25 (--allow-net=192.0.2.1:25 allows it, --allow-net \\
          everything) (/tool/e-mail/send; line 1)
      "
    `)
    expect(run(device, '/tool/e-mail/send subject=S body=b')).toBe('missing value(s) of argument(s) to (/tool/e-mail/send; line 1)\n')
    expect(run(device, '/tool/e-mail/send server=192.0.2.1 to=a@b subject=S body=b file=none')).toBe(
      'input does not match any value of file (/tool/e-mail/send (file); line 1)\n',
    )
  })

  it.each([
    ['6.48', 'address=192.0.2.1 start-tls=tls-only', ''],
    ['6.49', 'address=192.0.2.1', ' start-tls=tls-only'],
    ['7.10', 'address=192.0.2.1 tls=yes', ''],
    ['7.24', 'server=192.0.2.1 tls=yes', ''],
  ])('is sent by the names of %s', (release, settings, more) => {
    const network = memoryNetwork()
    const device = createDevice({ host: memoryHost({ network }), release })
    run(device, `/tool e-mail set ${settings}`)
    run(device, `/tool e-mail send to=a@example.com subject=S body=b${more}`)
    expect(network.mailed).toEqual([
      {
        server: '192.0.2.1',
        port: 25,
        tls: 'yes',
        from: '<>',
        to: ['a@example.com'],
        cc: [],
        subject: 'S',
        body: 'b',
        attachments: [],
        timeout: 120000,
      },
    ])
  })
})
