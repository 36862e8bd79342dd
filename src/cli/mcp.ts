// Owns `offbox mcp`: the tools of an agent on standard input and output (Model Context Protocol).
import { AgentServer } from '../ide/mcp/agent-server.ts'
import { ExitCode } from './exit-code.ts'
import { AgentDevices, agentLimits } from './mcp/agent-devices.ts'
import { Tools } from './mcp/tools.ts'
import { scriptSettingsFor } from './config/find-settings.ts'
import { deviceOptions, nameOptions, releaseOption, settingsOptions, deviceWithSettings, type DeviceFlags } from './shared-options.ts'
import { limitOptionWith } from './limit.ts'
import { networkOptions } from './network-options.ts'
import { writeMessage } from './output.ts'
import { brokenText } from './error-message.ts'
import { visibleLine } from '../text/visible.ts'
import { declareVerb, type FlagsOf, type VerbOptions } from './verb.ts'

declare const OFFBOX_VERSION: string

const { allowNet, resolve, ping, ca } = networkOptions

const options = {
  release: releaseOption('to emulate', 'device', 'settings'),
  ...nameOptions,
  ...settingsOptions,
  ...deviceOptions,
  limit: limitOptionWith(agentLimits),
  allowNet,
  resolve,
  ping,
  ca,
} as const satisfies VerbOptions

/** The verb `mcp`: a server for AI agents, which the agent starts. Its limits are lower than those of `run`. */
export const verb = declareVerb({
  name: 'mcp',
  about: 'start a server for AI agents (Model Context Protocol) on standard input and output',
  options,
  arguments: [],
  examples: [['offbox mcp', 'check, run, lookup ... for an agent']],
  exits: {},
  run: serve,
})

/** Serves until the agent ends the session. Throws a Complaint if the folder of `--device` cannot be used. */
async function serve({ limit, ...given }: FlagsOf<typeof options>): Promise<ExitCode> {
  const flags = deviceWithSettings<DeviceFlags>(given, scriptSettingsFor(undefined, given).settings)
  const broke = (error: unknown): void => writeMessage(`${brokenText(error)}\n`)
  const devices = new AgentDevices({ ...flags, limit: { ...agentLimits, ...limit } })
  try {
    // A separate bundle (.build.mjs), which no other verb loads.
    const { serveAgent } = await import('../ide/mcp/server.ts')
    await serveAgent({
      input: process.stdin,
      output: process.stdout,
      version: OFFBOX_VERSION,
      agent: new AgentServer(new Tools(devices), broke),
      onProblem: (what) => writeMessage(`error: ${visibleLine(what)}\n`),
    })
  } finally {
    devices.close()
    // An open standard input would keep the process alive after the agent has gone.
    process.stdin.destroy()
  }
  return ExitCode.ok
}
