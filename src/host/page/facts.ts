// Owns fetching facts: by menu, when a text first names it.

/** The names of all files of facts, said by the build: what is not among them is not asked for. */
declare const OFFBOX_FACTS: readonly string[]

/** As much of a request as is used. A worker may wait for one. */
declare const XMLHttpRequest: new () => {
  open(method: 'GET', url: string, isAsync: false): void
  send(): void
  readonly status: number
  readonly responseText: string
}

/** Reads a file of facts, in the middle of the parse that asks for it; undefined where there is none. */
export function loadFacts(name: string): string | undefined {
  if (!OFFBOX_FACTS.includes(name)) return undefined
  const request = new XMLHttpRequest()
  request.open('GET', `facts/${name}.json`, false)
  request.send()
  if (request.status !== 200) throw new Error(`the facts of ${name} could not be read: ${request.status}`)
  return request.responseText
}
