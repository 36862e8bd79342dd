// Owns `npm test`: lint (with types) and the build side by side, then every test that needs no foreign program.
// Words behind it go to vitest.
import { spawn } from 'node:child_process'
import { dirname } from 'node:path'
import { fileURLToPath } from 'node:url'

const top = dirname(fileURLToPath(import.meta.url))

/** Runs a program, as npm finds it; what it prints is shown when it ends, or as it comes. */
const run = (program, args, stdio = ['ignore', 'pipe', 'pipe']) =>
  new Promise((resolve, reject) => {
    const child = spawn(program, args, { cwd: top, stdio })
    const said = []
    for (const stream of [child.stdout, child.stderr]) stream?.on('data', (bytes) => said.push(bytes))
    child.on('error', reject)
    child.on('close', (code) => {
      process.stdout.write(Buffer.concat(said))
      resolve(code === 0)
    })
  })

const start = performance.now()
const steps = ['lint', 'build']
const ended = await Promise.all(steps.map((step) => run('npm', ['run', '-s', step])))
const failed = steps.filter((_, at) => !ended[at])
const seconds = Math.round((performance.now() - start) / 1000)
process.stdout.write(`${steps.join(', ')}: ${failed.length === 0 ? 'fine' : `failed: ${failed.join(', ')}`}, ${seconds} s\n`)

const tests = ['run', '--config', 'test/vitest.config.ts', '--exclude', 'test/**/*.judged.test.ts', ...process.argv.slice(2)]
const isFine = failed.length === 0 && (await run('vitest', tests, 'inherit'))
process.exitCode = isFine ? 0 : 1
