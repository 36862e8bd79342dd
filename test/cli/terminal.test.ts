// Owns the tests that control bytes in foreign text never reach the terminal: text from scripts, files, servers and certificates is
// escaped.
import { spawnSync } from 'node:child_process'
import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, describe, expect, it } from 'vitest'
import { visible, visibleBytes, visibleJson, visibleLine } from '../../src/text/visible.ts'
import { offbox, scratch } from '../harness/command-line.ts'
import { continued } from '../harness/expected.ts'
import { top } from '../harness/sources.ts'

const place = scratch()
afterAll(() => place.remove())

/** OSC 0 with BEL, CSI in seven and eight bits, DEL, and a bidirectional override. */
const evil = '\x1b]0;pwned\x07\x1b[2J\u009b2J\x7f\u202e'
const steering = /[\0-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e]/
const file = (name: string, text: string): string => {
  writeFileSync(join(place.path, name), text)
  return name
}

describe('control bytes in foreign text', () => {
  it.each<[string, readonly string[], string]>([
    ['a name that nothing declares', ['check', file('a.rsc', `:put $"a${evil}"\n`)], '\\1B'],
    ['... as GitHub commands', ['check', '--format', 'github', 'a.rsc'], '\\1B'],
    ['... as JUnit', ['check', '--format', 'junit', 'a.rsc'], 'pwned'],
    ['... as JSON', ['check', '--format', 'json', 'a.rsc'], '\\u001b'],
    ['... as SARIF', ['check', '--format', 'sarif', 'a.rsc'], '\\u001b'],
    ['the message of an error', ['run', file('b.rsc', `:error "x${evil}"\n`)], '\\1B]0;pwned\\07'],
    ['a value that is refused', ['run', file('c.rsc', `/ip/address/add interface="${evil}" address=1.1.1.1\n`)], 'pwned'],
    ['a function in a trace', ['run', file('d.rsc', `:global "f${evil}" do={:error x}; $"f${evil}"\n`)], 'pwned'],
    ['a file that there is not', ['check', `no${evil}.rsc`], '\\1B'],
    ['an option that there is not', ['check', `--no${evil}`], '\\1B'],
    ['a file that is to be formatted', ['fmt', '--check', file(`e${evil}.rsc`, ':put  1\n')], '\\1B'],
    ['a file that is checked', ['check', file(`f${evil}.rsc`, ':put $u\n')], 'pwned'],
    [
      'a script that an export leaves out',
      ['export', file('g.rsc', `# by RouterOS 7.16\n/ip firewall address-list\nadd list=a address="a b${evil}"\n`)],
      'pwned',
    ],
  ])('%s', (_, args, seen) => {
    const { out, err } = offbox(place.path, args)
    expect(out + err).toContain(seen)
    expect((out + err).replaceAll('\r\n', '\n')).not.toMatch(steering)
  })

  it('in names and failures of cases', () => {
    mkdirSync(join(place.path, 'cases'), { recursive: true })
    file('cases/a.test.rsc', `# offbox: case x${evil}\n:error "y${evil}"\n`)
    const runs = ['human', 'tap', 'junit'].map((format) => offbox(place.path, ['test', '--format', format, 'cases']))
    const text = runs.map(({ out, err }) => out + err).join('\n')
    expect(text).not.toMatch(steering)
    expect(continued(text.replaceAll(/ time="[^"]+"/g, ' time="TIME"'))).toMatchInlineSnapshot(`
      "cases/a.test.rsc
        FAIL  x\\1B]0;pwned\\07\\1B[2J\\9B2J\\7F\\u202E
              cases/a.test.rsc:2:1: fails: y\\1B]0;pwned\\07\\1B[2J\\9B2J\\7F\\u202E (:error)
                2 | :error "y·]0;pwned··[2J·2J·\\u202E"
                  | ^^^^^^

      1 case: 0 passed, 1 failed

      TAP version 13
      1..1
      not ok 1 - cases/a.test.rsc: x\\1B]0;pwned\\07\\1B[2J\\9B2J\\7F\\u202E
      # cases/a.test.rsc:2:1: fails: y\\1B]0;pwned\\07\\1B[2J\\9B2J\\7F\\u202E (:error)
      #   2 | :error "y·]0;pwned··[2J·2J·\\u202E"
      #     | ^^^^^^

      <?xml version="1.0" encoding="UTF-8"?>
      <testsuites name="offbox test">
        <testsuite name="cases/a.test.rsc" tests="1" failures="1" skipped="0">
          <testcase name="x?]0;pwned??[2J&#155;2J&#127;&#8238;" classname="cases/a.test.rsc" time="TIME"><failure \\
          message="fails: y?]0;pwned??[2J&#155;2J&#127;&#8238; (:error)">cases/a.test.rsc:2:1: fails: \\
          y\\1B]0;pwned\\07\\1B[2J\\9B2J\\7F\\u202E (:error)&#10;  2 | :error &quot;y·]0;pwned··[2J·2J·\\u202E&quot;\\
          &#10;    | ^^^^^^</failure></testcase>
        </testsuite>
      </testsuites>
      "
    `)
  })

  it('in findings of fuzz and differences', () => {
    file('old.rsc', '/system/identity/set name=a\n')
    file('new.rsc', `/system/identity/set name="${evil}"\n`)
    const told = ['text', 'json'].map((format) => offbox(place.path, ['diff', '--format', format, 'old.rsc', 'new.rsc']))
    const text = told.map(({ out, err }) => out + err).join('\n')
    expect(text).not.toMatch(steering)
    expect(text).toMatchInlineSnapshot(`
      "1. change in /system/identity: name from a to \\1B]0;pwned\\07\\1B[2J\\9B2J\\7F\\u202E

      [
        {
          "menu": "/system/identity",
          "kind": "changed",
          "row": "",
          "changed": [
            {
              "name": "name",
              "from": "a",
              "to": "\\u001b]0;pwned\\u0007\\u001b[2J\\u009B2J\\u007F\\u202E"
            }
          ]
        }
      ]
      "
    `)
  })
})

describe('the output of a script', () => {
  const printed = (text: string, terminal: boolean): string => {
    file('p.rsc', text)
    const command = `${process.execPath} ${join(top, 'dist', 'offbox.cjs')} run p.rsc`
    const { stdout } = terminal
      ? spawnSync('script', ['-qec', command, '/dev/null'], { cwd: place.path, env: { ...process.env, NO_COLOR: '1' } })
      : spawnSync('sh', ['-c', command], { cwd: place.path })
    return stdout.toString('latin1')
  }
  const hasScript = spawnSync('script', ['--version']).status === 0
  const row =
    '/certificate/add name=a common-name="\\1B]0;pwned\\07" organization="\\1B[2J"; /certificate/print terse; /interface/bridge/add ' +
    'name=b comment="\\1B]0;row\\07"; /interface/bridge/print terse'

  it('is unchanged in pipes, rows too', () => {
    expect(printed(':put "\\1B[1mbold"', false)).toBe('\x1b[1mbold\n')
    expect(continued(printed(row, false).replaceAll('\x1b', '<ESC>').replaceAll('\x07', '<BEL>'))).toMatchInlineSnapshot(`
      " 0 name=a common-name=<ESC>]0;pwned<BEL> organization=<ESC>[2J subject-alt-name= key-type=rsa \\
          key-size=2048 key-usage=digital-signature,key-encipherment,data-encipherment,key-cert-sign,\\
          crl-sign,tls-server,tls-client days-valid=365
       0 R comment=<ESC>]0;row<BEL> name=b mtu=auto arp=enabled arp-timeout=auto protocol-mode=rstp \\
          fast-forward=yes igmp-snooping=no multicast-querier=no mld-version=1 auto-mac=yes admin-mac= \\
          ageing-time=5m priority=0x8000 max-message-age=20s forward-delay=15s transmit-hold-count=6 \\
          vlan-filtering=no ether-type=0x8100 pvid=1 frame-types=admit-all dhcp-snooping=no port-cost-mode=long
      "
    `)
  })

  it.skipIf(!hasScript)('is unchanged on a terminal, but rows are escaped', () => {
    expect(printed(':put "\\1B[1mbold"', true)).toBe('\x1b[1mbold\r\n')
    const rows = printed(row, true)
    expect(continued(rows)).toMatchInlineSnapshot(`
      " 0 name=a common-name=\\1B]0;pwned\\07 organization=\\1B[2J subject-alt-name= key-type=rsa key-size=2048 \\
          key-usage=digital-signature,key-encipherment,data-encipherment,key-cert-sign,crl-sign,tls-server,\\
          tls-client days-valid=365
       0 R comment=\\1B]0;row\\07 name=b mtu=auto arp=enabled arp-timeout=auto protocol-mode=rstp fast-forward=yes \\
          igmp-snooping=no multicast-querier=no mld-version=1 auto-mac=yes admin-mac= ageing-time=5m \\
          priority=0x8000 max-message-age=20s forward-delay=15s transmit-hold-count=6 vlan-filtering=no \\
          ether-type=0x8100 pvid=1 frame-types=admit-all dhcp-snooping=no port-cost-mode=long
      "
    `)
  })
})

describe('escaping', () => {
  it('covers C0, DEL, C1 and bidirectional controls; line ends and tabs stay where they are allowed', () => {
    expect(visible('a\x1b\x07\n\t\x7f\u009b\u202eü')).toBe('a\\1B\\07\n\t\\7F\\9B\\u202Eü')
    expect(visibleLine('a\n\tb\r')).toBe('a\\0A\\09b\\0D')
    expect(visibleBytes('a\r\n\x1b\xc2\x9b\xc3\xbc')).toBe('a\r\n\\1B\\9B\xc3\xbc')
    const text = `"\u009b\u202e\x7f`
    expect(JSON.parse(visibleJson(JSON.stringify(text)))).toBe(text)
    expect(visibleJson(JSON.stringify(text))).not.toMatch(steering)
  })
})
