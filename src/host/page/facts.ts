// Owns fetching files of facts for the page: each when a text first uses a menu of it.

/** The names of all files of facts, set by the build: others are not requested. */
declare const OFFBOX_FACTS: readonly string[]

/** The part of a request that is used. A worker may make it synchronously. */
declare const XMLHttpRequest: new () => {
  open(method: 'GET', url: string, isAsync: false): void
  send(): void
  readonly status: number
  readonly responseText: string
}

/** Reads a file of facts synchronously, during the parse that needs it; undefined where there is none. */
export function loadFacts(name: string): string | undefined {
  if (!OFFBOX_FACTS.includes(name)) return undefined
  const request = new XMLHttpRequest()
  request.open('GET', `facts/${name}.json`, false)
  request.send()
  if (request.status !== 200) throw new Error(`the facts of ${name} could not be read: ${request.status}`)
  return request.responseText
}
