// Owns `offbox policies`: the minimal set of policies that scripts need, with the commands that need them.
import { Refusal } from '../../grammar/refusal.ts'
import { catalogFor, checkerFor } from '../host/node/catalog-cache.ts'
import { parseTolerant } from '../resolve/check/tolerant.ts'
import { neededBy, policiesIn, type PolicyReason } from '../resolve/needed.ts'
import type { Policy } from '../schema/policy.ts'
import { fromBytes } from '../text/bytes.ts'
import type { Source } from '../text/source.ts'
import { visible, visibleJson, visibleLine } from '../text/visible.ts'
import { scriptSettingsFor, pathsOr } from './config/find-settings.ts'
import { ExitCode } from './exit-code.ts'
import { nameOptions, namesForScript, namesOf, releaseOption, settingsOptions, withSettings } from './shared-options.ts'
import { isTerminal, printMessage, writeMessage } from './output.ts'
import { coloursFor } from './paint.ts'
import { pathsHelp, readChecked, scriptsOf } from './scripts.ts'
import { diagnosticText } from './error-message.ts'
import { declareVerb, textOrJson, type FlagsOf, type VerbOptions } from './verb.ts'

const options = {
  release: releaseOption('of the scripts', 'settings', 'header'),
  ...nameOptions,
  ...settingsOptions,
  format: textOrJson,
} as const satisfies VerbOptions

/** The verb `policies`: lists the policies that scripts need, each with the lines that need it, as text or as JSON. */
export const verb = declareVerb({
  name: 'policies',
  about: 'list the policies that scripts need, and why',
  options,
  arguments: [{ name: '[path...]', about: pathsHelp }],
  examples: [['offbox policies backup.rsc', 'the policies that a script needs, and why']],
  exits: { refused: 'a script does not parse' },
  run: policies,
})

/** The policies of one script. */
interface Needed {
  readonly name: string
  readonly policies: readonly Policy[]
  readonly reasons: readonly (Omit<PolicyReason, 'from' | 'to'> & { readonly line: number })[]
}

/** 2 if a device would refuse a script, whose policies are then unknown. */
function policies(paths: readonly string[], flags: FlagsOf<typeof options>): ExitCode {
  let code: ExitCode = ExitCode.ok
  const all: Needed[] = []
  for (const { path } of scriptsOf(pathsOr(paths, flags))) {
    const source = readChecked(path)
    const names = namesForScript(namesOf(withSettings(flags, scriptSettingsFor(path, flags).settings)), source)
    const needed = neededIn(source, names)
    if (needed instanceof Refusal) {
      writeMessage(diagnosticText(checkerFor(names).explain(needed, source), source, coloursFor(isTerminal('error'))))
      code = ExitCode.refused
    } else all.push(needed)
  }
  if (flags.format === 'json') printMessage(visibleJson(`${JSON.stringify(all, undefined, 2)}\n`))
  else printMessage(all.map((one) => textOf(one, all.length > 1)).join('\n'))
  return code
}

function neededIn(source: Source, names: ReturnType<typeof namesForScript>): Needed | Refusal {
  // A script may be for any board, as for check.
  const { root, release: chosen } = catalogFor({ ...names, boards: true })
  // Lines of an unknown menu need no known policy, as in check.
  const { parsed, stops } = parseTolerant(source, root)
  const [first] = stops
  if (first !== undefined) return first.refusal
  const reasons = neededBy(parsed.script.body, chosen)
  return {
    name: source.name,
    policies: policiesIn(reasons),
    reasons: reasons.map(({ policy, what, from }) => ({ policy, what: fromBytes(what), line: source.lineAt(from) })),
  }
}

/** `policy=read,write`, and a line per policy with the commands that need it. */
function textOf({ name, policies, reasons }: Needed, isNamed: boolean): string {
  const head = `${isNamed ? `${visibleLine(name)}: ` : ''}policy=${policies.join(',')}\n`
  const lines = policies.map((policy) => {
    const places = new Map<string, number[]>()
    for (const one of reasons) if (one.policy === policy) places.set(one.what, [...new Set([...(places.get(one.what) ?? []), one.line])])
    return `  ${policy}: ${[...places].map(([what, at]) => `${visible(what)} (line ${at.join(', ')})`).join('; ')}\n`
  })
  return head + lines.join('')
}
