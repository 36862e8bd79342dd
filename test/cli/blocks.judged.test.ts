// Owns the tests of shell blocks that need openssl or pebble: those of src/cli/README.md run as printed, and once with an error; those of
// README.md print the output below each command.
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, expect, it } from 'vitest'
import { scratch } from '../harness/command-line.ts'
import { describeWith } from '../harness/judge.ts'
import { pasteInto } from '../harness/pasted.ts'
import { top } from '../harness/sources.ts'

const place = scratch()
const pasted = pasteInto(place.path)
afterAll(() => place.remove())

const block = (name: string): string => {
  const text = readFileSync(join(top, 'src', 'cli', 'README.md'), 'utf8')
  return new RegExp(`^\`\`\`sh ${name}\\n(.*?)^\`\`\`$`, 'ms').exec(text)?.[1] ?? ''
}

describeWith('pebble', 'the block for ACME', () => {
  it('gets a certificate', () => {
    const { code, said } = pasted('acme', block('acme'))
    expect([code, said]).toEqual([0, expect.stringMatching(/^0 K.* router\.example\.com/m)])
  })

  it('exits with 1 if it gets no certificate', () => {
    const { code, said } = pasted('acme-wrong', block('acme').replace('--listen www=5002', '--listen www=5003'))
    expect([code, said]).toEqual([1, expect.stringContaining('failed: ')])
  })
})

describeWith('openssl', 'the block for SCEP', () => {
  it('gets a certificate', () => {
    const { code, said } = pasted('scep', block('scep'))
    expect([code, said]).toEqual([0, expect.stringMatching(/^0 K.* router /m)])
  })

  it('exits with 1 if it gets no certificate', () => {
    const { code } = pasted('scep-wrong', block('scep').replace('8080/scep/lab', '8080/scep/nobody'))
    expect(code).toBe(1)
  })
})

/** The commands in the `console` blocks of README.md, each with the output below it. */
const shown = [...readFileSync(join(top, 'README.md'), 'utf8').matchAll(/^```console\n(.*?)^```$/gms)].map(([, block = '']) =>
  block
    .split(/^\$ /m)
    .slice(1)
    .map((part) => ({ command: part.slice(0, part.indexOf('\n')), below: part.slice(part.indexOf('\n') + 1) })),
)

describeWith('openssl', 'the things to do in README.md', () => {
  it.each(shown.map((commands, at) => [commands[0]?.command ?? '', at, commands] as const))('%s', (_name, at, commands) => {
    // Messages about the run as a whole are written to standard error, and not shown there.
    const script = commands.map(({ command }) => `${command} 2>/dev/null; printf '\\001'`).join('\n')
    const { said } = pasted(`readme-${at}`, script)
    const untimed = (text: string): string => text.replace(/ \d+\.\d s,/, ' TIME,')
    expect(untimed(said).split('\u0001').slice(0, -1)).toEqual(commands.map(({ below }) => untimed(below)))
  })
})
