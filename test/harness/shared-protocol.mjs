// Owns the process in which `shared-protocol.ts` runs commands one after another that use a protocol on their standard streams: the streams
// are a socket connection. It receives the words of each command, and sends its exit code.
import { createRequire } from 'node:module'
import { createServer } from 'node:net'
import { PassThrough } from 'node:stream'

const [, , program, path] = process.argv
const { main } = createRequire(import.meta.url)(program)

let words = []
process.on('message', (told) => {
  words = told.words
  process.send({ heard: true })
})

const server = createServer({ allowHalfOpen: true }, (socket) => {
  const input = new PassThrough()
  socket.pipe(input)
  socket.on('error', () => input.end())
  Object.defineProperty(process, 'stdin', { configurable: true, value: input })
  Object.defineProperty(process, 'stdout', { configurable: true, value: socket })
  process.argv = [process.execPath, program, ...words]
  process.exitCode = undefined
  void main().then(() => {
    process.send({ code: process.exitCode ?? 0 })
    socket.end()
  })
})
server.listen(path, () => process.send({ listens: true }))
process.once('disconnect', () => process.exit())
