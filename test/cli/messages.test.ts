// Owns the tests of error messages of the command line: each is in `messages.txt`.
import { appendFileSync, mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, expect, it } from 'vitest'
import { offbox, scratch } from '../harness/command-line.ts'

const place = scratch()
afterAll(() => place.remove())

/** The files in the folder of the command lines. */
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
  'no-match.rsc': ':put [/ip address get [find interface=ether1] address]\n',
  'no-file.rsc': ':put [/file get foo.txt size]\n',
  'list.rsc': '/interface list add name=WAN\n/ip firewall filter add chain=input in-interface=!WAN\n',
  'timeout.rsc': '/ip firewall address-list add list=a address=192.0.2.1 timeout=none-dynamic\n',
  'gone.rsc': ':local id [/ip pool add name=a ranges=192.0.2.1]\n/ip pool remove $id\n:put [/ip pool get $id name]\n',
  'divide.rsc': ':local half do={\n\t:return (1 / $1)\n}\n:put [$half 0]\n',
  'kept.rsc': '/system script add name=inner source=":put 1\\n/ip pool remove none"\n/system script run inner\n',
  'parsed.rsc': ':local f [:parse ":put (1 +"]\n:put 2\n$f\n',
  'imports.rsc': ':import inner.rsc\n',
  'wrong.test.rsc': '# offbox: case a\n:put 1\n# offbox: expct output\n#| 1\n',
  'mark.rsc': '\u{feff}:put 1\n',
  'get.rsc':
    ':put [/system clock get tiem]\n:put [/interface get ether1 mac-adress]\n:put [/certificate get x invalid-aftr]\n' +
    ':put [/system/clock/get value-name=tiem]\n/interface print proplist=name,mac-adress\n:put [/certificate find where comon-name=x]\n',
  'certificates.rsc':
    '/certificate add name=a common-name=a key-usage=tls_server\n/certificate add name=b common-name=b key-size=1234\n' +
    '/certificate add name=c common-name=c subject-alt-name=foo.example\n',
  'event.rsc':
    '/system script add name=backup source=":put 1"\n/system scheduler add name=a on-event="/system script run bakcup"\n' +
    '/system scheduler add name=b on-event=bakcup\n',
  'disable.rsc': '# offbox: disable=nested_list\n# offbox: dissable=nested-list\n# offbox: disable=nested-list\n:put 1\n',
  'functions.rsc': ':local half do={\n  :local result ($1 / 2)\n  :return $resutl\n}\n:put [$half 4]\n',
  'unmodelled.rsc': ':put [/tool/bandwidth-server/session/find]\n/tool/bandwidth-test address=10.0.0.1\n',
  'expected.rsc': '# offbox: expct $x = 1\n:global x 1\n',
  'input.rsc': ':put 1\n  # offbox: input $1 nmu 1..3\n:put $1\n',
  'allowed.rsc': '# offbox: allow nothing, slwo\n:put 1\n',
  'banned.rsc': '# offbox: never rename /ip/address\n:put 1\n',
  'clock.test.rsc': '# offbox: case a\n:put 1\n# offbox: clock tomorrow\n',
  'event.test.rsc': '# offbox: case a\n# offbox: event dhcp-leas leaseBound=1\n',
  'expecting.test.rsc': '# offbox: case a\n# offbox: expect outpt\n',
  'outside.test.rsc': '# offbox: expect output\n# offbox: case a\n',
  'nameless.test.rsc': '# offbox: case\n',
  'answer.test.rsc': '# offbox: case a\n# offbox: answer example.com 200\n',
  'board.rsc': '/system/routerboard/upgrade\n',
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
  'run parsed.rsc',
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
  'check --releas=7.16 word.rsc',
  'check --releases 7.30..7.12 word.rsc',
  'check --releases 9.1..9.4 word.rsc',
  'fmt --paths slash word.rsc',
  'fmt --indent banana word.rsc',
  'serve --listen 8080',
  'serve --listen ftp=2121',
  'test wrong.test.rsc',
  'test fails.test.rsc',
  'test folder',
  'run --until soon word.rsc',
  'run --limit time=soon word.rsc',
  'fuzz --time soon word.rsc',
  'run --release new word.rsc',
  'run --packages wifi word.rsc',
  'explain undefined',
  'export --menu /ip/adress word.rsc',
  'run no-match.rsc',
  'run no-file.rsc',
  'run list.rsc',
  'check list.rsc',
  'run timeout.rsc',
  'check timeout.rsc',
  'check mark.rsc',
  'check get.rsc',
  'check certificates.rsc',
  'check event.rsc',
  'check disable.rsc',
  'check functions.rsc',
  'check --format oneline inner.rsc',
  'check empty',
  'fuzz --runs 20 --seed 1 --time 1h unmodelled.rsc',
  'fuzz --runs 20 --seed 1 --time 1h expected.rsc',
  'fuzz input.rsc',
  'fuzz allowed.rsc',
  'fuzz banned.rsc',
  'test clock.test.rsc',
  'test event.test.rsc',
  'test expecting.test.rsc',
  'test outside.test.rsc',
  'test nameless.test.rsc',
  'test answer.test.rsc',
  'fuzz quote.rsc',
  'fmt word.rsc quote.rsc missing.rsc',
  'run board.rsc',
  'run --board RB99 word.rsc',
  'check --board wAP word.rsc',
  'run --board RB5009 word.rsc',
  'fuzz --board CHR word.rsc',
  'run --board toaster word.rsc',
  'run --device edited word.rsc',
  'diff --key nonsense items.rsc items.rsc',
  'explain weak-kye',
]

it('is what messages.txt holds, for each command line', async () => {
  mkdirSync(join(place.path, 'folder', 'state'), { recursive: true })
  mkdirSync(join(place.path, 'lab', 'files'), { recursive: true })
  mkdirSync(join(place.path, 'empty'))
  writeFileSync(join(place.path, 'lab', 'files', 'inner.rsc'), ':put 1\n/ip pool\nadd name=lan\n')
  for (const [name, text] of Object.entries(files)) writeFileSync(join(place.path, name), text)
  expect(offbox(place.path, ['run', '--device', 'edited', 'comma.rsc'])).toEqual({ code: 0, out: '1\n', err: '' })
  appendFileSync(join(place.path, 'edited', 'configuration.rsc'), '/ip address\nadd adress=192.0.2.1/24 interface=ether1\n')
  const transcripts = typed.map((line) => {
    const { code, out, err } = offbox(place.path, line.split(' '))
    const text = `$ offbox ${line}\n${out}${err}# ${code}\n`
    return text.replaceAll(/^# \d{4}-\d\d-\d\d [\d:]+ by/gm, '# DATE by').replaceAll(/(?<=, )\d+\.\d s(?=, seed)/g, 'SECONDS')
  })
  await expect(transcripts.join('\n')).toMatchFileSnapshot('messages.txt')
})
