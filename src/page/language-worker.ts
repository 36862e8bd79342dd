// Owns the web worker that answers the requests of the page's editor (`language.ts`).
import '../host/page/buffer.ts'
import { checked, completed, formattedText, hovered, releasesOf } from './language.ts'
import { serveRequests } from './serving.ts'

serveRequests((asked) => {
  switch (asked.what) {
    case 'check':
      return checked(asked.text, asked.names, asked.from, asked.to)
    case 'complete':
      return completed(asked.text, asked.names, asked.at)
    case 'hover':
      return hovered(asked.text, asked.names, asked.at)
    case 'format':
      return formattedText(asked.text, asked.names)
    case 'releases':
      return releasesOf(asked.text, asked.names)
    default:
      return undefined
  }
})
