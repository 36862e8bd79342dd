// Owns the rules about language traps: code that a device accepts, but that probably does not do what its author intended.
import type { Fix } from '../../../diagnostic/diagnostic.ts'
import type { DeclaredNames } from '../../declarations.ts'
import { lint } from '../../lint.ts'
import type { LintCode, Finding } from '../../lint-finding.ts'
import type { Body } from '../../../syntax/tree.ts'
import type { Variable } from '../../../syntax/variables.ts'
import { fixesOf, Opens } from '../fixes.ts'
import type { RuleFamily, Rule } from '../rule.ts'

const rules: readonly (Rule & { readonly code: LintCode })[] = [
  {
    code: 'nested-list',
    severity: 'warning',
    about: 'a comma between braces',
    why: "Elements of an array are separated by ';'. A ',' joins two values into a list of its own, so {1,2} is an array with one element.",
    wrong: ':put [:len {1,2}]',
    right: ':put [:len {1;2}]',
  },
  {
    code: 'self-comparison',
    severity: 'warning',
    about: 'a property compared with itself',
    why: `Behind 'where' every property name of the menu means that property, even with a $ in front. A variable of that name is not \
accessible, and the comparison is true for each row.`,
    wrong: ':local name "ether1"\n/interface print where name=$name',
    right: ':local wanted "ether1"\n/interface print where name=$wanted',
  },
  {
    code: 'bare-word',
    severity: 'warning',
    about: 'text without quotes in an expression',
    why: `In ( ) and in the braces of an array a word without quotes is a variable, and an undeclared variable is nothing. As the value \
of an argument the same word is text. Operators and constants have small letters: AND and True are variables.`,
    wrong: ':local weekdays {mon;tue}\n:put [:len $weekdays]',
    right: ':local weekdays {"mon";"tue"}\n:put [:len $weekdays]',
  },
  {
    code: 'nil-by-name',
    severity: 'hint',
    about: 'a comparison with `nil`, which works because the name is undeclared',
    why: `nil and nothing cannot be written as words. '$x = nil' is true for nothing, since the undeclared variable nil is nothing too; a \
declaration of that name would change it. [:typeof $x] distinguishes them: "nothing" and "nil".`,
    wrong: ':local x\n:if ($x = nil) do={:put 1}',
    right: ':local x\n:if ([:typeof $x] = "nothing") do={:put 1}',
  },
  {
    code: 'undeclared-variable',
    severity: 'hint',
    about: 'an undeclared variable',
    why: `A device accepts it as nothing, unless the caller of the script passes an argument of that name. Scripts that a device itself \
runs (netwatch, DHCP, PPP) get such arguments, and so may the source of a script in /system/script, if a call in the file passes that \
name. In a function it is reported if only this script can call it, and does, and no call passes the name, and if a name that the \
function declares differs in one letter.`,
    wrong: ':put $count',
    right: ':local count 1\n:put $count',
  },
  {
    code: 'curly-quotes',
    severity: 'warning',
    about: 'a value that begins with a curly quote',
    why: `Word processors and web pages replace straight quotes. To a device they are letters like others: the value holds them, and ends \
at the first blank.`,
    wrong: '/system identity set name=\xe2\x80\x9cgateway\xe2\x80\x9d',
    right: '/system identity set name="gateway"',
  },
  {
    code: 'numbered-argument',
    severity: 'hint',
    about: 'a $ with a number in a string, outside of functions',
    why: `$1, $2 and so on are the arguments of a function. In a string of a script that is none they are empty: "$5 a month" prints \
" a month". The text of a script can be given arguments only by whoever parses it ([:parse $text]); a string that is only "$1" is taken \
for such an argument.`,
    wrong: ':put "it costs $5 a month"',
    right: ':put "it costs \\$5 a month"',
  },
  {
    code: 'outer-variable',
    severity: 'hint',
    about: 'a function that reads a variable of the surrounding script',
    why: `The body of a function sees no outside name, not even globals: it reads nothing. Declare globals again inside; pass locals as \
arguments.`,
    wrong: ':global site "lab"\n:global show do={:put $site}\n$show',
    right: ':global site "lab"\n:global show do={:global site; :put $site}\n$show',
  },
  {
    code: 'own-value',
    severity: 'warning',
    about: 'a local that is declared with its own value',
    why: `A local exists from its declaration on, its value included: in ':local msg $msg' both names are the new local, which has no \
value yet. It hides what a call passes as msg=.`,
    wrong: ':global show do={:local msg $msg; :put $msg}\n$show msg="hello"',
    right: ':global show do={:local text $msg; :put $text}\n$show msg="hello"',
  },
  {
    code: 'ended-block',
    severity: 'hint',
    about: 'a local that is read outside its block',
    why: `A local ends with the block that declares it, and does not exist before its declaration. Elsewhere the name reads as nothing, \
unless the caller of the script passes an argument of that name.`,
    wrong: ':if (true) do={:local count 1}\n:put $count',
    right: ':local count\n:if (true) do={:set count 1}\n:put $count',
  },
  {
    code: 'mixed-declaration',
    severity: 'warning',
    about: 'one name declared both as local and as global',
    why: 'The first declaration of a name in a scope determines what its readers get; the second one writes a variable that nothing reads.',
    wrong: ':global mode "a"\n:local mode "b"\n:put $mode',
    right: ':global mode "a"\n:local inner "b"\n:put "$mode$inner"',
  },
  {
    code: 'keyed-array-in-text',
    severity: 'warning',
    about: 'an array with keys concatenated with text',
    why: `A text concatenated with an array gives an array with the text in front of each element. Elements with keys are omitted, so \
that nothing may remain.`,
    wrong: ':put ("got " . {a=1})',
    right: ':put ("got " . ({a=1}->"a"))',
  },
  {
    code: 'condition-not-boolean',
    severity: 'warning',
    about: 'a text as a condition',
    why: 'A condition must be true or false. A text fails at run time with "conditional not boolean".',
    wrong: ':if "yes" do={:put 1}',
    right: ':if (true) do={:put 1}',
  },
  {
    code: 'not-equal',
    severity: 'warning',
    about: '`<>` between two values',
    why: `A device reads a '<' and a '>', which makes code of what follows: the comparison fails, or its result is not the one that is \
meant. Not equal is '!='.`,
    wrong: ':put (1 <> 2)',
    right: ':put (1 != 2)',
  },
  {
    code: 'no-fractions',
    severity: 'hint',
    about: 'a number with a decimal point',
    why: `Numbers are whole. 1.5 is the address 1.0.0.5, and 3.14159 the time 00:00:03.141590.`,
    wrong: ':local share 1.5\n:put $share',
    right: ':local share "1.5"\n:put $share',
  },
]

/** The rules of language traps; `trapsIn` finds them. */
export const languageRules: RuleFamily = { rules }

/** Whether a code is only certain if the whole script is known and its caller provides no variables. */
export const isOfWholeScripts = (code: string): boolean => ofWholeScripts.has(code)

/** Codes that are only certain if blocks and functions end where the author intended. */
const ofBlocks: ReadonlySet<string> = new Set<LintCode>(['ended-block', 'numbered-argument'])

const ofWholeScripts: ReadonlySet<string> = new Set<LintCode>(['undeclared-variable', 'bare-word', 'nil-by-name', 'ended-block'])

/** A language trap and its fixes. */
export type TrapFinding = Finding & { readonly fixes: readonly Fix[] }

/**
 * The language traps in a parsed script. `isPartial`: names may be declared elsewhere. `isBroken`, called only if it matters: blocks may
 * end elsewhere than their author thinks. `declared` has the names of the whole script if the body is a part of it, `before` the variables
 * declared before it.
 */
export function trapsIn(
  body: Body,
  { isPartial, isBroken }: { readonly isPartial: boolean; readonly isBroken: () => boolean },
  text: string,
  { declared, before }: { readonly declared: DeclaredNames; readonly before: readonly Variable[] },
): readonly TrapFinding[] {
  const isUnsure = (code: string): boolean => (isPartial && isOfWholeScripts(code)) || (ofBlocks.has(code) && isBroken())
  const sure = lint(body, declared, before, text).filter(({ code }) => !isUnsure(code))
  const opens = new Opens(text)
  return sure.map((trap) => ({ ...trap, fixes: fixesOf(trap, opens, declared) }))
}
