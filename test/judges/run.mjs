// Owns `npm run judges`: the tests that foreign programs decide, or, with a folder, public suites of scripts, installed as their users do,
// each script run on a device of its own. FOLDER holds the checkouts (none is part of this project); `suites.mjs` declares how each is
// installed and what its scripts are.
//
//   npm run judges                            the tests in test/**/*.judged.test.ts
//   npm run judges -- FOLDER                  all suites that lie in FOLDER
//   npm run judges -- FOLDER --only NAME      one suite
//   npm run judges -- FOLDER --script TEXT    the scripts whose name holds TEXT, with what they log
import { spawnSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { pathToFileURL, fileURLToPath } from 'node:url'
import { parseArgs } from 'node:util'
import { deployTwice } from './acme-sh.mjs'
import { checkoutsOf } from './checkouts.mjs'
import { suites } from './suites.mjs'
import { openWeb } from './web.mjs'

const { values: options, positionals } = parseArgs({
  allowPositionals: true,
  options: { only: { type: 'string' }, script: { type: 'string' } },
})
const [folder] = positionals
const top = fileURLToPath(new URL('../..', import.meta.url))
if (folder === undefined) {
  const vitest = join(top, 'node_modules', 'vitest', 'vitest.mjs')
  const { status } = spawnSync(process.execPath, [vitest, 'run', '--config', 'test/vitest.config.ts', '.judged.test.ts'], {
    cwd: top,
    stdio: 'inherit',
  })
  process.exit(status ?? 1)
}
if (!existsSync(folder)) {
  console.error(`there is no folder ${folder}\nusage: npm run judges [-- FOLDER [--only NAME] [--script TEXT]]`)
  process.exit(2)
}
const library = pathToFileURL(join(top, 'dist', 'index.js')).href
const { createDevice, nodeHost, boardOf } = await import(library)

/** Whether a log message contains a failure of a script, which has a place. */
const isFailure = (message) => /\([^()]*; line \d+\)|\(line \d+ column \d+\)|is not modelled|does not model/.test(message)

/** Returns the device for a suite, with the suite installed and the authority of its web server trusted. */
function installed(suite, checkouts, { network, authority }) {
  const host = nodeHost({ network, leaping: true })
  const board = suite.model === undefined ? undefined : boardOf(`# model = ${suite.model}\n`)
  const device = createDevice({
    host,
    ...(suite.release === undefined ? {} : { release: suite.release }),
    files: { ...suite.files?.(checkouts), 'judge-ca.crt': authority },
    limits: { time: 60_000, steps: 20_000_000 },
    pings: suite.pings ?? {},
    ...(board === undefined ? {} : { board }),
  })
  device.run('/certificate/import file-name=judge-ca.crt passphrase="" name=judge-ca trusted=yes; /file/remove judge-ca.crt')
  for (const [name, text] of suite.scripts?.(checkouts) ?? [])
    device.invoke('/system/script/add', { given: { name, source: text.toString('latin1'), owner: name } })
  return device
}

const logOf = (device) => device.router.logged.inMemory.map(({ topics, message }) => `${topics} ${message}`)

/** Returns why a part of a suite does not reach its end; undefined if it does. */
function blockerOf(device, text, expected) {
  const before = device.router.logged.inMemory.length
  const { failure, notModelled, output } = device.run(text)
  if (failure !== undefined) return failure.message
  if (notModelled.length > 0) return notModelled.map(({ message }) => message).join('; ')
  const told = logOf(device).slice(before).filter(isFailure)
  if (told.length > 0) return told.join('; ')
  if (expected !== undefined && output.trim() !== expected) return `gives ${JSON.stringify(output.trim())}, not ${JSON.stringify(expected)}`
  return undefined
}

for (const suite of suites) {
  if (options.only !== undefined && options.only !== suite.name) continue
  const checkouts = checkoutsOf(suite, folder)
  if (checkouts === undefined) {
    console.log(`${suite.name}: not in ${folder} (${suite.checkouts.join(', ')})`)
    continue
  }
  const web = await openWeb({ suite, checkouts, folder, library })
  const parts = [...suite.parts(checkouts)].filter(({ name }) => options.script === undefined || name.includes(options.script))
  let reached = 0
  for (const { name, before = '', text, expected } of parts) {
    const device = installed(suite, checkouts, web)
    const setup = device.run(`${suite.setup ?? ''}\n${before}`)
    const started = Date.now()
    const blocker = setup.failure === undefined ? blockerOf(device, text, expected) : `the setup fails: ${setup.failure.message}`
    if (blocker === undefined) reached++
    else console.log(`  ${name}: ${blocker}`)
    if (options.script !== undefined) console.log(`${logOf(device).join('\n')}\n${Date.now() - started} ms`)
  }
  await web.close()
  console.log(`${suite.name}: ${reached} of ${parts.length}`)
}

const hook = 'acmesh-official/acme.sh'
if (options.only === undefined || options.only === hook) {
  const checkout = join(folder, 'acme.sh')
  if (!existsSync(checkout)) console.log(`${hook}: not in ${folder} (acme.sh)`)
  else {
    const wrong = await deployTwice(checkout)
    for (const each of wrong) console.log(`  ${each}`)
    console.log(`${hook}: ${wrong.length === 0 ? 'deployed twice, as it should be' : `${wrong.length} wrong`}`)
  }
}
