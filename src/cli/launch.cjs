#!/usr/bin/env node
// Owns starting the command line fast: the bundle with the code that V8 made of it when it was built.
//
// Compiling the bundle anew costs 30 ms of every start; node gained a cache of its own only in 22.8 (module.enableCompileCache).
// A cache of another node is refused by V8, and the bundle is compiled as ever. The build copies this file to dist/offbox.cjs.
'use strict'
const { readFileSync } = require('node:fs')
const { join } = require('node:path')
const { pathToFileURL } = require('node:url')
const { Script, constants } = require('node:vm')

const core = join(__dirname, 'core.cjs')

function cached() {
  try {
    return readFileSync(join(__dirname, 'core.cache'))
  } catch {
    return undefined
  }
}

/**
 * Modules of node that most starts do not need, loaded when something of them is first asked for: the bundle names all of them where it
 * begins.
 */
const late = new Set(
  'child_process crypto dns http https module net readline stream tls tty v8 worker_threads zlib'
    .split(' ')
    .flatMap((name) => [name, `node:${name}`]),
)

function load(name) {
  if (!late.has(name)) return require(name)
  let loaded
  const all = () => (loaded ??= require(name))
  return new Proxy(
    {},
    {
      get: (_, key) => all()[key],
      has: (_, key) => key in all(),
      ownKeys: () => Reflect.ownKeys(all()),
      getOwnPropertyDescriptor: (_, key) => ({ value: all()[key], enumerable: true, configurable: true }),
    },
  )
}

// The bundle is a function of these three; esbuild writes it in ASCII.
const script = new Script(readFileSync(core, 'latin1'), {
  filename: 'core.cjs',
  cachedData: cached(),
  importModuleDynamically: constants.USE_MAIN_CONTEXT_DEFAULT_LOADER,
})
const bundle = { exports: {} }
script.runInThisContext()(load, pathToFileURL(core).href, bundle)
const { main } = bundle.exports

/** For who loads this file, as the build does to warm it: a run of the command line, and what V8 has compiled by now. */
module.exports = { main, compiled: () => script.createCachedData() }

if (require.main === module) void main()
