// Owns what npm runs before it packs a checkout: the build, and before that what the build needs where npm has not brought it.
// It does not for 'npm install --global git+...' with --install-links, which is how pre-commit installs a hook: npm passes 'global' on to
// the install of its own that should bring it.
import { spawnSync } from 'node:child_process'
import { existsSync, readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'

const top = dirname(fileURLToPath(import.meta.url))
const { devDependencies } = JSON.parse(readFileSync(join(top, 'package.json'), 'utf8'))

if (Object.keys(devDependencies).some((name) => !existsSync(join(top, 'node_modules', name)))) {
  const env = Object.fromEntries(Object.entries(process.env).filter(([name]) => !/^npm_config_(global|location)$/i.test(name)))
  // Without scripts: 'prepare' is one of them.
  const words = ['ci', '--include=dev', '--ignore-scripts', '--no-audit', '--no-fund']
  const npm = process.env['npm_execpath']
  const [program, first] = npm === undefined ? ['npm', []] : [process.execPath, [npm]]
  const { status } = spawnSync(program, [...first, ...words], { cwd: top, env, stdio: ['ignore', 2, 2] })
  if (status !== 0) process.exit(status ?? 1)
}
await import('./.build.mjs')
