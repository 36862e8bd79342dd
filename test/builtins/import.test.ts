// Owns tests of `/import`: whole files, verbose mode, dry-run, and its messages by how it is started.
import { describe, expect, it } from 'vitest'
import { createDevice, memoryHost, type RunOptions } from '../../src/index.ts'
import { processorTime } from '../harness/processor.ts'

/** Returns the output of a script on a device with files, with its failure as the last line. */
function play(script: string, files: Readonly<Record<string, string>>, options: RunOptions & { readonly release?: string } = {}): string {
  const { release = '7.24' } = options
  const device = createDevice({ host: memoryHost(), release, files })
  const { output, failure } = device.run(script, options)
  return `${output}${failure === undefined ? '' : `! ${failure.message}`}`.replace(/\n$/, '')
}

const list = '/interface list\nadd name=lan\n/interface list member\nset [find] comment=x\n'
const unknown = `${list}add interface=lo list=nope\n:put never\n`

describe('importing a whole file', () => {
  // N005, N006 (import probes of 7.24.4) with a menu that offbox models: the failure names the refused argument after the command, earlier
  // lines stay applied, and verbose mode adds no place.
  it('reports the command, the argument and the line of the file on failure', () => {
    const files = { 'a.rsc': '/system identity set name=half\n\n\n\n/ip/service/set www-ssl certificate=nope\n:put never\n' }
    const refused = 'input does not match any value of certificate'
    expect(play(':do {/import a.rsc} on-error={}; :put [/system identity get name]', files)).toBe('half')
    expect(play('/import a.rsc', files)).toBe(`! Script Error: ${refused} (/ip/service/set (certificate); line 5) (:import; line 1)`)
    expect(play('/import a.rsc', files, { door: 'console' })).toMatchInlineSnapshot(`
      "Opening script file a.rsc
      ! Script Error: input does not match any value of certificate (/ip/service/set (certificate); line 5)"
    `)
    expect(play('/import a.rsc verbose=yes', files, { door: 'console' })).toMatchInlineSnapshot(`
      "#line 1
      /system identity set name=half
      #line 5
      /ip/service/set www-ssl certificate=nope
      ! Script Error: input does not match any value of certificate"
    `)
  })

  it('starts at the line of from-line', () => {
    const files = { 'a.rsc': ':put (\n:put two\n:error three\n' }
    expect(play('/import a.rsc from-line=2', files)).toBe('two\n! Script Error: three (:error; line 3) (:import; line 1)')
    expect(play('/import a.rsc from-line=9', files)).toBe('Script file loaded and executed successfully')
  })

  // Manual, scripting page (7.16): onerror returns `Script Error: bad command name this (line 1 column 1)`.
  it('reports only the own place of a refusal', () => {
    const files = { 'a.rsc': 'this\n', 'b.rsc': '\n:put (\n' }
    expect(play(':onerror e in={/import a.rsc} do={:put "Failure - $e"}', files)).toBe(
      'Failure - Script Error: bad command name this (line 1 column 1)',
    )
    expect(play('/import b.rsc', files)).toMatchInlineSnapshot(`"! Script Error: syntax error (line 2 column 7)"`)
  })

  // N008: an unterminated string is reported behind the last line, and nothing was applied.
  it('refuses the whole file if a string is not closed before its end', () => {
    const files = { 'a.rsc': '/interface list\n\nadd name="open\na\nb\nc\n' }
    expect(play('/import a.rsc', files)).toBe('! Script Error: expected name value (line 7 column 1)')
  })

  it('prints like a console', () => {
    const files = { 'a.rsc': ':put one\n', 'b.rsc': '\n:error bad\n' }
    expect(play('/import a.rsc', files, { door: 'console' })).toBe(
      'Opening script file a.rsc\none\n\nScript file loaded and executed successfully',
    )
    expect(play('/import b.rsc', files, { door: 'console' })).toBe('Opening script file b.rsc\n! Script Error: bad (:error; line 2)')
    expect(play('/import none.rsc', files, { door: 'console' })).toBe('! Cannot open import file, file does not exist')
    expect(play('/import none.rsc', files, { door: 'import' })).toBe('! Cannot open import file, file does not exist (:import; line 1)')
  })
})

describe('verbose mode', () => {
  const files = {
    'a.rsc': '# head\n:local x 1\n\n:put "<$x>"\n:if (true) do={\n  :put in\n}; :put on\n:error bad\n:put never\n',
    'menu.rsc': '/interface list\nadd name=one\nadd name=two comment="a\\\n    b"\n:put [:len [find where name="one" or name="two"]]\n',
    'crlf.rsc': ':put a\r\n:put b\r\n',
  }

  it('shows each statement with its lines, drops local variables, reports no place', () => {
    expect(play('/import a.rsc verbose=yes', files)).toBe(
      '#line 2\n:local x 1\n#line 4\n:put "<$x>"\n<>\n#line 5..7\n:if (true) do={\n  :put in\n}; :put on\nin\non\n#line 8\n:error bad\n' +
        '! Script Error: bad (:import; line 1)',
    )
  })

  it('keeps the current menu for the next statement', () => {
    expect(play('/import menu.rsc verbose=yes', files)).toMatchInlineSnapshot(`
      "#line 1
      /interface list
      #line 2
      add name=one
      #line 3..4
      add name=two comment="a\\
          b"
      #line 5
      :put [:len [find where name="one" or name="two"]]
      2
      Script file loaded and executed successfully"
    `)
  })

  it('shows no statements with verbose=progress', () => {
    expect(play('/import crlf.rsc verbose=progress', files)).toBe('a\nb\nScript file loaded and executed successfully')
    expect(play('/import crlf.rsc verbose=yes', files)).toBe(
      '#line 1\n:put a\na\n#line 2\n:put b\nb\nScript file loaded and executed successfully',
    )
  })

  it('starts at a line', () => {
    expect(play('/import crlf.rsc verbose=yes from-line=2', files)).toBe('#line 2\n:put b\nb\nScript file loaded and executed successfully')
  })

  it('runs the statements before a refused one', () => {
    expect(play('/import a.rsc verbose=yes', { 'a.rsc': ':put one\n:put (1\n)\n' })).toMatchInlineSnapshot(`
      "#line 1
      :put one
      one
      #line 2..3
      :put (1
      )
      ! Script Error: syntax error (line 2 column 8)"
    `)
  })
})

describe('dry-run mode', () => {
  it('runs nothing and reports no error for a valid file', () => {
    expect(play('/import a.rsc verbose=yes dry-run', { 'a.rsc': ':put one\n' })).toBe(
      '#line 1\n:put one\nNo syntax errors found in the import file',
    )
  })

  // N009; manual, scripting page: the error is printed below its statement.
  it('lists every error below its statement, and counts them', () => {
    expect(play('/import a.rsc verbose=yes dry-run', { 'a.rsc': 'this\n:put ok\nthat\n' })).toBe(
      '#line 1\nthis\nbad command name this (line 1 column 1)\n#line 2\n:put ok\n#line 3\nthat\nbad command name that (line 3 column 1)\n' +
        '! Script Error: found 2 error(s) in import file (:import; line 1)',
    )
  })

  // According to a public test suite, 7.20.8 counted one error for such a condition and one for each of its lines from the third on.
  it.each([
    [1, ':if ([:len $x] = 1\n    || [:len $y] = 2) do={ :error x }\n:put ok\n', ['syntax error (line 1 column 19)']],
    [
      2,
      ':if ([:len $ncGroups] != 1\n     || a\n     || b) do={ :error x }\n',
      ['syntax error (line 1 column 27)', 'expected command name (line 3 column 6)'],
    ],
  ])('finds %i errors in a condition that spans lines', (_count, text, errors) => {
    const printed = play('/import a.rsc verbose=yes dry-run', { 'a.rsc': text }, { release: '7.20.8' })
    expect(printed.match(/^.*\(line \d+ column \d+\)$/gm)).toEqual(errors)
  })

  it('finds unknown parameters, late ones too, with their line in the file', () => {
    const files = { 'a.rsc': '\n/interface list add no-such-property=1\n' }
    // 7.24.4: the import ends there, and no error is counted.
    expect(play('/import a.rsc verbose=yes dry-run', files)).toMatchInlineSnapshot(`
      "#line 2
      /interface list add no-such-property=1
      ! Script Error: bad parameter no-such-property (line 2 column 37)"
    `)
  })

  it('stops at a word that an argument does not accept (7.24.4)', () => {
    const files = { 'a.rsc': '\n/interface bridge add name=b arp=nonsense\n:put (1\n' }
    expect(play('/import a.rsc verbose=yes dry-run', files)).toMatchInlineSnapshot(`
      "#line 2
      /interface bridge add name=b arp=nonsense
      ! Script Error: syntax error (line 2 column 34)"
    `)
  })

  // 7.24.4: a string that never ends, and an empty line behind it.
  it('does not count a line after the last line end', () => {
    const text = '/interface list\nadd name=one\nadd name="two\nadd name=three\nadd name=four\n\n'
    expect(play('/import a.rsc verbose=yes dry-run', { 'a.rsc': text })).toMatchInlineSnapshot(`
      "#line 1
      /interface list
      #line 2
      add name=one
      #line 3..6
      add name="two
      add name=three
      add name=four

      expected name value (line 7 column 1)
      ! Script Error: found 1 error(s) in import file (:import; line 1)"
    `)
  })

  it('returns yes if it finds nothing (7.24.4)', () => {
    expect(play(':put [/import a.rsc verbose=yes dry-run]', { 'a.rsc': ':put one\n' })).toMatchInlineSnapshot(`
      "#line 1
      :put one
      No syntax errors found in the import file
      true"
    `)
    expect(play(':put [:typeof [/import a.rsc verbose=yes dry-run]]', { 'a.rsc': ':put one\n' })).toMatchInlineSnapshot(`
      "#line 1
      :put one
      No syntax errors found in the import file
      bool"
    `)
  })

  it('accepts errors that only show at run time', () => {
    expect(play('/import a.rsc verbose=yes dry-run', { 'a.rsc': unknown })).toMatchInlineSnapshot(`
      "#line 1
      /interface list
      #line 2
      add name=lan
      #line 3
      /interface list member
      #line 4
      set [find] comment=x
      #line 5
      add interface=lo list=nope
      #line 6
      :put never
      No syntax errors found in the import file"
    `)
  })

  it('does not exist before 7.16', () => {
    expect(play('/import a.rsc verbose=yes dry-run', { 'a.rsc': '' }, { release: '7.15' })).toBe(
      '! expected end of command (line 1 column 27)',
    )
  })

  it('accepts verbose mode', () => {
    expect(play('/import a.rsc dry-run', { 'a.rsc': '' })).toBe('! dry-run is only possible with verbose=yes (:import; line 1)')
  })
})

describe('a large file', () => {
  it('is read in time that grows linearly with its size', () => {
    const block = ':if (true) do={\n' + ':put 1\n'.repeat(2000) + '}\n'
    const prose = 'this is no script\n> at all\n'.repeat(1500)
    const started = processorTime()
    play('/import a.rsc verbose=yes dry-run', { 'a.rsc': block + prose + block })
    expect(processorTime() - started).toBeLessThan(5000)
  })
})
