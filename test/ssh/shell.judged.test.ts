// Owns the tests of a console over SSH with programs that type: paramiko, and ansible's network_cli.
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { scratch } from '../harness/command-line.ts'
import { describeWith } from '../harness/judge.ts'
import { top } from '../harness/sources.ts'
import { ran, SshLab } from '../harness/ssh-lab.ts'

interface Seen {
  readonly outputs: readonly string[]
  readonly status: number | null
  readonly banner: string
}

type Step = { readonly type: string; readonly until?: string; readonly pause?: number } | { readonly size: readonly [number, number] }

const place = scratch()
const lab = new SshLab(place.path)

afterAll(async () => {
  await lab.stop()
  place.remove()
})

/** Types into a console; returns its output for each step. */
async function typed(steps: readonly Step[], user = 'admin+ct'): Promise<Seen> {
  const script = join(top, 'test', 'ssh', 'shell.py')
  const { code, out, err } = await ran('/usr/bin/python3', ['-W', 'ignore', script, lab.port, user], {
    cwd: place.path,
    input: JSON.stringify(steps),
  })
  if (code !== 0) throw new Error(err)
  return seenIn(JSON.parse(out))
}

/** Parses the output of the Python script. */
function seenIn(printed: unknown): Seen {
  if (typeof printed !== 'object' || printed === null) throw new Error('nothing was printed')
  const { said, status, banner } = { said: [], status: null, banner: '', ...printed }
  return { outputs: said, status, banner }
}

/** Removes control sequences. */
const plain = (text = ''): string => text.replaceAll(/\x1b\[[\d;?]*[A-Za-z]|\x1bZ/g, '').replaceAll(/\r+\n/g, '\n')

describeWith('python3-paramiko', 'a console over SSH', () => {
  beforeAll(async () => {
    await lab.start()
  })

  it('greets, queries the terminal type, uses colours, and ends its output with the prompt', async () => {
    const { outputs: said, banner } = await typed([{ type: '\x1b/Z/ip/addr', until: 'addr$' }], 'admin')
    expect(banner).toBe('SSH-2.0-ROSSSH')
    expect(said[0]).toMatch(/\x1bZ/)
    expect(said[0]?.endsWith('[admin@MikroTik] > ')).toBe(true)
    expect(said[1]).toContain('\x1b[36mip')
    const { outputs: quiet } = await typed([{ type: '/ip/addr', until: 'addr$' }])
    expect(quiet.join('')).not.toMatch(/\x1bZ|\x1b\[\d+m/)
  })

  it('runs entries, in menus, with the width of the terminal', async () => {
    const { outputs: said } = await typed([
      { type: '/ip/address\r' },
      { type: 'add address=10.0.0.1/24 interface=ether1\r' },
      { type: 'print\r' },
      { type: '/foo\r' },
      { size: [40, 30] },
      { type: '/ip/service/print\r' },
    ])
    expect(plain(said[1])).toMatch(/\[admin@MikroTik\] \/ip\/address> $/)
    expect(plain(said[3])).toContain('0 10.0.0.1/24  10.0.0.0  ether1')
    expect(plain(said[4])).toContain('bad command name foo (line 1 column 2)\n')
    expect(plain(said[5])).not.toContain('MAX-SESSIONS')
  })

  it('completes, stops waiting and computing commands at Ctrl-C, prompts, and ends at /quit', async () => {
    const { outputs: said, status } = await typed([
      { type: '/ip/addr', until: 'addr$' },
      { type: '\t', until: 'address/$' },
      { type: '\x03' },
      { type: ':delay 1h\r', pause: 0.5 },
      { type: '\x03' },
      { type: ':while (true) do={}\r', pause: 0.5 },
      { type: '\x03' },
      { type: ':global name [/terminal/ask prompt="who: "]\r', until: 'who: $' },
      { type: 'm\u00e9\r' },
      { type: ':put "<$name>"\r' },
      { type: ':put one\r:put two\r', until: 'two[\\s\\S]*two[\\s\\S]*> $' },
      { type: '/quit\r' },
    ])
    expect(plain(said[4])).toContain('interrupted\n')
    expect(plain(said[5])).toContain('interrupted\n')
    expect(plain(said[8])).toContain('<m\u00e9>\n')
    expect(plain(said[9])).toMatch(/one\n[^]*two\n/)
    expect(status).toBe(0)
  })

  it('reverts safe mode if the connection ends', async () => {
    const { outputs: said } = await typed([{ type: '\x18', until: 'SAFE> $' }, { type: '/ip/dns/set servers=9.9.9.9\r' }])
    expect(plain(said[1])).toMatch(/<SAFE> $/)
    await lab.until(async () => plain((await typed([{ type: ':put [/ip/dns/get servers]\r' }])).outputs[1]).includes('9.9.9.9') === false)
  })

  it('runs commands from standard input without a terminal, and ends with it', async () => {
    const { code, out } = await lab.run('ssh', ['-T', 'admin+ct@127.0.0.1'], { input: ':put [:len "abc"]\n/system/identity/print\n' })
    expect(code).toBe(0)
    expect(plain(out)).toContain('\n3\n')
    expect(plain(out)).toContain('name: MikroTik')
  })
})

const inventory = (port: string): string =>
  `[routers]\nrouter ansible_host=127.0.0.1 ansible_port=${port} ansible_user=admin+cet1024w ansible_password= ` +
  'ansible_connection=ansible.netcommon.network_cli ansible_network_os=community.routeros.routeros\n'

const playbook = `- hosts: routers
  gather_facts: false
  tasks:
    - community.routeros.command:
        commands:
          - /system identity set name=Lab
          - /system identity print
          - ":put [/system/resource/get version]"
      register: told
    - assert:
        that:
          - told.stdout[1] == 'name: Lab'
          - told.stdout[2] == '7.24 (stable)'
    - community.routeros.facts:
        # Menus of routing have other names in 7.x, at which the module stops.
        gather_subset: '!routing'
    - assert:
        that:
          - ansible_net_hostname == 'Lab'
          # The module keeps the blanks that settings are filled up with to the widest value.
          - ansible_net_version | trim == '7.24 (stable)'
          - ansible_net_interfaces.ether1.type == 'ether'
    - community.routeros.command:
        commands: /foo
      register: refused
      failed_when: "'bad command name foo' not in (refused.msg | default(''))"
`

describe('ansible', () => {
  describeWith('ansible', 'community.routeros over network_cli', () => {
    beforeAll(async () => {
      await lab.stop()
      // Its modules query /system/routerboard, which a virtual machine does not have.
      await lab.start('--device', 'board', '--board', 'hAP')
    })

    it('runs commands and gathers facts', async () => {
      writeFileSync(join(place.path, 'routers.ini'), inventory(lab.port))
      writeFileSync(join(place.path, 'play.yml'), playbook)
      const env = { HOME: place.path, ANSIBLE_HOST_KEY_CHECKING: 'False', LC_ALL: 'C.UTF-8', ANSIBLE_NOCOLOR: '1' }
      const { code, out, err } = await ran('ansible-playbook', ['-i', 'routers.ini', 'play.yml'], {
        cwd: place.path,
        env,
        timeout: 240_000,
      })
      expect(code, `${out}${err}`).toBe(0)
    })
  })
})
