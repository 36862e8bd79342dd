// Owns `offbox report`: writes a device as a folder of static HTML pages.
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Board, Device } from '../index.ts'
import { Characters } from '../diagnostic/characters.ts'
import { certificatesOf, shownMenusOf, nowOf, printedRowsOf } from '../drawn/device.ts'
import type { PrintedRow } from '../drawn/certificates.ts'
import { pagesOf, type KeptScript, type FileReport, type DeviceReport } from '../drawn/report.ts'
import { shortValue } from '../drawn/table.ts'
import { checkerFor } from '../host/node/catalog-cache.ts'
import type { Checker } from '../resolve/check/checker.ts'
import { worksOn } from '../resolve/check/works-on.ts'
import { selectedFindings, type FindingSelection } from '../settings/selection.ts'
import { fromBytes, toBytes } from '../text/bytes.ts'
import { Source } from '../text/source.ts'
import { visibleLine } from '../text/visible.ts'
import { configure } from './configure.ts'
import { Complaint, ExitCode } from './exit-code.ts'
import { readScript } from './input.ts'
import { scriptSettingsFor } from './config/find-settings.ts'
import {
  deviceOptions,
  limitOptions,
  nameOptions,
  namesOf,
  releaseOption,
  settingsOptions,
  withSettings,
  deviceWithSettings,
  type NameFlags,
} from './shared-options.ts'
import { writeMessage } from './output.ts'
import { makeFolder, writing } from './writing.ts'
import { declareVerb, type FlagsOf, type VerbOptions } from './verb.ts'

declare const OFFBOX_DIST: boolean

const options = {
  release: releaseOption('to emulate', 'device', 'settings', 'header'),
  ...nameOptions,
  ...settingsOptions,
  ...deviceOptions,
  ...limitOptions,
  html: { value: '<folder>', about: 'write the pages to this folder, created if missing (required)' },
} as const satisfies VerbOptions

/** The verb `report`: writes a configured device as HTML pages that need no server and no script. */
export const verb = declareVerb({
  name: 'report',
  about: 'write HTML pages about a device: certificates, firewall, scripts with findings',
  options,
  arguments: [
    {
      name: '[file...]',
      about: 'exports or scripts, applied in this order; - is standard input; without files: draw the device of --device',
    },
  ],
  examples: [
    ['offbox report router.rsc --html out', 'write out/index.html and other pages'],
    ['offbox report --device lab --html out', 'the device stored in lab, with its certificates'],
  ],
  exits: {
    failed: 'a command of a file failed',
    refused: 'a file does not parse',
    notModelled: 'a part of a file was skipped, since offbox does not model it',
  },
  run: report,
})

const firewalls = ['filter', 'nat', 'mangle', 'raw']
const families = ['/ip/firewall', '/ipv6/firewall']

/** Writes the pages. The exit code is that of applying the files: 1 if a command failed, 3 if something is not modelled. */
function report(files: readonly string[], { html: folder, ...flags }: FlagsOf<typeof options>): ExitCode {
  if (folder === undefined) throw new Complaint(ExitCode.usage, 'report needs a folder', 'add --html FOLDER')
  if (files.length === 0 && flags.device === undefined)
    throw new Complaint(ExitCode.usage, 'nothing to report', 'offbox report FILE..., or offbox report --device DIR for a stored device')
  const settings = (files.length === 0 ? [undefined] : files).map((path) => scriptSettingsFor(path, flags).settings)
  const sources = files.map(readScript)
  const { openedDevice, code } = configure(sources, deviceWithSettings(flags, settings[0] ?? {}))
  try {
    const judges = settings.map((held) => findingSelectorOf(withSettings(flags, held), held))
    const { release, board } = openedDevice.device.router
    const own = findingSelectorOf({ ...withSettings(flags, settings[0] ?? {}), release: release.text, board }, settings[0] ?? {})
    const made = sources.map((source, at) => fileReportOf(source, judges[at] ?? own))
    const pages = pagesOf(reportOf(openedDevice.device, made, own))
    write(folder, pages)
    writeMessage(`${visibleLine(join(folder, 'index.html'))} and ${pages.size} files beside it\n`)
    openedDevice.save()
    return code
  } finally {
    openedDevice.close()
  }
}

function write(folder: string, pages: ReadonlyMap<string, string>): void {
  const style = new URL(typeof OFFBOX_DIST !== 'undefined' && OFFBOX_DIST ? './page/style.css' : '../page/style.css', import.meta.url)
  makeFolder(folder)
  for (const [name, text] of [...pages, ['style.css', readFileSync(style)] as const])
    writing(join(folder, name), () => writeFileSync(join(folder, name), text))
}

/** Selects the findings of texts: the checker, and the settings. */
interface FindingSelector {
  readonly checker: Checker
  readonly selection: FindingSelection
}

const findingSelectorOf = (
  { board, ...names }: NameFlags & { readonly board?: Board | undefined },
  selection: FindingSelection,
): FindingSelector => ({
  checker: checkerFor({ ...namesOf(names), board: board?.model }),
  selection,
})

function reportOf(device: Device, files: readonly FileReport[], own: FindingSelector): DeviceReport {
  const { router } = device
  const identity = shortValue(printedRowsOf(device, '/system/identity')[0]?.['name'])
  const certificates = certificatesOf(device)
  const menus = shownMenusOf(device)
    .filter((path) => !/firewall\/(filter|nat|mangle|raw|address-list)$|^\/system\/(script|scheduler)$|^\/certificate$/.test(path))
    .map((path) => ({ path, rows: printedRowsOf(device, path) }))
  const firewallMenus = families
    .flatMap((family) => firewalls.map((name) => `${family}/${name}`))
    .map((path) => ({ path, rows: printedRowsOf(device, path) }))
  return {
    title: identity === '' ? 'MikroTik' : identity,
    facts: [
      ['release', router.release.text],
      ['board', router.board.model ?? 'virtual machine'],
      ['clock', new Date(nowOf(device)).toISOString().slice(0, 10)],
      ['certificates', String(certificates.length)],
      ['firewall rules', String(firewallMenus.reduce((sum, { rows }) => sum + rows.length, 0))],
      ...(files.length === 0 ? [] : [['made of', files.map(({ name }) => name).join(', ')] as const]),
    ],
    drawn: { certificates, now: nowOf(device) },
    menus,
    firewalls: firewallMenus,
    lists: families.map((family) => `${family}/address-list`).map((path) => ({ path, rows: printedRowsOf(device, path) })),
    scripts: scriptsOf(device, own),
    files,
  }
}

function scriptsOf(device: Device, selector: FindingSelector): readonly KeptScript[] {
  const of = (path: string, property: string, about: (row: PrintedRow) => string): readonly KeptScript[] =>
    printedRowsOf(device, path)
      .filter((row) => shortValue(row[property]) !== '')
      .map((row) => ({
        name: `${path} ${shortValue(row['name'])}`,
        about: about(row),
        text: shortValue(row[property]),
        findings: findingsIn(new Source(toBytes(shortValue(row[property]))), selector),
      }))
  return [
    ...of('/system/script', 'source', (row) => shortValue(row['comment'])),
    ...of('/system/scheduler', 'on-event', (row) => `starts ${shortValue(row['start-time'])}, every ${shortValue(row['interval'])}`),
    ...of('/tool/netwatch', 'up-script', (row) => `when ${shortValue(row['host'])} comes up`),
    ...of('/tool/netwatch', 'down-script', (row) => `when ${shortValue(row['host'])} goes down`),
  ]
}

function findingsIn(source: Source, { checker, selection }: FindingSelector): FileReport['findings'] {
  const characters = new Characters(source)
  return selectedFindings(checker.check(source), selection).map((finding) => characters.decoded(finding))
}

function fileReportOf(source: Source, selector: FindingSelector): FileReport {
  return {
    name: source.name,
    text: fromBytes(source.text),
    findings: findingsIn(source, selector),
    worksOn: worksOn(selector.checker, source, (found) => selectedFindings(found, selector.selection)),
  }
}
