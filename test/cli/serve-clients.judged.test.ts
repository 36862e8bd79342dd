// Owns the tests of a served device with Debian's librouteros.
import { execFile } from 'node:child_process'
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { afterAll, expect, it } from 'vitest'
import { scratch } from '../harness/command-line.ts'
import { describeWith } from '../harness/judge.ts'
import { started } from '../harness/served-device.ts'

const run = promisify(execFile)
const place = scratch()
afterAll(() => place.remove())

const python = `
import sys
from librouteros import connect
from librouteros.login import plain, token
from librouteros.query import Key
from librouteros.exceptions import TrapError, MultiTrapError
login = token if sys.argv[2] == 'token' else plain
api = connect(host='127.0.0.1', username='admin', password='', port=int(sys.argv[1]), login_method=login, encoding='utf-8')
path = api.path('ip', 'address')
assert tuple(path) == ()
new = path.add(address='10.1.0.1/24', interface='ether1', comment='a=b ' + 'x' * 300)
assert next(iter(path))['comment'] == 'a=b ' + 'x' * 300
path.update(**{'.id': new, 'comment': 'new'})
address, comment = Key('address'), Key('comment')
assert [dict(row) for row in path.select(address).where(comment == 'new')] == [{'address': '10.1.0.1/24'}]
assert list(path.select(address).where(comment.In('x', 'y'))) == []
try: list(api('/foo/print')); assert False
except MultiTrapError as error: assert 'no such command' in str(error)
try: path.remove('*99'); assert False
except TrapError as error: assert 'no such item' in str(error)
path.remove(new)
assert tuple(path) == ()
assert list(api.rawCmd('/system/resource/print', '=.proplist=version'))[0]['version'].startswith(sys.argv[3])
api.close()
print('fine')
`

describeWith('librouteros', 'librouteros', () => {
  it.each([
    ['7.24', 'plain'],
    ['7.16', 'plain'],
    ['6.42', 'token'],
  ])('logs in to %s by %s, reads, writes and queries', async (release, login) => {
    const device = await started(place.path, '--release', release, '--listen', 'api=0')
    const script = join(place.path, 'client.py')
    writeFileSync(script, python)
    const { stdout } = await run('/usr/bin/python3', [script, String(device.ports['api']), login, release])
    expect(stdout).toBe('fine\n')
    expect(await device.end()).toBe(0)
  })
})
