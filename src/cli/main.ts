// Owns the command line: its verbs, its options, its help; each verb is loaded when it is asked for.
import { Command, CommanderError, Option } from 'commander'
import type { CheckFlags } from './check.ts'
import type { DiffFlags } from './diff.ts'
import { Complaint, ExitCode } from './exit-code.ts'
import type { ExportFlags } from './export.ts'
import type { ImportFlags } from './facts.ts'
import type { FormatFlags } from './fmt.ts'
import type { FuzzFlags } from './fuzz.ts'
import { limitsHelp } from './limit.ts'
import type { DeviceFlags } from './names.ts'
import { coloursFor } from './paint.ts'
import { complaintText } from './report.ts'
import type { RunFlags } from './run.ts'
import type { TestFlags } from './test.ts'

declare const OFFBOX_VERSION: string

/** A line of help: what one types, and what comes of it. */
type Example = readonly [line: string, about: string]

const exitCodes = `
Exit codes:
  0 fine   1 failed while running, or found something   2 does not parse   3 not modelled by offbox
  64 wrong usage   66 a file cannot be read   70 a fault of offbox itself   73 a file or folder cannot be written
  130 Ctrl-C`

const option = (flags: string, about: string, usual?: string): Option => new Option(flags, about).default(usual)

/** An option that may be given several times. */
const several = (flags: string, about: string): Option =>
  new Option(flags, about).argParser((text, before: readonly string[] = []): readonly string[] => [...before, text])

const release = option(
  '--release <release>',
  'the RouterOS release to be: 7.24 (by default), 7.23rc1, 7.16.2, 6.49 ...; a kept device stays what it is',
)
/** For verbs that take exports. */
const releaseOr = (what: string): Option =>
  option('--release <release>', `the RouterOS release ${what}; else the one in an export's header, else 7.24`)
/** What is known beside the release's own names. */
const names: readonly Option[] = [
  option('--packages <list>', 'extra packages: all, none, or names with commas; all by default'),
  option('--facts <file>', 'what offbox facts import made of the dump of a device of yours: its names are known too'),
]
const device = option('--device <folder>', 'keep the device in a folder (made where it is missing); in memory without')
const limit = several('--limit <bounds>', `what scripts may use, as time=30s,memory=512M; none lifts one (${limitsHelp()})`)
/** For verbs that run what a user typed. */
const policy = option('--policy <list>', 'what the user may do: all, or policies as /user/group has them (read,write,test ...)', 'all')

/** What the device may do outside; nothing without these. */
const network: readonly Option[] = [
  option('--allow-net [places]', 'allow the network: all of it, or hosts with or without ports: --allow-net=example.com,10.0.0.1:8080'),
  several('--listen <service=port>', 'listen for www or www-ssl on a port of this machine: www=8080, www=0.0.0.0:8080'),
  several('--resolve <name=address>', 'believe that a name has this address'),
  several('--ca <file>', 'trust the authorities in a PEM file'),
  option(
    '--cloud <url>',
    'who makes the TXT records of names of /ip/cloud: POST URL/set-txt and URL/clear-txt, as for pebble-challtestsrv',
  ),
]

/** The whole command line. `end` is told the exit code of the verb that was asked for. */
function commandLine(end: (code: ExitCode) => void): Command {
  const program = new Command('offbox')
    .description('Runs and checks MikroTik RouterOS scripts off the box; its certificates are real X.509.')
    .version(OFFBOX_VERSION)
    .exitOverride()
  const examples: Example[] = []
  const verb = (name: string, about: string, options: readonly Option[], ...shown: readonly Example[]): Command => {
    examples.push(...shown)
    const command = program.command(name).description(about).addHelpText('after', examplesText(shown))
    for (const one of options) command.addOption(one)
    return command
  }

  verb(
    'run',
    'run scripts, apply exports',
    [
      releaseOr('to be'),
      ...names,
      device,
      policy,
      limit,
      ...network,
      option('--until <time>', 'time passes at once where the device waits, and goes on so long after the scripts: 90d'),
    ],
    ['offbox run setup.rsc', 'run a script on a device in memory'],
    ['offbox run --device lab pki.rsc', '... on a device kept in the folder lab; its files lie in lab/files'],
    ["echo ':put [/system/identity/get name]' | offbox run -", ''],
  )
    .argument('<file...>', 'scripts and exports, run one after the other; - is standard input')
    .action(async (files: string[], flags: RunFlags) => end((await import('./run.ts')).run(files, flags)))

  verb(
    'check',
    'find what is wrong with scripts and exports, without running them',
    [
      releaseOr('to check against'),
      option('--releases <range>', 'a table of the releases it works on: 7.12..7.24'),
      ...names,
      option('--severity <least>', 'the mildest findings to tell: hint, warning, late or error', 'hint'),
      several('--disable <codes>', 'findings to leave out, with commas or several times'),
      option('--format <format>', 'human, json, sarif, junit or github', 'human'),
    ],
    ['offbox check --release 7.16 *.rsc', 'show what is wrong, run nothing'],
  )
    .argument('<path...>', 'scripts and exports, folders of them (*.rsc); - is standard input')
    .action(async (paths: string[], flags: CheckFlags) => end(await (await import('./check.ts')).check(paths, flags)))

  verb(
    'fmt',
    'bring scripts into one form, in place: one statement a line, blocks indented, comments kept',
    [
      option('--check', 'write nothing; name what is not in that form, and exit with 1 where there is any'),
      option('--diff', 'write nothing; show what would change'),
      option('--indent <indent>', 'what blocks are indented by: a number of blanks, or tab', '2'),
      option(
        '--paths <style>',
        'words of paths: written (each as it is), slashes (/ip/address/add) or blanks (/ip address add)',
        'written',
      ),
      releaseOr('that reads them'),
      ...names,
    ],
    ['offbox fmt --diff .', 'what one form would change; without --diff it is written'],
  )
    .argument('<path...>', 'scripts, folders of them (*.rsc); - formats standard input to standard output')
    .action(async (paths: string[], flags: FormatFlags) => end((await import('./fmt.ts')).fmt(paths, flags)))

  verb(
    'facts',
    "names of your own device's menus, for --facts",
    [],
    ['offbox facts import dump.json -o my.facts.json', 'take them from the dump of its /console/inspect'],
  )
    .command('import')
    .description('make facts of a dump: what the facts that are here lack will be known with --facts FILE')
    .argument('<dump>', 'the dump of its /console/inspect, as JSON; - is standard input')
    .option('-o, --output <file>', 'write them there; to standard output without')
    .action(async (dump: string, flags: ImportFlags) => end((await import('./facts.ts')).importDump(dump, flags)))

  verb(
    'explain',
    'tell what a finding of check means',
    [],
    ['offbox explain undeclared-variable', 'what a finding means; without a code all of them'],
  )
    .argument('[code]', 'the code of a finding; all codes without')
    .action(async (code: string | undefined) => end((await import('./explain.ts')).explain(code)))

  verb(
    'export',
    'apply files to a device and print its export',
    [
      releaseOr('to be'),
      ...names,
      device,
      policy,
      limit,
      option('--verbose', 'also what has its default'),
      option('--terse', 'whole commands with their menus, one a line'),
      option('--show-sensitive', 'passwords and keys too'),
      option('--hide-sensitive', 'no passwords and keys (6.x shows them)'),
      option('--menu <path>', 'only this menu and those below it'),
    ],
    ['offbox export --terse router.rsc', 'apply an export to a device in memory, print it again'],
  )
    .argument('<file...>', 'exports or scripts, applied one after the other; - is standard input')
    .action(async (files: string[], flags: ExportFlags) => end((await import('./export.ts')).exportFiles(files, flags)))

  verb(
    'diff',
    'show what changes between two configurations',
    [releaseOr('to be'), ...names, limit, option('--format <format>', 'text, script (the commands that get there) or json', 'text')],
    ['offbox diff old.rsc new.rsc', 'what changes; --format script: the commands that get there'],
  )
    .argument('<from>', 'an export, a script, or the folder of a device')
    .argument('<to>', 'another one')
    .action(async (from: string, to: string, flags: DiffFlags) => end((await import('./diff.ts')).diff(from, to, flags)))

  verb(
    'test',
    'play the tests beside scripts',
    [
      release,
      ...names,
      option('--format <format>', 'human, tap or junit', 'human'),
      option('--coverage', 'also what of the scripts ran'),
      option('--lcov <file>', "write the coverage in lcov's format"),
      option('--html <folder>', 'write the coverage as pages'),
    ],
    ['offbox test --coverage', 'play the *.test.rsc files below this folder'],
  )
    .argument('[path...]', 'test files, folders of them (*.test.rsc); this folder without')
    .action(async (paths: string[], flags: TestFlags) => end((await import('./test.ts')).test(paths, flags)))

  verb(
    'fuzz',
    'run a script on many random devices and find what goes wrong',
    [
      release,
      ...names,
      option('--runs <number>', 'how many runs', '1000'),
      option('--time <time>', 'how long: 30s, 5m', '10s'),
      option('--seed <number>', 'where random choices start: the same seed finds the same'),
      option('--format <format>', 'human or json', 'human'),
      option('--save <folder>', 'also write each counter-example there, as a script that shows it'),
    ],
    ['offbox fuzz script.rsc', 'find what goes wrong on other devices than yours'],
  )
    .argument('<file>', 'a script; - is standard input')
    .action(async (file: string, flags: FuzzFlags) => end((await import('./fuzz.ts')).fuzz(file, flags)))

  verb(
    'console',
    'a console on a device; exits with 0 however its commands ended, 73 where the device cannot be opened or kept',
    [release, ...names, device, policy, limit, ...network],
    ['offbox console --device lab', 'a prompt; Ctrl-D ends it'],
  ).action(async (flags: DeviceFlags) => end(await (await import('./console.ts')).converse(flags)))

  verb(
    'serve',
    'listen for www and www-ssl of a device, and run its schedulers, until Ctrl-C; without --listen on the ports 8080 and 8443 of 127.0.0.1',
    [release, ...names, device, limit, ...network],
    ['offbox serve --device lab', 'its www and www-ssl on 127.0.0.1; Ctrl-C ends it'],
  ).action(async (flags: DeviceFlags) => end(await (await import('./serve.ts')).serve(flags)))

  return program.addHelpText('after', `${examplesText(examples)}\n${exitCodes}`)
}

const examplesText = (examples: readonly Example[]): string =>
  `\nExamples:\n${examples.map(([line, about]) => `  ${about === '' ? line : `${line.padEnd(40)} ${about}`}`).join('\n')}`

async function main(): Promise<void> {
  const end = (code: ExitCode): void => {
    process.exitCode = code
  }
  try {
    // Alone it allows everything, and takes no file for a place.
    await commandLine(end).parseAsync(process.argv.map((word) => (word === '--allow-net' ? '--allow-net=all' : word)))
  } catch (error) {
    if (error instanceof CommanderError) end(error.exitCode === 0 ? ExitCode.fine : ExitCode.usage)
    else if (error instanceof Complaint) {
      process.stderr.write(complaintText(error, coloursFor(process.stderr)))
      end(error.code)
    } else if (error instanceof Error && 'code' in error && error.code === 'EPIPE') end(ExitCode.failed)
    else {
      // The bundle's lines are as long as the bundle: the stack's frames say more than node's own report.
      const text = error instanceof Error ? (error.stack ?? error.message) : String(error)
      process.stderr.write(`offbox broke, which is its own fault and not the script's:\n${text}\n`)
      end(ExitCode.broken)
    }
  }
}

void main()
