// Owns the implementation of an agent's tools; answers are short, because an agent pays for every word.
import type { NamesOptions } from '../../entry-options.ts'
import { compare } from '../../device/diff/diff.ts'
import { diffScript } from '../../device/diff/script.ts'
import type { Diagnostic } from '../../diagnostic/diagnostic.ts'
import { checkerFor } from '../../host/node/catalog-cache.ts'
import { completionsAt } from '../../ide/complete.ts'
import { Document } from '../../ide/document.ts'
import { changesOf, lookedUp } from '../../ide/mcp/lookup.ts'
import { Misuse, type ToolArguments } from '../../ide/mcp/given.ts'
import type { ToolReply, Resource, ToolBackend } from '../../ide/mcp/agent-server.ts'
import type { ToolName } from '../../ide/mcp/tools.ts'
import { formatted } from '../../resolve/formatted.ts'
import type { Checker } from '../../resolve/check/checker.ts'
import { fromBytes, toBytes } from '../../text/bytes.ts'
import { Source } from '../../text/source.ts'
import type { OpenDevice } from '../device.ts'
import { Complaint } from '../exit-code.ts'
import { namesOf, parseRelease } from '../shared-options.ts'
import type { AgentDevices } from './agent-devices.ts'
import { explained } from './explained.ts'
import { describeCertificateFile } from './certificate-file.ts'
import { contentOf, resourcesOf } from './content.ts'
import { runOn } from './run-for-agent.ts'

/** The maximum number of findings and completions in an answer. */
const shownLimits = { findings: 100, completions: 80 }

const success = (text: string): ToolReply => ({ text, failed: false })
const bad = (text: string): ToolReply => ({ text, failed: true })

/** A finding as a line: `2:16 error bad-parameter: ... (did you mean 'address'?)`. */
function findingLine({ line, column, severity, code, message, help, within }: Diagnostic): string {
  const where = within === undefined ? '' : `, in ${within}`
  return `${line}:${column} ${severity} ${code}: ${fromBytes(message)}${where}${help === undefined ? '' : ` (${help})`}`
}

/** Runs the tools that agents call. */
export class Tools implements ToolBackend {
  readonly #devices: AgentDevices
  readonly #does: Readonly<Record<ToolName, (given: ToolArguments) => ToolReply>> = {
    check: (given) => this.#check(given),
    run: (given) => this.#run(given),
    lookup: (given) => this.#lookup(given),
    complete: (given) => this.#complete(given),
    format: (given) => this.#format(given),
    diff: (given) => this.#diff(given),
    explain: (given) => success(explained(given.text('about'))),
    certificate: (given) => this.#certificate(given),
  }

  constructor(devices: AgentDevices) {
    this.#devices = devices
  }

  call(tool: ToolName, given: ToolArguments): ToolReply {
    return complained(() => this.#does[tool](given))
  }

  resources(): readonly Resource[] {
    return this.#devices.names.flatMap((name) => {
      const openedDevice = this.#devices.find(name)
      return openedDevice === undefined ? [] : resourcesOf(name, openedDevice.device)
    })
  }

  read(uri: string): string | Uint8Array | undefined {
    const [, kind, name = '', rest = ''] = /^offbox:\/\/([a-z]+)\/([^/]+)(?:\/(.+))?$/.exec(uri) ?? []
    return complained(() => {
      if (kind === 'explain') return explained(decodeURIComponent(name))
      if (kind === 'release' && rest === 'changes') return changesOf(name, this.#checker(name).knowledgeOf(new Source('')))
      const openedDevice = kind === 'device' ? this.#devices.find(decodeURIComponent(name)) : undefined
      return openedDevice && contentOf(openedDevice.device, decodeURIComponent(rest))
    })
  }

  #names(release: string | undefined): NamesOptions {
    const { flags } = this.#devices
    return namesOf({ ...flags.defaults, ...flags, ...(release === undefined ? {} : { release: parseRelease(release) }) })
  }

  #checker(release: string | undefined): Checker {
    return checkerFor(this.#names(release))
  }

  #check(given: ToolArguments): ToolReply {
    const source = new Source(toBytes(given.text('script')))
    const found = this.#checker(given.maybe('release')).check(source)
    if (found.length === 0) return success('no findings')
    const more = found.length > shownLimits.findings ? [`... ${found.length - shownLimits.findings} more`] : []
    return success([...found.slice(0, shownLimits.findings).map(findingLine), ...more].join('\n'))
  }

  #run(given: ToolArguments): ToolReply {
    const script = given.text('script')
    const release = given.maybe('release')
    const asked = release === undefined ? undefined : parseRelease(release)
    return this.#devices.with(given.maybe('device'), asked, script, (openedDevice) => runOn(openedDevice, script, given.texts('files')))
  }

  #lookup(given: ToolArguments): ToolReply {
    const knowledge = this.#checker(given.maybe('release')).knowledgeOf(new Source(''))
    return success(lookedUp(given.text('path'), knowledge.catalog.root, knowledge))
  }

  #complete(given: ToolArguments): ToolReply {
    const source = new Source(toBytes(given.text('script')))
    const document = new Document(source, this.#checker(given.maybe('release')))
    const found = [...completionsAt(document, source.text.length)].sort((a, b) => a.rank - b.rank)
    if (found.length === 0) return success('nothing is known to follow')
    const lines = found.slice(0, shownLimits.completions).map(({ label, insert, detail, rank, kind }) => {
      const detailText = kind === 'argument' || kind === 'property' || kind === 'item' ? ` ${fromBytes(detail)}` : ''
      return `${fromBytes(insert ?? label)}${rank === 0 && kind === 'argument' ? ' (required)' : ''}${detailText}`
    })
    return success([...lines, ...(found.length > lines.length ? [`... ${found.length - lines.length} more`] : [])].join('\n'))
  }

  #format(given: ToolArguments): ToolReply {
    const source = new Source(toBytes(given.text('script')))
    const { catalog } = this.#checker(given.maybe('release')).knowledgeOf(source)
    const result = formatted(source, { root: catalog.root }, {})
    return 'diagnostics' in result ? bad(result.diagnostics.map(findingLine).join('\n')) : success(fromBytes(result.text))
  }

  #diff(given: ToolArguments): ToolReply {
    const release = given.maybe('release')
    const asked = release === undefined ? undefined : parseRelease(release)
    const texts = [given.text('from'), given.text('to')]
    const made: OpenDevice[] = []
    const failures: string[] = []
    const opened = (text: string): OpenDevice => {
      const known = this.#devices.find(text)
      if (known !== undefined) return known
      if (/^[\w.-]+$/.test(text)) throw new Misuse(`no device is called ${text}; there are: ${this.#devices.names.join(' ') || 'none'}`)
      const written = texts.filter((one) => this.#devices.find(one) === undefined)
      const other = written.length < texts.length ? texts.map((one) => this.#devices.find(one)).find((one) => one !== undefined) : undefined
      const openedDevice = this.#devices.open(asked ?? other?.names.release, written.join('\n'))
      made.push(openedDevice)
      const { text: result, failed } = runOn(openedDevice, text, new Map())
      if (failed) failures.push(result.replaceAll(/^/gm, '# '))
      return openedDevice
    }
    try {
      const [from, to] = texts.map(opened)
      if (from === undefined || to === undefined) return bad('two configurations are needed')
      const comparisons = compare(from.device.router, to.device.router)
      const script = comparisons.length === 0 ? '# no difference\n' : diffScript(from.device.router, to.device.router, comparisons, 120)
      return { text: fromBytes(script) + failures.map((one) => `\n${one}`).join(''), failed: failures.length > 0 }
    } finally {
      for (const openedDevice of made) openedDevice.close()
    }
  }

  #certificate(given: ToolArguments): ToolReply {
    const release = given.maybe('release')
    const openedDevice = this.#devices.open(release === undefined ? undefined : parseRelease(release), '')
    try {
      return describeCertificateFile(openedDevice.device, given.text('pem'), given.maybe('passphrase'))
    } finally {
      openedDevice.close()
    }
  }
}

/** The result of `act`; a Complaint of the command line becomes a Misuse. */
function complained<T>(act: () => T): T {
  try {
    return act()
  } catch (error) {
    if (error instanceof Complaint) throw new Misuse(error.hint === undefined ? error.message : `${error.message}; ${error.hint}`)
    throw error
  }
}
