// Owns the tests of `offbox mcp` as agents use it: the tools and what they cost, devices, resources, prompts, limits.
import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Tiktoken } from 'js-tiktoken/lite'
import o200k from 'js-tiktoken/ranks/o200k_base'
import { afterAll, afterEach, describe, expect, it } from 'vitest'
import { listedTools } from '../../../src/ide/mcp/tools.ts'
import { top } from '../../harness/sources.ts'
import { agent, agentOf, type Agent } from './agent.ts'
import { removeFolder } from '../../harness/remove-folder.ts'
import { endSpeaking, speakShared } from '../../harness/shared-protocol.ts'
import { continued } from '../../harness/expected.ts'
import { steady } from '../../harness/steady.ts'

let open: Agent | undefined

async function start(...options: readonly string[]): Promise<Agent> {
  return (open = await agentOf(await speakShared(['mcp', ...options])))
}

/** Starts a separate process: for tests of processes, such as locks. */
async function startAlone(...options: readonly string[]): Promise<Agent> {
  return (open = await agent(options))
}

afterEach(async () => {
  await open?.end()
  open = undefined
})
afterAll(endSpeaking)

describe('the tokens that an agent pays', () => {
  const encoding = new Tiktoken(o200k)
  const tokens = (text: string): number => encoding.encode(text).length

  it('are at most 900 for at most eight tools', async () => {
    const { result } = await (await startAlone()).ask('tools/list')
    expect(result).toEqual({ tools: listedTools })
    expect(listedTools.length).toBeLessThanOrEqual(8)
    const paid = tokens(JSON.stringify(listedTools))
    expect(paid).toBeLessThanOrEqual(900)
    expect(readFileSync(join(top, 'src', 'ide', 'mcp', 'README.md'), 'utf8')).toContain(`cost an agent ${paid} tokens`)
  })

  it('are few for a result', async () => {
    const one = await start()
    expect(tokens(await one.tool('check', { script: ':put $x\n/ip/address/add adress=1.1.1.1' }))).toBeLessThan(70)
    expect(tokens(await one.tool('lookup', { path: '/ip/firewall/filter/add' }))).toBeLessThan(1500)
    expect(tokens(await one.tool('lookup', { path: '/ip/firewall/filter/add action' }))).toBeLessThan(100)
  })
})

describe('tools', () => {
  it('return what a router would', async () => {
    const one = await start()
    expect(await one.tool('check', { script: ':put 1' })).toBe('no findings')
    expect(await one.tool('check', { script: '/ip/address/add adress=1.1.1.1' })).toBe(
      "1:17 late bad-parameter: bad parameter adress (line 1 column 23) (did you mean 'address'?)",
    )
    expect(await one.tool('run', { script: ':put hi' })).toBe('hi\n')
    expect(await one.tool('run', { script: ':local f do={ :error $1 }\n$f boom' })).toBe(
      '! failed at 1:16: boom (:error; line 1)\n  in $f, line 2',
    )
    expect(await one.tool('run', { script: '/ip/route/add dst-address=10.0.0.0/8 blackhole=yes' })).toBe(
      '! failed at 1:47: expected end of command (line 1 column 47)\nhelp: blackhole takes no value: write blackhole without =',
    )
    expect(await one.tool('lookup', { path: '/ip/address/add interface' })).toBe('interface* name of /interface or /ip/vrf')
    expect(await one.tool('lookup', { path: '/ip/adress' })).toBe('! no adress in menu /ip; near: address')
    expect(await one.tool('lookup', { path: '/app/add' })).toMatchInlineSnapshot(`
      "command /app/add, RouterOS has it since 7.22: adds a row and returns its id
      auto-update bool yes|no (RouterOS has it since 7.22)
      copy-from items (RouterOS has it since 7.22)
      disabled (RouterOS has it since 7.22)
      environment string (RouterOS has it since 7.22)
      extra-mounts string (RouterOS has it since 7.22)
      firewall-redirects (RouterOS has it since 7.22)
      network (RouterOS has it since 7.22)
      required-mounts string (RouterOS has it since 7.22)
      use-https bool yes|no (RouterOS has it since 7.22)
      yaml string (RouterOS has it since 7.22)
      container-command-lines string (RouterOS has it since 7.23)
      devices (RouterOS has it since 7.23)
      network-outgoing-access bool yes|no (RouterOS has it since 7.23)
      network-pvid num (RouterOS has it since 7.23)
      required-hw-devices string (RouterOS has it since 7.23)
      secrets string (RouterOS has it since 7.23)"
    `)
    expect(await one.tool('lookup', { path: '/app/add', release: '7.21' })).toBe(
      '! no add in menu /app (RouterOS has it since 7.22); there are: network settings cleanup disable edit enable export find get print ' +
        'reset set setup unset update',
    )
    expect(await one.tool('complete', { script: '/ip/address/add ' })).toMatchInlineSnapshot(`
      "address= (required) ip
      interface= (required) any
      broadcast= ip
      comment= string
      copy-from= items
      disabled= bool: yes, no
      netmask= ip
      network= ip"
    `)
    expect(await one.tool('format', { script: ':if (1=1) do={:put 1;:put 2}' })).toBe(':if (1=1) do={\n  :put 1\n  :put 2\n}\n')
    expect(await one.tool('format', { script: ':put (' })).toMatchInlineSnapshot(
      `"! 1:7 error syntax-error: syntax error (a ')' is missing in this line)"`,
    )
    expect(await one.tool('explain', { about: 'undeclared-variable' })).toMatchInlineSnapshot(`
      "undeclared-variable (hint)

      an undeclared variable

      A device accepts it as nothing, unless the caller of the script passes an
      argument of that name. Scripts that a device itself runs (netwatch, DHCP, PPP)
      get such arguments, and so may the source of a script in /system/script, if a
      call in the file passes that name. In a function it is reported if only this
      script can call it, and does, and no call passes the name, and if a name that
      the function declares differs in one letter.

      Found in:

          :put $count

      Not in:

          :local count 1
          :put $count
      "
    `)
    expect(await one.tool('explain', { about: 'expected end of command (line 3 column 9)' })).toMatchInlineSnapshot(`
      "expected-end-of-command (error)

      the command is complete, but text follows it

      A surplus word, a comment behind a command (a comment starts a line or follows a
      ';'), or, before 7.23, an argument that the command does not have.

      Found in:

          :put "a" # a comment

      Not in:

          :put "a"; # a comment
      "
    `)
    expect(continued(await one.tool('explain', { about: 'zzz' }))).toMatchInlineSnapshot(`
      "! 'zzz' is unknown; codes are: syntax-error expected-end-of-command expected-command-name missing-closing-brace \\
          bad-string missing-value nested-too-deeply bad-command-name bad-parameter beyond-facts text-after-brace \\
          unknown-value out-of-range wrong-type too-long missing-argument only-on-boards duplicate-name \\
          duplicate-row duplicate-vlan undefined-reference list-or-interface no-such-port unknown-row \\
          deleted-reference used-before-added former-name undefined-script unknown-property unquoted-prefix \\
          weak-key weak-digest unfit-usage ca-is-a-name nested-list self-comparison bare-word nil-by-name \\
          undeclared-variable curly-quotes numbered-argument outer-variable own-value ended-block mixed-declaration \\
          keyed-array-in-text condition-not-boolean not-equal no-fractions ports-without-protocol doubtful-chain \\
          impossible-matcher misspelt-name misspelt-chain wrong-family reversed-range private-entry host-bits \\
          same-address unknown-gateway"
    `)
  })

  it('report the mistakes of an agent', async () => {
    const one = await start()
    expect(await one.tool('check', { code: ':put 1' })).toBe('! no argument code: there are script, release')
    expect(await one.tool('check', {})).toBe('! script is missing')
    expect(await one.tool('check', { script: 7 })).toBe('! script must be a string')
    expect(await one.tool('run', { script: ':put 1', release: '99.1' })).toBe(
      '! there is no RouterOS 99.1 that offbox knows; known are releases up to 7.24, and what follows it in 7.x',
    )
    expect(await one.tool('run', { script: ':put 1', device: '../x' })).toMatchInlineSnapshot(
      `"! a device is named with letters, digits, . _ and -"`,
    )
    expect(await one.tool('diff', { from: 'nobody', to: ':put 1' })).toBe('! no device is called nobody; there are: none')
    expect(await one.tool('bogus', {})).toBe('!! no tool is called bogus')
  })

  it('keep named devices', async () => {
    const one = await start()
    await one.tool('run', { script: '/ip/address/add address=1.1.1.1/24 interface=ether1; :global n 7', device: 'a' })
    expect(await one.tool('run', { script: ':global n; :put "$n $[:len [/ip/address/find]]"', device: 'a' })).toBe('7 1\n')
    expect(await one.tool('run', { script: ':put [:len [/ip/address/find]]' })).toBe('0\n')
    expect(await one.tool('run', { script: ':put 1', device: 'a', release: '7.16' })).toMatchInlineSnapshot(
      `"! device a has RouterOS 7.24; use another name for 7.16"`,
    )
    expect(await one.tool('diff', { from: 'a', to: '/ip/address/add address=2.2.2.2/24 interface=ether1' })).toBe(
      '/ip address\nremove [ find address="1.1.1.1/24" interface=ether1 ]\n' +
        '/ip address\nadd address=2.2.2.2/24 interface=ether1 network=2.2.2.0\n',
    )
    expect(await one.tool('diff', { from: 'a', to: 'a' })).toBe('# no difference\n')
  })

  it('apply an export on a device of its release', async () => {
    const one = await start()
    const text = '# 2026-01-01 00:00:00 by RouterOS 7.16\n/ip address\nadd address=1.1.1.1/24 interface=ether1\n/nope\nadd x=1\n'
    expect(await one.tool('run', { script: text, device: 'old' })).toBe('4: menu /nope is unknown and skipped')
    expect(await one.tool('run', { script: ':put [/system/resource/get version]', device: 'old' })).toMatchInlineSnapshot(`
      "7.16 (stable)
      "
    `)
  })

  it('store files on a device, and describe certificates', async () => {
    const one = await start()
    expect(await one.tool('run', { script: ':put [/file/get a.txt contents]', files: { 'a.txt': 'ä' } })).toBe('ä\n')
    const made = '/certificate/add name=ca common-name=ca key-usage=key-cert-sign,crl-sign days-valid=10; /certificate/sign ca'
    await one.tool('run', { script: made, device: 'pki' })
    const { result } = await one.ask('resources/read', { uri: 'offbox://device/pki/certificate/ca.pem' })
    const [{ text: pem } = { text: '' }] = (result?.['contents'] ?? []) as readonly { text: string }[] // a certificate is text
    const description = await one.tool('certificate', { pem })
    expect(
      continued(
        steady(description)
          .replace(/(?<=; serial )[0-9a-f]+/, 'SERIAL')
          .replace(/(?<=expires-after=)\w+/, 'TIME'),
      ),
    ).toMatchInlineSnapshot(`
      "pem, 1 part
      1. certificate: CN=ca; issuer (itself); valid TIME .. TIME; key rsa 2048, sha256; names none;\\
           usage key-cert-sign,crl-sign; an authority; serial SERIAL; fingerprint FINGERPRINT
      RouterOS 7.24, /certificate/import:
           certificates-imported: 1
           private-keys-imported: 0
                  files-imported: 1
             decryption-failures: 0
        keys-with-no-certificate: 0
      Flags: K - PRIVATE-KEY; L - CRL; C - SMART-CARD-KEY; A - AUTHORITY; I - ISSUED, R - REVOKED;\\
           E - EXPIRED; T - TRUSTED; 
      a - ACME-MANAGED; D - DYNAMIC 
       0       T   name="given" trust-store=all digest-algorithm=sha256 trusted=yes common-name="ca" \\
          subject-alt-name="" 
                   issuer=CN=ca key-type=rsa key-size=2048 key-usage=key-cert-sign,crl-sign days-valid=10 
       \\
                      invalid-before=TIME invalid-after=TIME serial-number="SERIAL" 
                   akid="" skid=KEY-ID 
                   fingerprint="FINGERPRINT" expires-after=TIME"
    `)
    expect(await one.tool('certificate', { pem: Buffer.from('nothing').toString('base64') })).toMatchInlineSnapshot(
      `"! nothing that can be read: no certificate, request, CRL, key or PKCS#12"`,
    )
    expect(await one.tool('certificate', { pem: '{}' })).toBe('! pem has to be PEM, or DER in base64')
  })
})

describe('resources and prompts', () => {
  it('can be read', async () => {
    const one = await start()
    await one.tool('run', { script: '/file/add name=a.txt contents=hello; /system/identity/set name=core', device: 'a' })
    const { result } = await one.ask('resources/list')
    expect(continued(JSON.stringify(result))).toMatchInlineSnapshot(`
      "{"resources":[{"uri":"offbox://device/a/export","name":"configuration of a","mimeType":"text/plain"}\\
          ,{"uri":"offbox://device/a/files/a.txt","name":"a.txt","mimeType":"application/octet-stream"}\\
          ]}"
    `)
    const read = async (uri: string): Promise<string> => JSON.stringify(await one.ask('resources/read', { uri }))
    expect(continued(steady(await read('offbox://device/a/export')))).toMatchInlineSnapshot(`
      "{"result":{"contents":[{"uri":"offbox://device/a/export","text":"# TIME by RouterOS 7.24\\n# \\
          system id = \\n#\\n/system identity\\nset name=core\\n"}]},"jsonrpc":"2.0","id":4}"
    `)
    expect(await read('offbox://device/a/files/a.txt')).toBe(
      '{"result":{"contents":[{"uri":"offbox://device/a/files/a.txt","text":"hello"}]},"jsonrpc":"2.0","id":5}',
    )
    expect(continued(await read('offbox://explain/undeclared-variable'))).toMatchInlineSnapshot(`
      "{"result":{"contents":[{"uri":"offbox://explain/undeclared-variable","text":"undeclared-variable \\
          (hint)\\n\\nan undeclared variable\\n\\nA device accepts it as nothing, unless the caller of the \\
          script passes an\\nargument of that name. Scripts that a device itself runs (netwatch, DHCP,\\
           PPP)\\nget such arguments, and so may the source of a script in /system/script, if a\\ncall \\
          in the file passes that name. In a function it is reported if only this\\nscript can call it,\\
           and does, and no call passes the name, and if a name that\\nthe function declares differs in \\
          one letter.\\n\\nFound in:\\n\\n    :put $count\\n\\nNot in:\\n\\n    :local count 1\\n    :put $count\\n"}\\
          ]},"jsonrpc":"2.0","id":6}"
    `)
    expect(await read('offbox://release/7.22/changes')).toContain('+ /app/add')
    expect(await read('offbox://device/b/export')).toBe(
      '{"jsonrpc":"2.0","id":8,"error":{"code":-32602,"message":"there is no offbox://device/b/export"}}',
    )
    expect(continued(JSON.stringify(await one.ask('resources/templates/list')))).toMatchInlineSnapshot(`
      "{"result":{"resourceTemplates":[{"uriTemplate":"offbox://device/{name}/export","name":"export",\\
          "description":"configuration of a device","mimeType":"text/plain"},{"uriTemplate":"offbox://device/{name}\\
          /files/{+file}","name":"file","description":"a file of a device"},{"uriTemplate":"offbox://device/{name}\\
          /certificate/{certificate}.pem","name":"certificate","description":"a certificate of a device",\\
          "mimeType":"application/x-pem-file"},{"uriTemplate":"offbox://explain/{code}","name":"explain",\\
          "description":"what a code of check means","mimeType":"text/plain"},{"uriTemplate":"offbox://release/{release}\\
          /changes","name":"changes","description":"menus, commands and arguments added or removed by \\
          a release","mimeType":"text/plain"}]},"jsonrpc":"2.0","id":9}"
    `)
    expect(continued(JSON.stringify(await one.ask('prompts/list')))).toMatchInlineSnapshot(`
      "{"result":{"prompts":[{"name":"migrate-script","description":"port a script to another release",\\
          "arguments":[{"name":"script","description":"the script","required":true},{"name":"from","description":"the \\
          release that it works on","required":true},{"name":"to","description":"the release that it \\
          is to work on","required":true}]},{"name":"review-export","description":"review a configuration",\\
          "arguments":[{"name":"export","description":"what /export printed","required":true}]},{"name":"make-pki",\\
          "description":"a certificate authority with certificates for hosts","arguments":[{"name":"authority",\\
          "description":"common name of the authority","required":true},{"name":"hosts","description":"names \\
          or addresses, with commas","required":true}]}]},"jsonrpc":"2.0","id":10}"
    `)
    const asked = await one.ask('prompts/get', { name: 'migrate-script', arguments: { script: ':put 1', from: '7.12', to: '7.22' } })
    expect(continued(JSON.stringify(asked))).toMatchInlineSnapshot(`
      "{"result":{"messages":[{"role":"user","content":{"type":"text","text":"Port this RouterOS script \\
          from 7.12 to 7.22. Check it for both releases, read offbox://release/7.22/changes for what \\
          check refuses, change only what is needed, run both and compare what they print and leave (diff). \\
          Say what you changed and why.\\n\\n:put 1"}}]},"jsonrpc":"2.0","id":11}"
    `)
    expect((await one.ask('prompts/get', { name: 'make-pki' })).error?.message).toMatchInlineSnapshot(`"authority is missing"`)
  })
})

describe('limits', () => {
  it('end endless scripts, and the session continues', async () => {
    const one = await start('--limit', 'time=500ms')
    expect(await one.tool('run', { script: ':while (true) do={}', device: 'a' })).toMatchInlineSnapshot(
      `"! failed at 1:2: the script ran longer than 0.5 seconds (:while; line 1)"`,
    )
    expect(await one.tool('run', { script: ':while (true) do={ :put aaaaaaaaaaaaaaaa }' })).toContain('printed more than 65536 bytes')
    expect(await one.tool('run', { script: ':local f do={ $f }; $f' })).not.toBe('')
    expect(await one.tool('run', { script: ':delay 9d; :put late', device: 'a' })).toBe('late\n')
  })

  it('deny network access', async () => {
    const one = await start()
    expect(await one.tool('run', { script: '/tool/fetch url=http://127.0.0.1:9/ output=user' })).toBe(
      '! not modelled by offbox at 1:2: /tool/fetch has no network for 127.0.0.1:9 (--allow-net=127.0.0.1:9 allows it, --allow-net ' +
        'everything) (/tool/fetch; line 1)',
    )
  })

  it('allow sixteen devices', async () => {
    const one = await start()
    for (let n = 0; n <= 16; n++) await one.tool('run', { script: ':put 1', device: `d${n}` })
    const { result } = await one.ask('resources/list')
    const names = JSON.stringify(result).match(/(?<="uri":"offbox:\/\/device\/)[^/"]+/g)
    expect(names).toEqual(Array.from({ length: 16 }, (_, at) => `d${at + 1}`))
  })
})

describe('a device in a folder', () => {
  const folder = mkdtempSync(join(tmpdir(), 'offbox-mcp-'))
  afterEach(() => removeFolder(folder))

  it('is stored', async () => {
    const lab = join(folder, 'lab')
    const first = await startAlone('--device', lab)
    expect(await first.tool('run', { script: '/system/identity/set name=kept', device: 'lab' })).toBe('done; nothing printed')
    expect(await first.end()).toBe(0)
    const second = await startAlone('--device', lab)
    expect(await second.tool('run', { script: ':put [/system/identity/get name]', device: 'lab' })).toBe('kept\n')
  })
})

describe('offbox.json', () => {
  const folder = mkdtempSync(join(tmpdir(), 'offbox-mcp-'))
  afterEach(() => removeFolder(folder))

  it("of the agent's folder determines devices and checks", async () => {
    writeFileSync(join(folder, 'offbox.json'), '{ "release": "6.49" }')
    const one = (open = await agent([], undefined, folder))
    expect(await one.tool('run', { script: ':put [/system/resource/get version]' })).toMatchInlineSnapshot(`
      "6.49 (stable)
      "
    `)
    const script = ':onerror e in={:put 1} do={:put $e}'
    expect(await one.tool('check', { script })).not.toBe('no findings')
    expect(await one.tool('check', { script, release: '7.24' })).toBe('no findings')
  })
})
