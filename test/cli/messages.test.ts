// Owns the tests of what the command line says where something is wrong: each message to the letter, in `messages.txt`.
import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, expect, it } from 'vitest'
import { offbox, scratch } from '../harness/command-line.ts'

const place = scratch()
afterAll(() => place.remove())

/** Files, and what is typed beside them. */
const files: Readonly<Record<string, string>> = {
  'time.rsc': ':put 1\n:put [/system clock get tiem]\n',
  'usage.rsc': '/certificate add name=a common-name=a key-usage=tls_server\n',
  'names.rsc': '/certificate add name=a common-name=a subject-alt-name=foo.example\n',
  'sign.rsc': '/certificate sign nosuch\n',
  'twice.rsc': '/certificate add name=a common-name=a\n/certificate add name=a common-name=b\n',
  'word.rsc': '/ip adress print\n',
  'inner.rsc': '/system scheduler add name=jobs on-event=":put 1; /ip rote print"\n',
  'comma.rsc': ':put [:len {1,2,3}]\n',
  'undeclared.rsc': ':local gw1 1\n:put $gw\n',
  'where.rsc': ':put [/interface find interface=ether1 where disabled=no]\n',
  'quote.rsc': ':put 1\n:put "open\n\n\n',
  'then.rsc': ':if (true) then={ :put 1 }\n',
  'old.rsc': '/ip address\nadd address=10.0.0.1/24 interface=ether1 nonsense=1\n',
  'failing.rsc':
    '# 2024-05-01 10:00:00 by RouterOS 7.22\n/ip pool\nadd name=lan ranges=192.0.2.9-192.0.2.1\nadd name=wan \\\n    ranges=oops\n',
  'refused.rsc': '# 2024-05-01 10:00:00 by RouterOS 7.22\n/ip pool\nadd name="lan\n',
  'items.rsc': '/ip pool add name=lan ranges=192.0.2.1-192.0.2.9\n/ip pool set lna name=x\n',
  'number.rsc': '/ip pool remove 7\n',
  'gone.rsc': ':local id [/ip pool add name=a ranges=192.0.2.1]\n/ip pool remove $id\n:put [/ip pool get $id name]\n',
  'divide.rsc': ':local half do={\n\t:return (1 / $1)\n}\n:put [$half 0]\n',
  'kept.rsc': '/system script add name=inner source=":put 1\\n/ip pool remove none"\n/system script run inner\n',
  'imports.rsc': ':import inner.rsc\n',
  'wrong.test.rsc': '# offbox: case a\n:put 1\n# offbox: expct output\n#| 1\n',
  'fails.test.rsc': '# offbox: case a\n:global x\n:put 1\n# offbox: expect output\n#| 2\n# offbox: expect $x = 1\n',
}

const typed: readonly string[] = [
  'run time.rsc',
  'check time.rsc',
  'run usage.rsc',
  'run names.rsc',
  'run sign.rsc',
  'run twice.rsc',
  'run word.rsc',
  'check word.rsc',
  'check inner.rsc',
  'check comma.rsc',
  'check undeclared.rsc',
  'check where.rsc',
  'check quote.rsc',
  'check then.rsc',
  'run items.rsc',
  'run number.rsc',
  'run gone.rsc',
  'run divide.rsc',
  'run kept.rsc',
  'run --device lab imports.rsc',
  'export failing.rsc',
  'export refused.rsc',
  'export items.rsc',
  'export quote.rsc',
  'diff failing.rsc refused.rsc',
  'diff items.rsc quote.rsc',
  'export old.rsc',
  'export folder',
  'export',
  'run',
  'run missing.rsc',
  'check missing.rsc',
  'check --format text word.rsc',
  'check --severity warn word.rsc',
  'check --disable weak-kye word.rsc',
  'check --releas 7.16 word.rsc',
  'fmt --paths slash word.rsc',
  'fmt --indent banana word.rsc',
  'serve --listen 8080',
  'serve --listen ftp=2121',
  'test wrong.test.rsc',
  'test fails.test.rsc',
  'test folder',
  'run --until 90 word.rsc',
  'run --release new word.rsc',
  'run --packages wifi word.rsc',
  'explain undefined',
  'export --menu /ip/adress word.rsc',
]

it('says it so', async () => {
  mkdirSync(join(place.path, 'folder', 'state'), { recursive: true })
  mkdirSync(join(place.path, 'lab', 'files'), { recursive: true })
  writeFileSync(join(place.path, 'lab', 'files', 'inner.rsc'), ':put 1\n/ip pool\nadd name=lan\n')
  for (const [name, text] of Object.entries(files)) writeFileSync(join(place.path, name), text)
  const told = typed.map((line) => {
    const { code, out, err } = offbox(place.path, line.split(' '))
    return `$ offbox ${line}\n${out}${err}# ${code}\n`.replaceAll(/^# \d{4}-\d\d-\d\d [\d:]+ by/gm, '# DATE by')
  })
  await expect(told.join('\n')).toMatchFileSnapshot('messages.txt')
}, 240_000)
