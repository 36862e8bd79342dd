#!/usr/bin/env node
// Owns starting the command line fast: the bundle, with the code cache that V8 made of it at build time. Compiling the bundle takes 30 ms
// of every start; node has its own cache only since 22.8 (module.enableCompileCache). V8 rejects the cache of another node release, and
// then compiles the bundle. The build copies this file to dist/offbox.cjs.
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
 * Modules of node that most starts do not need, loaded at the first access to one of their members: the bundle requires all of them at its
 * start.
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

// The bundle is a function with these three parameters; esbuild writes it as ASCII.
const script = new Script(readFileSync(core, 'latin1'), {
  filename: 'core.cjs',
  cachedData: cached(),
  importModuleDynamically: constants.USE_MAIN_CONTEXT_DEFAULT_LOADER,
})
const bundle = { exports: {} }
script.runInThisContext()(load, pathToFileURL(core).href, bundle)
const { main } = bundle.exports

/** For programs that load this file, such as the build, which warms it up: runs the command line, and returns V8's code cache so far. */
module.exports = { main, compiled: () => script.createCachedData() }

if (require.main === module) void main()
