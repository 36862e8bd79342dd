// Owns the web worker that answers the page's requests about its device (`device.ts`).
import '../host/page/buffer.ts'
import { boot, feed, fileContents, run, viewOf } from './device.ts'
import { printing, serveRequests } from './serving.ts'

serveRequests((asked) => {
  switch (asked.what) {
    case 'boot':
      return boot(asked.names, asked.restore)
    case 'run':
      return printing(asked.number, (print) => run(asked.text, print))
    case 'feed':
      return printing(asked.number, (print) => feed(asked.text, print))
    case 'view':
      return viewOf(asked.part, asked.path)
    case 'file':
      return fileContents(asked.name)
    default:
      return undefined
  }
})
