// Owns what failures and successes print by how the script is started: the rows of import-and-text.jsonl that can be played, by their ids.
//
// Not played here: N005 and N006 ask for /interface/list/member with a reference to a list that is not there, and stand with a menu that
// offbox declares in test/builtins/import.test.ts; N008, N009 and X-export-10 stand there too. X-print-* and X-export-* are the tables and
// exports of test/print. N026 speaks of a device without the ipv6 package of 6.x; 7.x always has that menu.
// N021's poster saw the first call work: two other sources say that `:return` without a value always fails, which is what we do.
import { describe, expect, it } from 'vitest'
import { createDevice, memoryHost, type RunOptions } from '../../src/index.ts'

interface Options extends RunOptions {
  readonly release?: string
  readonly files?: Readonly<Record<string, string>>
  readonly packages?: []
}

function play(source: string, { release = '7.24', files = {}, packages, ...options }: Options = {}): string {
  const device = createDevice({ host: memoryHost(), release, files, ...(packages && { packages }) })
  const { output, failure } = device.run(source, options)
  return `${output}${failure === undefined ? '' : `! ${failure.message}`}`.replace(/\n$/, '')
}

const imported: readonly (readonly [string, string, string, Options])[] = [
  ['N001', '/import file-name=ok.rsc', 'Script file loaded and executed successfully', { files: { 'ok.rsc': ':local x 1\n' } }],
  ['N003', '/import file-name=missing.rsc', '! Cannot open import file, file does not exist (:import; line 1)', { door: 'import' }],
  ['N004', '/import file-name=mdprobe-nope.rsc', '! Cannot open import file, file does not exist', { door: 'console' }],
  ['N016', ":put 'a$b'", '! syntax error (line 1 column 6)', {}],
  [
    'N018',
    ':delay 1m; :local currentCount [:len [/ip firewall address-list find list=DOMAddList]]; :if ( < 100) do={ :log warning "x" }',
    '! syntax error (line 1 column 95)',
    {},
  ],
  ['N020', '/ip address; :local foo_bar 30m', '! Script Error: expected end of command (line 1 column 24)', { door: 'import' }],
  [
    'N021',
    ':local fn do={ :put ("arg=" . $1); :return }\n$fn "a"\n$fn "b"',
    'arg=a\n! Script Error: missing value(s) of argument(s) value (:return; line 1)',
    { door: 'import' },
  ],
  ['N022', '/bogus/nope print', '! syntax error (line 1 column 7)', {}],
  ['N023', ':put "hello"', 'hello', {}],
  ['N025', '/interface ethernet poe print', '! bad command name poe (line 1 column 21)', { packages: [] }],
  ['N027', '/system note set note= show-at-login=yes', '! expected end of command (line 1 column 37)', {}],
]

describe('recorded failures of imports', () => {
  it.each(imported)('%s: %s', (_id, source, wanted, options) => {
    expect(play(source, options)).toBe(wanted)
  })

  it('N013: contents of 61440 bytes are too long, contents of 60416 bytes are not', () => {
    const set = (bytes: number): string => `/file set a.txt contents="${'x'.repeat(bytes)}"`
    const files = { 'a.txt': 'x' }
    expect(play(set(60_416), { files })).toBe('')
    expect(play(set(61_440), { files })).toBe('! failure: contents too long (/file/set; line 1)')
  })

  it('V006, V007: braces of a text slot are text, those of an array slot an array', () => {
    expect(play(':put [:parse ":execute script={(1,2)}"]')).toBe('(evl /executescript=(1,2))')
    expect(play(':put [:parse ":foreach i in={(1,2)} do={}"]')).toBe('(evl /foreachcounter=$i;do=;(evl /);in=(, 1 2))')
  })
})

// Language reference, section 7: the prefix and the place of a failure, by how the script is started.
const starts: readonly (readonly [string, string, string, string])[] = [
  [':error "x"', 'x (:error; line 1)', 'x', 'Script Error: x (:error; line 1)'],
  ['\n/nonsense thing', ...same('bad command name nonsense (line 2 column 2)')],
  [':put (', ...same('syntax error (line 1 column 7)')],
  ['/import none.rsc', ...twice('Cannot open import file, file does not exist', ' (:import; line 1)')],
  ['/import bad.rsc', ...twice('Script Error: x (:error; line 2)', ' (:import; line 1)')],
  ['/import late.rsc', ...twice('Script Error: bad command name this (line 1 column 1)', '')],
  ['/import outer.rsc', ...twice('Script Error: x (:error; line 2) (:import; line 3)', ' (:import; line 1)')],
]

function same(message: string): [string, string, string] {
  return [message, message, `Script Error: ${message}`]
}
function twice(message: string, place: string): [string, string, string] {
  return [message + place, message, message + place]
}

describe('failures by the way of starting a script', () => {
  const files = { 'bad.rsc': '\n:error "x"', 'late.rsc': 'this', 'outer.rsc': '\n\n/import bad.rsc' }
  it.each(starts)('%s', (source, script, console, importing) => {
    const message = (door: RunOptions['door']): string | undefined =>
      createDevice({ host: memoryHost(), files }).run(source, door === undefined ? {} : { door }).failure?.message
    expect([message('script'), message('console'), message('import')]).toEqual([script, console, importing])
  })

  it('names the argument of a refused value after the command', () => {
    // Public transcripts of 7.20 to 7.24: `input does not match any value of certificate (/ip/service/set (certificate); line 1)`.
    const source = '/ip/service/set www-ssl certificate=nope'
    expect(play(source)).toBe('! input does not match any value of certificate (/ip/service/set (certificate); line 1)')
    expect(play(source, { door: 'console' })).toBe('! input does not match any value of certificate')
    expect(play(`:onerror e in={${source}} do={:put $e}`)).toBe(
      'input does not match any value of certificate (/ip/service/set (certificate); line 1)',
    )
  })
})
