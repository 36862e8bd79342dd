// Owns `offbox page`: serves a web page for trying scripts, on this machine.
import { createReadStream } from 'node:fs'
import { createServer } from 'node:http'
import { extname, join } from 'node:path'
import { pipeline } from 'node:stream'
import { fileURLToPath } from 'node:url'
import { Complaint, ExitCode } from './exit-code.ts'
import { statsOf } from './input.ts'
import { writeMessage } from './output.ts'
import { declareVerb, type FlagsOf, type VerbOptions } from './verb.ts'

const options = {
  port: { value: '<port>', about: 'port of 127.0.0.1; 0 chooses a free one', defaultValue: '8090', parse: portOf },
} as const satisfies VerbOptions

/** The verb `page`: serves the web page of `src/page` on the loopback address. */
export const verb = declareVerb({
  name: 'page',
  about: 'serve a web page on 127.0.0.1 for trying scripts, until Ctrl-C',
  options,
  arguments: [],
  examples: [['offbox page', 'a script editor and a device in the browser']],
  exits: {},
  never: ['interrupted'],
  run: page,
})

function portOf(text: string): number {
  const port = /^\d{1,5}$/.test(text) ? Number(text) : 65_536
  if (port > 65_535) throw new Complaint(ExitCode.usage, `'${text}' is not a port`)
  return port
}

const types: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.json': 'application/json',
  '.svg': 'image/svg+xml',
  '.webmanifest': 'application/manifest+json',
  '.txt': 'text/plain; charset=utf-8',
}

/** The page's own content security policy, with directives that only a header can have. */
const policy =
  "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data: blob:; connect-src 'self'; worker-src 'self'; " +
  "manifest-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"

/** Valid names of the page's files, which never leave its folder. */
const names = /^\/(?:[a-z0-9][a-z0-9-]*\/)*(?:[a-z0-9][a-z0-9.-]*)?$/

/** Serves until Ctrl-C. Throws a Complaint if the page was not built or the port is in use. */
function page({ port }: FlagsOf<typeof options>): Promise<ExitCode> {
  const folder = fileURLToPath(new URL('./page/', import.meta.url))
  const sizeOf = (file: string): number | undefined => {
    const found = statsOf(file)
    return found?.isFile() === true ? found.size : undefined
  }
  if (sizeOf(join(folder, 'index.html')) === undefined)
    throw new Complaint(ExitCode.noInput, 'the page was not built', 'npm run page builds it')
  const server = createServer(({ url = '/', method }, response) => {
    const path = url.replace(/[?#].*$/, '')
    const file = names.test(path) ? join(folder, path === '/' ? 'index.html' : path) : folder
    const size = method === 'GET' || method === 'HEAD' ? sizeOf(file) : undefined
    if (size === undefined) return void response.writeHead(404, { 'content-length': 0 }).end()
    response.writeHead(200, {
      'content-type': types[extname(file)] ?? 'application/octet-stream',
      'content-length': size,
      'content-security-policy': policy,
      'x-content-type-options': 'nosniff',
      'referrer-policy': 'no-referrer',
      'cache-control': 'no-cache',
    })
    if (method === 'HEAD') response.end()
    // A client that leaves, or a file that is gone by now, ends this answer alone.
    else pipeline(createReadStream(file), response, () => undefined)
  })
  return new Promise((resolve, reject) => {
    server.on('error', (error) => reject(new Complaint(ExitCode.cannotCreate, `the page cannot be served: ${error.message}`)))
    server.listen(port, '127.0.0.1', () => {
      const address = server.address()
      writeMessage(`http://127.0.0.1:${typeof address === 'object' && address !== null ? address.port : port}/\n`)
    })
    const end = (): void => {
      server.closeAllConnections()
      server.close(() => resolve(ExitCode.ok))
    }
    process.once('SIGINT', end)
    process.once('SIGTERM', end)
  })
}
