// Owns the rules of the language's traps: what a device accepts and hardly anybody means.
import type { Fix } from '../../../diagnostic/diagnostic.ts'
import type { Declared } from '../../declarations.ts'
import { lint, type Code, type Finding } from '../../lint.ts'
import type { Body, Variable } from '../../../syntax/tree.ts'
import { fixesOf, Opens } from '../mend.ts'
import type { Family, Rule } from '../rule.ts'

const rules: readonly (Rule & { readonly code: Code })[] = [
  {
    code: 'nested-list',
    severity: 'warning',
    about: 'a comma between braces',
    why: `Members of an array are separated by ';'. A ',' joins two values to a list of its own, so {1,2} is an array with one member.`,
    wrong: ':put [:len {1,2}]',
    right: ':put [:len {1;2}]',
  },
  {
    code: 'self-comparison',
    severity: 'warning',
    about: 'a property compared with itself',
    why: `Behind 'where', every name of a property of the menu means that property, with a $ in front too. A variable of that name cannot be
asked for, and the comparison holds for each item.`,
    wrong: ':local name "ether1"\n/interface print where name=$name',
    right: ':local wanted "ether1"\n/interface print where name=$wanted',
  },
  {
    code: 'bare-word',
    severity: 'warning',
    about: 'text without quotes in an expression',
    why: `Between ( ) and in the braces of an array a word without quotes is a variable, and one that nothing declares reads as nothing. \
As the
value of an argument the same word is text.`,
    wrong: ':local weekdays {mon;tue}\n:put [:len $weekdays]',
    right: ':local weekdays {"mon";"tue"}\n:put [:len $weekdays]',
  },
  {
    code: 'nil-by-name',
    severity: 'hint',
    about: 'a comparison with `nil` that works because nothing declares it',
    why: `Values that are nil or nothing have no name. '$x = nil' holds for what is nothing, since a variable that nothing declares reads as
nothing too; a declaration of that name would change it. [:typeof $x] tells both apart: "nothing" and "nil".`,
    wrong: ':local x\n:if ($x = nil) do={:put 1}',
    right: ':local x\n:if ([:typeof $x] = "nothing") do={:put 1}',
  },
  {
    code: 'undeclared-variable',
    severity: 'hint',
    about: 'a variable that nothing declares',
    why: `A device accepts it and reads nothing, unless whoever runs the script gives an argument of that name. Scripts that a device \
runs itself
(netwatch, DHCP, PPP) get such arguments. In a function it is told where only this script can call it and no call gives the name, and
where a name that the function declares differs in one letter.`,
    wrong: ':put $count',
    right: ':local count 1\n:put $count',
  },
  {
    code: 'outer-variable',
    severity: 'hint',
    about: 'a function that reads a variable of the script around it',
    why: `The body of a function knows no name from outside, globals neither: it reads nothing. Globals are declared again inside; what \
is local
is given with the call.`,
    wrong: ':global site "lab"\n:global show do={:put $site}\n$show',
    right: ':global site "lab"\n:global show do={:global site; :put $site}\n$show',
  },
  {
    code: 'own-value',
    severity: 'warning',
    about: 'a local that is declared with its own value',
    why: `A local is there from its declaration on, its value included: in ':local msg $msg' both names are the new local, which has \
nothing yet.
What a call passes as msg= is hidden by it.`,
    wrong: ':global show do={:local msg $msg; :put $msg}\n$show msg="hello"',
    right: ':global show do={:local text $msg; :put $text}\n$show msg="hello"',
  },
  {
    code: 'ended-block',
    severity: 'hint',
    about: 'a local that is read outside its block',
    why: `A local ends with the block that declares it, and is not there before its declaration. Elsewhere the name reads as nothing, \
unless
whoever runs the script gives an argument of that name.`,
    wrong: ':if (true) do={:local count 1}\n:put $count',
    right: ':local count\n:if (true) do={:set count 1}\n:put $count',
  },
  {
    code: 'mixed-declaration',
    severity: 'warning',
    about: 'one name as local and as global',
    why: 'The first declaration of a name in a scope decides what its readers get; the second one writes where nobody looks.',
    wrong: ':global mode "a"\n:local mode "b"\n:put $mode',
    right: ':global mode "a"\n:local inner "b"\n:put "$mode$inner"',
  },
  {
    code: 'keyed-array-in-text',
    severity: 'warning',
    about: 'an array with keys put together with text',
    why:
      'Text and an array give an array with the text in front of each element. Elements with keys are left out, so that ' +
      'nothing may remain.',
    wrong: ':put ("got " . {a=1})',
    right: ':put ("got " . ({a=1}->"a"))',
  },
  {
    code: 'condition-not-boolean',
    severity: 'warning',
    about: 'a text as a condition',
    why: 'A condition has to be true or false. Text fails with "conditional not boolean" when the script comes there.',
    wrong: ':if "yes" do={:put 1}',
    right: ':if (true) do={:put 1}',
  },
  {
    code: 'no-fractions',
    severity: 'hint',
    about: 'a number with a point',
    why: `Numbers are whole. 1.5 is the address 1.0.0.5, and 3.14159 the time 00:00:03.141590.`,
    wrong: ':local share 1.5\n:put $share',
    right: ':local share "1.5"\n:put $share',
  },
]

/** Traps of the language; `trapsIn` finds them. */
export const language: Family = { rules }

/** Codes that are only sure where the whole script is known, and whoever runs it gives it no variables. */
export const isOfWholeScripts = (code: string): boolean => ofWholeScripts.has(code)

const ofWholeScripts: ReadonlySet<string> = new Set<Code>(['undeclared-variable', 'bare-word', 'nil-by-name', 'ended-block'])

/** A trap of the language, and what would mend it. */
export type Trap = Finding & { readonly fixes: readonly Fix[] }

/**
 * What the rules find in a script that parses. `partial`: names may be declared elsewhere. `declared` are the names of the whole script,
 * where the body is only a part of it, and `before` what is declared in front of that.
 */
export function trapsIn(
  body: Body,
  partial: boolean,
  text: string,
  { declared, before }: { readonly declared: Declared; readonly before: readonly Variable[] },
): readonly Trap[] {
  const found = lint(body, declared, before)
  const sure = partial ? found.filter(({ code }) => !isOfWholeScripts(code)) : found
  const opens = new Opens(text)
  return sure.map((trap) => ({ ...trap, fixes: fixesOf(trap, opens, declared) }))
}
