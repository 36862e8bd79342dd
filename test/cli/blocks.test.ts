// Owns the tests of blocks that are there to paste: those of src/cli/README.md are run as they are printed, and once where they must fail;
// those of README.md print what stands below each command. The pictures of README.md are what the program draws.
import { spawnSync } from 'node:child_process'
import { chmodSync, mkdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs'
import { delimiter, join } from 'node:path'
import { afterAll, describe, expect, it } from 'vitest'
import { certificatesOf, nowOf } from '../../src/drawn/device.ts'
import { certificateTree } from '../../src/drawn/tree.ts'
import { createDevice, memoryHost } from '../../src/index.ts'
import { scratch } from '../harness/command-line.ts'
import { describeWith } from '../harness/judge.ts'
import { top } from '../harness/sources.ts'

const place = scratch()
afterAll(() => place.remove())

const block = (name: string): string => {
  const text = readFileSync(join(top, 'src', 'cli', 'README.md'), 'utf8')
  return new RegExp(`^\`\`\`sh ${name}\\n(.*?)^\`\`\`$`, 'ms').exec(text)?.[1] ?? ''
}

const program = `exec ${process.execPath} ${join(top, 'dist', 'offbox.cjs')} "$@"\n`

/** Runs it in a new folder, with `offbox` and `npx offbox` as commands; `fixtures` are there. */
function pasted(folder: string, text: string): { readonly code: number | null; readonly said: string } {
  const bin = join(place.path, 'bin')
  mkdirSync(bin, { recursive: true })
  for (const [name, text] of Object.entries({ offbox: program, npx: `shift\n${program}` })) {
    writeFileSync(join(bin, name), `#!/bin/sh\n${text}`)
    chmodSync(join(bin, name), 0o755)
  }
  mkdirSync(join(place.path, folder))
  symlinkSync(join(top, 'fixtures'), join(place.path, folder, 'fixtures'))
  const env = { ...process.env, PATH: `${bin}${delimiter}${process.env['PATH'] ?? ''}` }
  const { status, stdout, stderr } = spawnSync('bash', ['-c', text], {
    cwd: join(place.path, folder),
    env,
    encoding: 'utf8',
    timeout: 240_000,
  })
  return { code: status, said: stdout + stderr }
}

describeWith('pebble', 'the block for ACME', () => {
  it('gets a certificate', () => {
    const { code, said } = pasted('acme', block('acme'))
    expect([code, said]).toEqual([0, expect.stringMatching(/^0 K.* router\.example\.com/m)])
  })

  it('ends with 1 where it gets none', () => {
    const { code, said } = pasted('acme-wrong', block('acme').replace('--listen www=5002', '--listen www=5003'))
    expect([code, said]).toEqual([1, expect.stringContaining('failed: ')])
  })
})

describeWith('openssl', 'the block for SCEP', () => {
  it('gets a certificate', () => {
    const { code, said } = pasted('scep', block('scep'))
    expect([code, said]).toEqual([0, expect.stringMatching(/^0 K.* router /m)])
  })

  it('ends with 1 where it gets none', () => {
    const { code } = pasted('scep-wrong', block('scep').replace('8080/scep/lab', '8080/scep/nobody'))
    expect(code).toBe(1)
  })
})

/** The commands of README.md's blocks of `console`, with what stands below each. */
const shown = [...readFileSync(join(top, 'README.md'), 'utf8').matchAll(/^```console\n(.*?)^```$/gms)].map(([, block = '']) =>
  block
    .split(/^\$ /m)
    .slice(1)
    .map((part) => ({ command: part.slice(0, part.indexOf('\n')), below: part.slice(part.indexOf('\n') + 1) })),
)

describeWith('openssl', 'the things to do in README.md', () => {
  it.each(shown.map((commands, at) => [commands[0]?.command ?? '', at, commands] as const))('%s', (_name, at, commands) => {
    // Words for people about the run as a whole go to standard error, and are not shown.
    const script = commands.map(({ command }) => `${command} 2>/dev/null; printf '\\001'`).join('\n')
    const { said } = pasted(`readme-${at}`, script)
    const untimed = (text: string): string => text.replace(/ \d+\.\d s,/, ' TIME,')
    expect(untimed(said).split('\u0001').slice(0, -1)).toEqual(commands.map(({ below }) => untimed(below)))
  })
})

describe('the pictures of README.md', () => {
  const readme = join(top, 'fixtures', 'readme')

  it('show what a check finds', async () => {
    const { said } = pasted('picture', 'offbox check --format svg fixtures/readme/guest.rsc')
    await expect(said).toMatchFileSnapshot(join(readme, 'guest.svg'))
  })

  it('show who signed whom', async () => {
    const device = createDevice({ host: memoryHost() })
    device.run(readFileSync(join(top, 'fixtures', 'page', 'pki.rsc'), 'latin1'))
    const drawing = certificateTree({ certificates: certificatesOf(device), now: nowOf(device) }, true)
    await expect(`${drawing.text}\n`).toMatchFileSnapshot(join(readme, 'certificates.svg'))
  })
})
