// Owns the list of the language's commands: the behaviour of each by its path.
import { convert, deserialize, serialize } from './convert.ts'
import { delay } from './delay.ts'
import { printEnvironment } from './environment.ts'
import { execute, grep, jobname, parseCode } from './execute.ts'
import { counting } from './for.ts'
import { foreach } from './foreach.ts'
import { conditional } from './if.ts'
import { importFile } from './import.ts'
import { debug, failing, info, warning } from './log.ts'
import { error, onerror, retry } from './onerror.ts'
import { findPosition, len, nothingCommand, pickPart, makeRange, typeName } from './pick.ts'
import { put } from './put.ts'
import { rndnum, rndstr } from './random.ts'
import { resolve } from './resolve.ts'
import { exit, returnValue, breakLoop, continueLoop, quit } from './return.ts'
import { askLine, beep, cuu, el, inkey, style } from './terminal.ts'
import { measureTime, timestamp } from './time.ts'
import { toarray, tobool, tocrlf, toid, toip, toip6, tolf, tonsec, tonum, tostr, totime } from './to.ts'
import { redo, undo } from './undo.ts'
import { lock, password, recursivePrint } from './unmodelled.ts'
import { declareGlobal, declareLocal, assignVariable } from './variable.ts'
import { block, whileLoop } from './while.ts'
import type { LanguageCommand } from './language-command.ts'

/** Every command by its path, as the catalog spells it. */
export const builtins: ReadonlyMap<string, LanguageCommand> = new Map<string, LanguageCommand>([
  ['/put', put],
  ['/local', declareLocal],
  ['/global', declareGlobal],
  ['/set', assignVariable],
  ['/if', conditional],
  ['/for', counting],
  ['/foreach', foreach],
  ['/while', whileLoop],
  ['/do', block],
  ['/onerror', onerror],
  ['/error', error],
  ['/return', returnValue],
  ['/break', breakLoop],
  ['/continue', continueLoop],
  ['/exit', exit],
  ['/quit', quit],
  ['/retry', retry],
  ['/len', len],
  ['/typeof', typeName],
  ['/find', findPosition],
  ['/pick', pickPart],
  ['/range', makeRange],
  ['/nothing', nothingCommand],
  ['/toarray', toarray],
  ['/tobool', tobool],
  ['/tonum', tonum],
  ['/tostr', tostr],
  ['/toid', toid],
  ['/toip', toip],
  ['/toip6', toip6],
  ['/totime', totime],
  ['/tonsec', tonsec],
  ['/tocrlf', tocrlf],
  ['/tolf', tolf],
  ['/convert', convert],
  ['/serialize', serialize],
  ['/deserialize', deserialize],
  ['/rndnum', rndnum],
  ['/rndstr', rndstr],
  ['/parse', parseCode],
  ['/execute', execute],
  ['/grep', grep],
  ['/jobname', jobname],
  ['/time', measureTime],
  ['/timestamp', timestamp],
  ['/delay', delay],
  ['/resolve', resolve],
  ['/beep', beep],
  ['/import', importFile],
  ['/environment/print', printEnvironment],
  ['/log/debug', debug],
  ['/log/info', info],
  ['/log/warning', warning],
  ['/log/error', failing],
  ['/terminal/ask', askLine],
  ['/terminal/inkey', inkey],
  ['/terminal/cuu', cuu],
  ['/terminal/el', el],
  ['/terminal/style', style],
  ['/undo', undo],
  ['/redo', redo],
  ['/lock', lock],
  ['/password', password],
  ['/recursive-print', recursivePrint],
])
