// Owns a web server on loopback that forwards requests to an in-memory device, for other programs.
import { createServer } from 'node:http'
import type { Device } from '../../src/index.ts'
import { portOf } from './port.ts'

/** Serves a device while `use` runs, which gets the address `http://127.0.0.1:PORT`. */
export async function served<T>(device: Device, use: (address: string) => Promise<T>): Promise<T> {
  const server = createServer((request, response) => {
    const pieces: Buffer[] = []
    request.on('data', (piece: Buffer) => pieces.push(piece))
    request.on('end', () => {
      const [path = '', query = ''] = (request.url ?? '').split(/\?(.*)/s)
      const answer = device.router.services.answer({
        service: 'www',
        method: request.method ?? 'GET',
        path: decodeURIComponent(path),
        query,
        headers: Object.entries(request.headers).map(([name, value]) => [name, String(value)]),
        body: Buffer.concat(pieces),
        from: request.socket.remoteAddress ?? '',
      })
      if (answer === undefined) response.destroy()
      else response.writeHead(answer.status, answer.headers.flat()).end(answer.body)
    })
  })
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening))
  try {
    return await use(`http://127.0.0.1:${portOf(server)}`)
  } finally {
    server.closeAllConnections()
    server.close()
  }
}
