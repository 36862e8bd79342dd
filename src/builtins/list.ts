// Owns the list of the language's commands: the behaviour of each by its path.
import { convert, deserialize, serialize } from './convert.ts'
import { delay } from './delay.ts'
import { environment } from './environment.ts'
import { execute, grep, jobname, parse } from './execute.ts'
import { counting } from './for.ts'
import { each } from './foreach.ts'
import { conditional } from './if.ts'
import { importFile } from './import.ts'
import { debug, failing, info, warning } from './log.ts'
import { error, onerror, retry } from './onerror.ts'
import { find, len, nothingCommand, pick, range, typeName } from './pick.ts'
import { put } from './put.ts'
import { rndnum, rndstr } from './random.ts'
import { resolve } from './resolve.ts'
import { exit, returnValue, leave, next, quit } from './return.ts'
import { ask, beep, cuu, el, inkey, style } from './terminal.ts'
import { time, timestamp } from './time.ts'
import { toarray, tobool, tocrlf, toid, toip, toip6, tolf, tonsec, tonum, tostr, totime } from './to.ts'
import { redo, undo } from './undo.ts'
import { lock, password, recursivePrint } from './unmodelled.ts'
import { global, local, set } from './variable.ts'
import { block, whileLoop } from './while.ts'
import type { LanguageCommand } from './language-command.ts'

/** Every command by its path, as the catalog spells it. */
export const builtins: ReadonlyMap<string, LanguageCommand> = new Map<string, LanguageCommand>([
  ['/put', put],
  ['/local', local],
  ['/global', global],
  ['/set', set],
  ['/if', conditional],
  ['/for', counting],
  ['/foreach', each],
  ['/while', whileLoop],
  ['/do', block],
  ['/onerror', onerror],
  ['/error', error],
  ['/return', returnValue],
  ['/break', leave],
  ['/continue', next],
  ['/exit', exit],
  ['/quit', quit],
  ['/retry', retry],
  ['/len', len],
  ['/typeof', typeName],
  ['/find', find],
  ['/pick', pick],
  ['/range', range],
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
  ['/parse', parse],
  ['/execute', execute],
  ['/grep', grep],
  ['/jobname', jobname],
  ['/time', time],
  ['/timestamp', timestamp],
  ['/delay', delay],
  ['/resolve', resolve],
  ['/beep', beep],
  ['/import', importFile],
  ['/environment/print', environment],
  ['/log/debug', debug],
  ['/log/info', info],
  ['/log/warning', warning],
  ['/log/error', failing],
  ['/terminal/ask', ask],
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
