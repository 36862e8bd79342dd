// Owns the process in which `ide/dap/editor.ts` runs one `offbox dap` after another: each connection of a socket is what standard input and
// output are to a process of its own. It sends the exit code of each.
import { createRequire } from 'node:module'
import { createServer } from 'node:net'
import { PassThrough } from 'node:stream'

const [, , program, path] = process.argv
const { main } = createRequire(import.meta.url)(program)

const server = createServer((socket) => {
  const input = new PassThrough()
  socket.pipe(input)
  // The editor leaves once its device has ended.
  socket.on('error', () => input.end())
  Object.defineProperty(process, 'stdin', { configurable: true, value: input })
  Object.defineProperty(process, 'stdout', { configurable: true, value: socket })
  process.argv = [process.execPath, program, 'dap']
  process.exitCode = undefined
  void main().then(() => {
    process.send({ code: process.exitCode ?? 0 })
    socket.end()
  })
})
server.listen(path, () => process.send({ listens: true }))
process.once('disconnect', () => process.exit())
