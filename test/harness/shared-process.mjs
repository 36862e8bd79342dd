// Owns the process in which `command-line.ts` runs one command after another, by what `dist/offbox.cjs` runs it with.
//
// A run has the words, the environment, the folder and the three standard streams of a process of its own, and ends when such a process
// would: when nothing is left to wait for. Its threads end with it.
import { closeSync, openSync, readSync, writeSync } from 'node:fs'
import { createRequire } from 'node:module'

const [, , program, requests, answers] = process.argv
const { main } = createRequire(import.meta.url)(program)

/** The threads of this run. */
let threads = []
process.on('worker', (thread) => threads.push(thread))

/** Opens a file as standard input, output or error: a file gets the lowest free descriptor. */
function openAs(number, file, flags) {
  closeSync(number)
  const opened = openSync(file, flags)
  if (opened !== number) throw new Error(`${file} is open as ${opened}, not as ${number}`)
}

/** Reads the lines of a pipe, blocking for each. */
function* linesOf(descriptor) {
  const piece = Buffer.alloc(64 * 1024)
  let text = ''
  for (let read = 1; read > 0;) {
    read = readSync(descriptor, piece)
    const lines = (text + piece.toString('latin1', 0, read)).split('\n')
    text = lines.pop()
    yield* lines
  }
}

const asked = linesOf(openSync(requests, 'r'))
const answered = openSync(answers, 'w')
let before = process.cpuUsage()
/** The process sends an answer after its start, as after a run. */
let isRunning = true

function next() {
  const { value } = asked.next()
  if (value === undefined) process.exit()
  const { folder, words, env, streams } = JSON.parse(Buffer.from(value, 'latin1').toString('utf8'))
  for (const name of Object.keys(process.env)) if (!(name in env)) delete process.env[name]
  Object.assign(process.env, env)
  process.chdir(folder)
  streams.forEach((file, number) => openAs(number, file, number === 0 ? 'r' : 'w'))
  process.argv = [process.execPath, program, ...words]
  process.exitCode = undefined
  isRunning = true
  before = process.cpuUsage()
  void main()
}

process.on('beforeExit', () => {
  if (!isRunning) return
  isRunning = false
  const code = process.exitCode ?? 0
  const ended = threads
  threads = []
  void Promise.all(ended.map((thread) => thread.terminate())).then(() => {
    const { user, system } = process.cpuUsage(before)
    writeSync(answered, `${code} ${Math.round((user + system) / 1000)} ${process.memoryUsage.rss()}\n`)
    setImmediate(next)
  })
})
