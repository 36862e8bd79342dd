// Owns the command line: its verbs, its options, its help; each verb is loaded when it is asked for.
import { Command, CommanderError } from 'commander'
import { Complaint, ExitCode } from './exit-code.ts'
import type { CheckFlags } from './check.ts'
import type { DiffFlags } from './diff.ts'
import type { ExportFlags } from './export.ts'
import type { FormatFlags } from './fmt.ts'
import type { FuzzFlags } from './fuzz.ts'
import { limitsHelp } from './limit.ts'
import type { DeviceFlags } from './names.ts'
import type { RunFlags } from './run.ts'
import type { TestFlags } from './test.ts'
import { coloursFor } from './paint.ts'

declare const OFFBOX_VERSION: string

const examples = `
Examples:
  offbox run setup.rsc                     run a script on a device in memory
  offbox run --device lab pki.rsc          ... on a device kept in the folder lab; its files lie in lab/files
  echo ':put [/system/identity/get name]' | offbox run -
  offbox check --release 7.16 *.rsc        show what is wrong, run nothing
  offbox fmt --diff .                      what one form would change; without --diff it is written
  offbox export --terse router.rsc         apply an export to a device in memory, print it again
  offbox diff old.rsc new.rsc              what changes; --format script: the commands that get there
  offbox test --coverage                   play the *.test.rsc files below this folder
  offbox fuzz script.rsc                   find what goes wrong on other devices than yours
  offbox console --device lab              a prompt; Ctrl-D ends it
  offbox serve --device lab                its www and www-ssl on 127.0.0.1; Ctrl-C ends it

Exit codes:
  0 fine   1 failed while running, or found something   2 does not parse   3 not modelled by offbox
  64 wrong usage   66 a file cannot be read   73 a folder cannot be written   130 Ctrl-C`

const named = (command: Command): Command =>
  command
    .option('--release <release>', 'the RouterOS release to be: 7.24 (by default), 7.23rc1, 7.16.2, 6.49 ...; a kept device stays what it is')
    .option('--packages <list>', 'extra packages: all, none, or names with commas; all by default')

/** Without a release an export is checked against the one that wrote it. */
const checking = (command: Command): Command =>
  command
    .option('--release <release>', 'the RouterOS release to check against; else the one in an export\'s header, else 7.24')
    .option('--releases <range>', 'a table of the releases it works on: 7.12..7.24')
    .option('--packages <list>', 'extra packages: all, none, or names with commas; all by default')
    .option('--severity <least>', 'the mildest findings to tell: hint, warning, late or error', 'hint')
    .option('--disable <codes>', 'findings to leave out, with commas or several times', (codes, before: string[]) => [...before, codes], [])
    .option('--format <format>', 'human, json, sarif, junit or github', 'human')

const limited = (command: Command): Command =>
  command.option('--limit <bounds>', `what scripts may use, as time=30s,memory=512M; none lifts one (${limitsHelp()})`, (bounds, before: string[] = []) => [...before, bounds])

/** Without a release a device is of the one that wrote the export. */
const applied = (command: Command): Command =>
  limited(command)
    .option('--release <release>', 'the RouterOS release to be; else the one in an export\'s header, else 7.24')
    .option('--packages <list>', 'extra packages: all, none, or names with commas; all by default')

/** For verbs that run what a user typed. */
const permitted = (command: Command): Command =>
  command.option('--policy <list>', 'what the user may do: all, or policies as /user/group has them (read,write,test ...)', 'all')

const gathered = (text: string, before: readonly string[] = []): readonly string[] => [...before, text]

/** What the device may do outside; nothing without these. */
const networked = (command: Command): Command =>
  command
    .option('--allow-net [places]', 'allow the network: all of it, or hosts with or without ports: --allow-net=example.com,10.0.0.1:8080')
    .option('--listen <service=port>', 'listen for www or www-ssl on a port of this machine: www=8080, www=0.0.0.0:8080', gathered)
    .option('--resolve <name=address>', 'believe that a name has this address', gathered)
    .option('--ca <file>', 'trust the authorities in a PEM file', gathered)
    .option('--cloud <url>', 'who makes the TXT records of names of /ip/cloud: POST URL/set-txt and URL/clear-txt, as for pebble-challtestsrv')

const kept = (command: Command): Command =>
  limited(named(command)).option('--device <folder>', 'keep the device in a folder (made where it is missing); in memory without')

function commandLine(end: (code: ExitCode) => void): Command {
  const program = new Command('offbox')
    .description('Runs and checks MikroTik RouterOS scripts off the box; its certificates are real X.509.')
    .version(OFFBOX_VERSION)
    .addHelpText('after', examples)
    .exitOverride()
  networked(
    permitted(
      applied(
        program
          .command('run')
          .argument('<file...>', 'scripts and exports, run one after the other; - is standard input')
          .description('run scripts, apply exports'),
      ),
    ),
  )
    .option('--device <folder>', 'keep the device in a folder (made where it is missing); in memory without')
    .option('--until <time>', 'time passes at once where the device waits, and goes on so long after the scripts: 90d')
    .action(async (files: string[], flags: RunFlags) => end((await import('./run.ts')).run(files, flags)))
  checking(
    program
      .command('check')
      .argument('<path...>', 'scripts and exports, folders of them (*.rsc); - is standard input')
      .description('find what is wrong with scripts and exports, without running them'),
  ).action(async (paths: string[], flags: CheckFlags) => end(await (await import('./check.ts')).check(paths, flags)))
  program
    .command('fmt')
    .argument('<path...>', 'scripts, folders of them (*.rsc); - formats standard input to standard output')
    .description('bring scripts into one form, in place: one statement a line, blocks indented, comments kept')
    .option('--check', 'write nothing; name what is not in that form, and exit with 1 where there is any')
    .option('--diff', 'write nothing; show what would change')
    .option('--indent <indent>', 'what blocks are indented by: a number of blanks, or tab', '2')
    .option('--paths <style>', 'words of paths: written (each as it is), slashes (/ip/address/add) or blanks (/ip address add)', 'written')
    .option('--release <release>', 'the RouterOS release that reads them; else the one in an export\'s header, else 7.24')
    .option('--packages <list>', 'extra packages: all, none, or names with commas; all by default')
    .action(async (paths: string[], flags: FormatFlags) => end((await import('./fmt.ts')).fmt(paths, flags)))
  program
    .command('explain')
    .argument('[code]', 'the code of a finding; all codes without')
    .description('tell what a finding of check means')
    .action(async (code: string | undefined) => end((await import('./explain.ts')).explain(code)))
  permitted(
    applied(
      program
        .command('export')
        .argument('<file...>', 'exports or scripts, applied one after the other; - is standard input')
        .description('apply files to a device and print its export'),
    ),
  )
    .option('--device <folder>', 'keep the device in a folder (made where it is missing); in memory without')
    .option('--verbose', 'also what has its default')
    .option('--terse', 'whole commands with their menus, one a line')
    .option('--show-sensitive', 'passwords and keys too')
    .option('--hide-sensitive', 'no passwords and keys (6.x shows them)')
    .option('--menu <path>', 'only this menu and those below it')
    .action(async (files: string[], flags: ExportFlags) => end((await import('./export.ts')).exportFiles(files, flags)))
  applied(
    program
      .command('diff')
      .argument('<from>', 'an export, a script, or the folder of a device')
      .argument('<to>', 'another one')
      .description('show what changes between two configurations'),
  )
    .option('--format <format>', 'text, script (the commands that get there) or json', 'text')
    .action(async (from: string, to: string, flags: DiffFlags) => end((await import('./diff.ts')).diff(from, to, flags)))
  named(program.command('test').argument('[path...]', 'test files, folders of them (*.test.rsc); this folder without').description('play the tests beside scripts'))
    .option('--format <format>', 'human, tap or junit', 'human')
    .option('--coverage', 'also what of the scripts ran')
    .option('--lcov <file>', "write the coverage in lcov's format")
    .option('--html <folder>', 'write the coverage as pages')
    .action(async (paths: string[], flags: TestFlags) => end((await import('./test.ts')).test(paths, flags)))
  named(program.command('fuzz').argument('<file>', 'a script; - is standard input').description('run a script on many random devices and find what goes wrong'))
    .option('--runs <number>', 'how many runs', '1000')
    .option('--time <seconds>', 'how long', '10')
    .option('--seed <number>', 'where random choices start: the same seed finds the same')
    .option('--format <format>', 'human or json', 'human')
    .option('--save <folder>', 'also write each counter-example there, as a script that shows it')
    .action(async (file: string, flags: FuzzFlags) => end((await import('./fuzz.ts')).fuzz(file, flags)))
  networked(
    permitted(
      kept(program.command('console').description('a console on a device; exits with 0 however its commands ended, 73 where the device cannot be opened or kept')),
    ),
  ).action(async (flags: DeviceFlags) =>
    end(await (await import('./console.ts')).converse(flags)),
  )
  networked(
    kept(
      program
        .command('serve')
        .description('listen for www and www-ssl of a device, and run its schedulers, until Ctrl-C; without --listen on the ports 8080 and 8443 of 127.0.0.1'),
    ),
  ).action(async (flags: DeviceFlags) => end(await (await import('./serve.ts')).serve(flags)))
  return program
}

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
      const colours = coloursFor(process.stderr)
      process.stderr.write(
        `${colours.error('error:')} ${error.message}\n${error.hint === undefined ? '' : `${colours.hint('help:')} ${error.hint}\n`}`,
      )
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
