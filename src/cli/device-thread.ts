// Owns the thread of a device, for a console or serving: stores its state, and processes due events while idle.
import { parentPort, workerData, type MessagePort } from 'node:worker_threads'
import { Source } from '../text/source.ts'
import { openSsh } from '../ssh/service.ts'
import { checkerFor } from '../host/node/catalog-cache.ts'
import { ConsoleCell, maxNestedThreadWaits, type ConsoleReport, type ConsoleRequest, type ConsoleStart } from './device-messages.ts'
import { consoleOn } from './console-device.ts'
import { openFor, runAndReport } from './configure.ts'
import type { DeviceHooks, OpenDevice } from './device.ts'
import type { DeviceFlags } from './shared-options.ts'
import { Complaint, ExitCode } from './exit-code.ts'
import { isFault, type Listener, type NetworkFault, type OpenedService } from '../host/host.ts'
import { outputTo } from './output.ts'
import { logTo, reportAnswer, reportFault, reportOpened, writePorts, reportFromFailed, reportUnavailable } from './served.ts'
import { millisecond } from '../text/units.ts'

/** How long the device processes due events and requests before it checks for entries, in milliseconds. */
const serveSliceMs = { console: 0, serve: 50 }

/** The minimum interval between two saves of the state while nobody types, in milliseconds. */
const saveIntervalMs = 1_000

/** Saving may take at most one part in this many of the time; changes are in a log meanwhile. */
const maxSavingShare = 20

/** The pause between two such rounds while nothing is typed, in milliseconds. */
const idleIntervalMs = { console: 50, serve: 0 }

function runDeviceThread(port: MessagePort, start: ConsoleStart): void {
  const { flags, width, mode, control, reportsRequests, onTerminal, from = [], readyFile } = start
  const send = (report: ConsoleReport): void => port.postMessage(report)
  const isInterrupted = (): boolean => Atomics.load(control, ConsoleCell.interrupted) !== 0
  const output = outputTo(true)
  const complain = (error: unknown): void => {
    if (!(error instanceof Complaint)) throw error
    send({ complaint: { code: error.code, message: error.message, hint: error.hint } })
  }
  const reportingComplaints = (act: () => void): void => {
    try {
      act()
    } catch (error) {
      complain(error)
    }
  }
  try {
    const services = recording(reportOpened(mode === 'serve'))
    const sources = from.map(({ name, text }) => new Source(text, name))
    const openedDevice = openFor(sources, flags, {
      ...(start.ephemeral === true ? { dry: true as const } : { logs: true as const }),
      flush: () => output.flush(),
      interrupted: isInterrupted,
      width,
      opened: services.opened,
      prepare: servingSsh(flags, isInterrupted),
      ...(reportsRequests ? { answered: reportAnswer } : {}),
    })
    openedDevice.device.router.faulted = reportFault
    openedDevice.device.router.services.maxNestedWaits = maxNestedThreadWaits
    applyAll(sources, openedDevice, send)
    services.report(openedDevice.device.router.services.listeners)
    if (mode === 'serve') refuseUnreachable(services.outcomes, openedDevice)
    const silent = mode === 'serve' ? reportUnavailable(openedDevice.device.router, (flags.listen ?? new Map()).keys()) : () => undefined
    silent()
    const log = mode === 'serve' ? logTo(openedDevice.device.router) : () => undefined
    if (readyFile !== undefined) writePorts(readyFile, services.outcomes)
    const save = throttled(() => reportingComplaints(() => openedDevice.save()))
    const idle = attend(openedDevice, serveSliceMs[mode], idleIntervalMs[mode], (changed) => {
      log()
      silent()
      return changed && save()
    })
    const entry = mode === 'serve' ? undefined : consoleOn(port, openedDevice, { control, width, onTerminal }, reportingComplaints, send)
    port.on('message', (request: ConsoleRequest) => {
      if ('end' in request) {
        idle.end()
        entry?.hangUp()
        reportingComplaints(() => openedDevice.save())
        openedDevice.close()
        port.close()
      } else if ('look' in request) entry?.look(request.look)
      else if ('safe' in request) entry?.toggleSafe()
      else entry?.feed(request.feed)
    })
  } catch (error) {
    complain(error)
    port.close()
  }
}

/** Limits how often the state is saved: saving a large state takes longer than most requests. Returns false if it was not yet due. */
function throttled(save: () => void): () => boolean {
  let [since, took] = [0, 0]
  return () => {
    const now = performance.now()
    if (now - since < Math.max(saveIntervalMs, maxSavingShare * took)) return false
    save()
    since = performance.now()
    took = since - now
    return true
  }
}

/** Applies files; services use their configuration from then on. A failed command is announced. */
function applyAll(sources: readonly Source[], openedDevice: OpenDevice, send: (report: ConsoleReport) => void): void {
  const codes = sources.map((source) => runAndReport(source, openedDevice).code)
  if (sources.length > 0) openedDevice.device.router.services.open()
  if (!codes.some((code) => code === ExitCode.failed || code === ExitCode.refused)) return
  reportFromFailed()
  send({ fromFailed: true })
}

type OpenedReport = NonNullable<DeviceHooks['opened']>

/** Outcomes of opening services: the last one of each, which `report` then knows to be current. */
interface OpenedServices {
  readonly outcomes: ReadonlyMap<string, OpenedService | NetworkFault>
  readonly opened: OpenedReport
  /** Forgets what the files of `--from` closed again, and reports the others; from then on each outcome is reported as it arrives. */
  report(listeners: readonly Listener[]): void
}

/** Records the outcomes of opening services, and reports none before the files of `--from` are applied: they may close a service again. */
function recording(report: OpenedReport): OpenedServices {
  const outcomes = new Map<string, OpenedService | NetworkFault>()
  let isHeld = true
  return {
    outcomes,
    opened(service, outcome) {
      outcomes.set(service, outcome)
      if (!isHeld) report(service, outcome)
    },
    report(listeners) {
      isHeld = false
      for (const [service, outcome] of outcomes)
        if (listeners.some((one) => one.service === service)) report(service, outcome)
        else outcomes.delete(service)
    },
  }
}

/** Serves SSH clients if the flags request it. */
const servingSsh =
  ({ listen, sshStatus = 'run' }: DeviceFlags, interrupted: () => boolean): NonNullable<DeviceHooks['prepare']> =>
  (device, names) => {
    if (listen?.has('ssh') !== true) return
    openSsh({ device, checker: () => checkerFor(names), exitStatus: sshStatus, interrupted })
  }

/** Throws a Complaint if services were requested and none could be opened. */
function refuseUnreachable(outcomes: ReadonlyMap<string, OpenedService | NetworkFault>, openedDevice: OpenDevice): void {
  const faults = [...outcomes].flatMap(([service, outcome]) =>
    isFault(outcome) && outcome.fault !== 'not-allowed' ? [`${service}: ${outcome.detail}`] : [],
  )
  if (faults.length === 0 || [...outcomes.values()].some((outcome) => !isFault(outcome))) return
  openedDevice.close()
  throw new Complaint(
    ExitCode.cannotCreate,
    `no service can be reached: ${faults.join('; ')}`,
    '--listen www=PORT,www-ssl=PORT selects other ports; 0 takes a free one',
  )
}

/**
 * Processes due events and requests in turns. `after` is called after each turn with whether anything changed since it last returned true.
 */
function attend({ device }: OpenDevice, milliseconds: number, pause: number, after: (changed: boolean) => boolean): { end(): void } {
  const { agenda, services } = device.router
  let kept = agenda.done + services.answered
  const turn = (): void => {
    agenda.wait(BigInt(milliseconds) * millisecond)
    const done = agenda.done + services.answered
    if (after(done > kept)) kept = done
    next = setTimeout(turn, pause)
  }
  let next = setTimeout(turn, pause)
  return { end: () => clearTimeout(next) }
}

if (parentPort !== null) {
  // console.ts starts this thread, with this.
  runDeviceThread(parentPort, workerData as ConsoleStart)
}
