// Owns the targets of `npm run fuzz`: for each an arbitrary, and what must hold for every input.
import fc, { type Arbitrary } from 'fast-check'
import { broken, certificateChain, deviceState, grammar } from '../../src/fuzz/index.ts'
import { loadFacts } from '../../src/host/node/facts.ts'
import { createDevice, memoryHost, type Device } from '../../src/index.ts'
import type { Diagnostic } from '../../src/diagnostic/diagnostic.ts'
import { createChecker } from '../../src/resolve/check/checker.ts'
import { formatted } from '../../src/resolve/formatted.ts'
import type { FormatStyle } from '../../src/syntax/format.ts'
import { toBytes } from '../../src/text/bytes.ts'
import { Source } from '../../src/text/source.ts'
import { edited, edits } from './bytes.ts'
import { enrolments } from './enrolment.ts'
import { killed } from './killed.ts'
import { limits, spoken, world, type Target } from './target.ts'
import { verbs } from './verbs.ts'

/** A device that runs several scripts in sequence, so that each meets the state of earlier ones. */
class Devices {
  #device: Device | undefined
  #used = 0
  run(text: string): void {
    if (this.#device === undefined || ++this.#used > 100) {
      this.#device = createDevice({ host: world(), limits })
      this.#used = 0
    }
    spoken(this.#device.run(text).failure)
  }
}

/**
 * A target that parses and formats each text: the formatted text must parse to the same. Some texts are also checked, formatted twice and
 * run.
 */
function reader(make: Target['make']): Target {
  const { root } = createDevice({ host: memoryHost() }).catalog
  const checker = createChecker({ packages: 'all' }, loadFacts)
  const devices = new Devices()
  const places = (source: Source, found: readonly Diagnostic[]): void => {
    for (const { from, to } of found)
      if (!(from >= 0 && to >= from && to <= source.text.length)) throw new Error(`a place that is none: ${from}..${to}`)
  }
  const format = (source: Source, style: FormatStyle = {}): string | undefined => {
    const result = formatted(source, { root }, style)
    if ('text' in result) return result.text
    places(source, result.diagnostics)
    if (result.diagnostics.some(({ code }) => code === 'format-refused')) throw new Error('what is accepted is not formatted')
    return undefined
  }
  return {
    make,
    holds: (text) => void format(new Source(toBytes(text))),
    deeply: (text) => {
      const source = new Source(toBytes(text))
      places(source, checker.check(source))
      for (const style of [{}, { width: 40 }]) {
        const once = format(source, style)
        if (once !== undefined && format(new Source(once), style) !== once) throw new Error(`formatted twice it changes:\n${once}`)
      }
      devices.run(text)
    },
  }
}

/** PEM, a key and an archive, as a device exports them. */
function certificateFiles(): readonly (readonly [name: string, bytes: Uint8Array])[] {
  const { run, router } = createDevice({ host: memoryHost() })
  const made = run(`/certificate
add name=ca common-name=ca key-size=prime256v1 key-usage=key-cert-sign,crl-sign
sign ca
add name=leaf common-name=leaf key-size=prime256v1 subject-alt-name=DNS:a.b,IP:10.0.0.1
sign leaf ca=ca
export-certificate leaf type=pem export-passphrase=12345678 file-name=leaf
export-certificate leaf type=pkcs12 export-passphrase=12345678 file-name=box`)
  if (made.failure !== undefined) throw new Error(made.failure.message)
  return router.files
    .list()
    .flatMap(({ name, directory }) => (directory ? [] : [[name, router.files.read(name) ?? new Uint8Array()] as const]))
}

/** An arbitrary of damaged files as text: the name, a line end, the bytes. */
const brokenFile = (files: readonly (readonly [string, Uint8Array])[]): Arbitrary<string> =>
  fc.tuple(fc.constantFrom(...files), edits).map(([[name, bytes], changes]) => `${name}\n${edited(bytes, changes).toString('latin1')}`)

function imports(text: string): void {
  const at = text.indexOf('\n')
  const name = text.slice(0, at)
  const device = createDevice({ host: memoryHost({ files: { [name]: Buffer.from(text.slice(at + 1), 'latin1') } }), limits })
  spoken(device.run(`/certificate/import file-name="${name}" passphrase=12345678`).failure)
  spoken(device.run('/certificate/print detail; /file/print').failure)
}

const exported = [
  '/ip/address',
  '/ip/firewall/filter',
  '/ip/firewall/address-list',
  '/interface/bridge',
  '/queue/simple',
  '/ppp/secret',
  '/system/script',
  '/ip/dns/static',
  '/system/note',
]

/** Checks that the export of a device restores the same device. */
function returns(state: string): void {
  const first = createDevice({ host: world(), limits })
  for (const line of state.split('\n')) first.run(line)
  const { output } = first.run('/export show-sensitive')
  const second = createDevice({ host: world(), limits })
  const { failure } = second.run(output)
  if (failure !== undefined) throw new Error(`its own export is refused: ${failure.message}\n${output}`)
  const again = second.run('/export show-sensitive').output
  if (again !== output) throw new Error(`exported again it differs:\n${output}\n${again}`)
}

/** Target constructors by name. `samples` are scripts as people write them. */
export const targets: Readonly<Record<string, () => Target>> = {
  scripts: () => reader(() => grammar().script),
  nearly: () => reader(() => grammar().nearlyScript),
  mutations: () => reader((samples) => broken(fc.constantFrom(...samples))),
  certificates: () => ({ make: () => brokenFile(certificateFiles()), holds: imports }),
  chains: () => ({ make: () => certificateChain, holds: (text) => spoken(createDevice({ host: world(), limits }).run(text).failure) }),
  exports: () => ({ make: () => deviceState(exported), holds: returns }),
  ...enrolments,
  ...verbs,
  ...killed,
}
