// Owns tests of ACME as users run it, against pebble, with a stored device.
import { afterAll, beforeAll, expect, it } from 'vitest'
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { writePem } from '../../src/pki/pem.ts'
import { offbox, scratch } from '../harness/command-line.ts'
import { describeWith } from '../harness/judge.ts'
import { startPebble, type Pebble } from '../harness/pebble.ts'
import { continued, matching } from '../harness/expected.ts'
import { steady } from '../harness/steady.ts'

const folder = scratch()
afterAll(() => folder.remove())

describeWith('pebble', 'offbox run with an ACME server', () => {
  let pebble: Pebble
  beforeAll(async () => {
    pebble = await startPebble()
    writeFileSync(join(folder.path, 'ca.pem'), writePem('CERTIFICATE', pebble.authority))
  })
  afterAll(() => pebble.stop())

  const run = (script: string, ...more: readonly string[]): ReturnType<typeof offbox> => {
    writeFileSync(join(folder.path, 'script.rsc'), script)
    const { host } = new URL(pebble.directory)
    return offbox(folder.path, [
      'run',
      `--allow-net=${host}`,
      '--listen',
      `www=${pebble.httpPort}`,
      '--ca',
      'ca.pem',
      '--device',
      'lab',
      ...more,
      'script.rsc',
    ])
  }

  it('gets a certificate, renews it when due, and stores it', () => {
    const add = `/certificate/add-acme directory-url="${pebble.directory}" domain-names=router.example.com`
    expect(
      run(
        `${add}\n:delay 10ms\n/ip/service/set www-ssl certificate=router.example.com\n` +
          ':put [/certificate/get router.example.com serial-number]',
      ),
    ).toMatchObject({ code: 0, err: '' })
    const serial = ':put [/certificate/get router.example.com serial-number]\n'
    const first = run(serial)
    expect(first.out).toMatch(/^[0-9a-f]+\n$/)
    expect(run(serial).out).toBe(first.out)
    expect(run(':delay 1s\n', '--until', '1500d')).toMatchObject({ code: 0 })
    expect(run(serial).out).not.toBe(first.out)
    expect(run(':put [/ip/service/get www-ssl certificate]').out).toBe('router.example.com\n')
    // pebble's certificates are valid for five years: an expiry in the simulated time is reported before.
    const further = run('', '--until', '4000d').err.split('\n')
    expect(further[0]).toMatch(/^warning: .* router\.example\.com expires at \d{4}-.*, within the simulated time, but the clock of https:/)
    expect(further.slice(1)).toEqual([
      matching(/^ {2}help: the device requests a new one, but that is dated by the clock of the server/),
      '',
    ])
  })

  it('reports what is still pending, stores it and continues with it', () => {
    const add = `/certificate/add-acme directory-url="https://127.0.0.1:1/dir" domain-names=late.example.com`
    writeFileSync(join(folder.path, 'late.rsc'), add)
    const words = ['run', '--allow-net', '--device', 'late', 'late.rsc']
    const { code, err } = offbox(folder.path, words)
    expect({ code, err: continued(steady(err)) }).toMatchInlineSnapshot(`
      {
        "code": 0,
        "err": "warning: certificate late.example.com: failed: connect ECONNREFUSED 127.0.0.1:PORT; it has \\
          not succeeded and is tried again at TIME
        help: a device continues in the background; offbox does with --until TIME, \`offbox serve\`,\\
           or while a script waits (:delay)
      ",
      }
    `)
    writeFileSync(join(folder.path, 'late.rsc'), '')
    const later = offbox(folder.path, [...words, '--until', '30d'])
    expect({ ...later, err: continued(steady(later.err.replaceAll(/\d+(?= times)/g, 'N'))) }).toMatchInlineSnapshot(`
      {
        "code": 0,
        "err": "TIME acme-client,error connect ECONNREFUSED 127.0.0.1:PORT (N times, at last TIME)
      TIME acme-client,error failed to update ssl certificate (N times, at last TIME)
      warning: certificate late.example.com: failed: connect ECONNREFUSED 127.0.0.1:PORT; it has \\
          not succeeded and is tried again at TIME
        help: a device continues in the background; offbox does with --until TIME, \`offbox serve\`,\\
           or while a script waits (:delay)
      ",
        "out": "",
      }
    `)
  })

  it('reports what is missing', () => {
    const add = `/certificate/add-acme directory-url="${pebble.directory}" domain-names=a.sn.mynetname.net`
    const missing = run(add)
    expect(missing.code).toBe(3)
    expect(continued(missing.err.replace(pebble.directory, 'DIRECTORY'))).toMatchInlineSnapshot(`
      "error: ACME has no network for the TXT record of _acme-challenge.a.sn.mynetname.net (--cloud=URL \\
          names a service that has /set-txt, such as pebble-challtestsrv) (/certificate/add-acme)
       --> script.rsc:1:1
      1 | /certificate/add-acme directory-url="DIRECTORY" domain-names=a.sn.mynetname.net
        | ^^^^^^^^^^^^^^^^^^^^^
      "
    `)
    expect(run(add, '--cloud', pebble.records)).toMatchInlineSnapshot(`
      {
        "code": 0,
        "err": "",
        "out": "",
      }
    `)
    expect(run('', '--cloud', 'nowhere')).toMatchInlineSnapshot(`
      {
        "code": 64,
        "err": "error: 'nowhere' is not an http URL
      help: it looks like --cloud http://127.0.0.1:8055
      ",
        "out": "",
      }
    `)
  })
})
