// Owns links with a script in their fragment, which browsers do not send to servers.
import type { DeviceChoice } from '../messages.ts'

/** What a link contains: a script, and the device that it is for. */
export interface SharedScript extends DeviceChoice {
  readonly text: string
}

const whole = async (stream: ReadableStream<Uint8Array<ArrayBuffer>>): Promise<Uint8Array<ArrayBuffer>> =>
  new Uint8Array(await new Response(stream).arrayBuffer())

const through = (bytes: Uint8Array<ArrayBuffer>, way: CompressionStream | DecompressionStream): Promise<Uint8Array<ArrayBuffer>> =>
  whole(new Blob([bytes]).stream().pipeThrough(way))

/** The maximum size of a script from a link, in bytes. */
const maxScriptBytes = 1_000_000

/** `#s=...&r=7.22&b=hEX&p=none`. */
export async function fragmentOf({ text, release, packages, board }: SharedScript): Promise<string> {
  const bytes = await through(new TextEncoder().encode(text), new CompressionStream('deflate-raw'))
  let binary = ''
  for (const byte of bytes) binary += String.fromCharCode(byte)
  const s = btoa(binary).replaceAll('+', '-').replaceAll('/', '_').replace(/=+$/, '')
  const others = Object.entries({ r: release, b: board, p: packages?.length === 0 ? 'none' : undefined })
  return `#s=${s}${others.flatMap(([name, value]) => (value === undefined ? [] : `&${name}=${encodeURIComponent(value)}`)).join('')}`
}

/** The script in a fragment; undefined if it is not a valid link of this page. */
export async function sharedIn(fragment: string): Promise<SharedScript | undefined> {
  const given = new URLSearchParams(fragment.replace(/^#/, ''))
  const s = given.get('s')
  if (s === null) return undefined
  try {
    const binary = atob(s.replaceAll('-', '+').replaceAll('_', '/'))
    const bytes = await through(
      Uint8Array.from(binary, (sign) => sign.charCodeAt(0)),
      new DecompressionStream('deflate-raw'),
    )
    if (bytes.length > maxScriptBytes) return undefined
    const [release, board, packages] = [given.get('r'), given.get('b'), given.get('p')]
    return {
      text: new TextDecoder().decode(bytes),
      ...(release === null ? {} : { release }),
      ...(board === null ? {} : { board }),
      ...(packages === 'none' ? { packages: [] } : {}),
    }
  } catch {
    return undefined
  }
}
