// Owns the tests of what is said about usual mistakes: the device's error stays to the letter, the help says what would be right.
// Evidence of the errors: the oracle's scripts hold the forms marked (oracle), refused at the same place; all others are inferred from the
// grammar, whose places test/grammar/refusal.test.ts has.
import { describe, expect, it } from 'vitest'
import { checkerFor } from '../../src/host/node/catalog-cache.ts'
import { check } from '../../src/index.ts'
import { Source } from '../../src/text/source.ts'

const { check: whole, following } = checkerFor({})

/** A script, the error of its first finding with the place, and the help. */
type Row = readonly [script: string, error: string, help: string]

const assignments: readonly Row[] = [
  [':local i 1\n$i = $i + 1', 'syntax error 2:4', 'a variable gets its value by a command: :set i ($i + 1)'],
  [':local i 1\n$i=$i+1', 'syntax error 2:3', 'a variable gets its value by a command: :set i ($i+1)'],
  [':local i 1\ni = 5', 'syntax error 2:3', 'a variable gets its value by a command: :set i 5'],
  // (oracle) `defserialurl = "..."`
  ['i = 5', 'syntax error 1:3', 'a variable gets its value by a command: :local i 5'],
  ['city = New York', 'syntax error 1:6', 'a variable gets its value by a command: :local city "New York"'],
  [':local i 1\n$i += 2', 'syntax error 2:5', 'a variable gets its value by a command: :set i ($i + 2)'],
  [':local i 1\ni++', 'syntax error 2:2', 'a variable gets its value by a command: :set i ($i + 1)'],
  [':local counter 0\n:set couner 5', 'syntax error 2:6', "nothing declares 'couner' here: did you mean 'counter'?"],
  [
    ':local counter 0\n:set total 5',
    'syntax error 2:6',
    "nothing declares 'total' here: write :local total or :global total first (functions do not see names around them)",
  ],
  [':local x = 5', 'syntax error 1:10', "the value follows the name without '=': :local x 5"],
  [':local x=5', 'expected end of command 1:9', "the value follows the name without '=': :local x 5"],
  [':local x := 5', 'expected end of command 1:11', "the value follows the name without '=': :local x 5"],
  [':local x\n:set x = ($x . "a")', 'syntax error 2:8', 'the value follows the name without \'=\': :set x ($x . "a")'],
  [':local x 1\n:set x += 1', 'expected end of command 2:9', "the value follows the name without '=': :set x ($x + 1)"],
  [':local x 1\n:set x ($x += 1)', 'syntax error 2:13', 'an expression changes no variable: :set x ($x + 1)'],
  [':local x 1\n:put ($x++)', 'syntax error 2:10', 'an expression changes no variable: :set x ($x + 1)'],
  // (oracle) `:global $wan1 1`
  [':local $x 5', 'syntax error 1:8', "a name that is declared has no '$': :local x ..."],
  [':foreach $i in={1;2} do={:put 1}', 'syntax error 1:10', "a name that is declared has no '$': :foreach i ..."],
  [':local list = [1,2]', 'syntax error 1:13', "the value follows the name without '=': :local list {1;2}"],
  [':local row = {"a": 1, "b": 2}', 'syntax error 1:12', 'the value follows the name without \'=\': :local row {"a"=1;"b"=2}'],
  // (oracle) `arp-timeout=auto loop-protect=default`
  ['    arp-timeout=auto mtu=1500', 'syntax error 1:16', "an argument without its command: end the line above with '\\'"],
]

const expressions: readonly Row[] = [
  [':local x 4\n:if $x > 3 do={:put 1}', 'expected end of command 2:8', 'an expression needs parentheses: ($x > 3)'],
  [':local x 4\n:if $x>3 do={:put 1}', 'expected end of command 2:7', 'an expression needs parentheses: ($x>3)'],
  [':if 1=1 do={:put 1}', 'expected end of command 1:6', 'an expression needs parentheses: (1=1)'],
  [':local x 1\n:while $x > 0 do={:set x 0}', 'expected end of command 2:11', 'an expression needs parentheses: ($x > 0)'],
  [':local i 1\n:set i $i+1', 'expected end of command 2:10', 'an expression needs parentheses: ($i+1)'],
  [':local i 1\n:set i $i + 1', 'expected end of command 2:11', 'an expression needs parentheses: ($i + 1)'],
  [':put "a" . "b"', 'expected end of command 1:12', 'an expression needs parentheses: ("a" . "b")'],
  [':put "a"."b"', 'expected end of command 1:9', 'an expression needs parentheses: ("a"."b")'],
  [':local a 1\n:log info "n: " . $a', 'expected end of command 2:19', 'an expression needs parentheses: ("n: " . $a)'],
  [':put !true', 'expected end of command 1:6', 'an expression needs parentheses: (!true)'],
  [':local a {1;2}\n:put $a->0', 'expected end of command 2:8', 'an expression needs parentheses: ($a->0)'],
  [':local a {1;2}\n:put $a[0]', 'expected end of command 2:8', 'an element of an array is ($a->0)'],
  [':local a {1;2}\n:put ($a[0])', 'bad command name 0 (line 2 column 10) 2:10', 'an element of an array is ($a->0)'],
  [':local a {b=1}\n:put ($a["b"])', 'expected command name 2:10', 'an element of an array is ($a->"b")'],
  [':local a {1;2}\n:set a[0] 5', 'expected end of command 2:7', 'an element of an array is ($a->0)'],
  [':local x ["a";"b"]', 'expected command name 1:11', '[ ] runs a command; an array is {1;2;3}'],
  [
    ':local row {a=1}\n:put $row.a',
    'expected end of command 2:10',
    'values have no members: an element is ($row->"a"), a length [:len $row]',
  ],
  [':put 5 / 2', 'bad parameter / (line 1 column 9) 1:8', 'an expression needs parentheses: (5 / 2)'],
  [':local x ()', 'syntax error 1:12', '( ) needs an expression inside'],
  [':if (1 === 1) do={:put 1}', 'syntax error 1:9', "equality is a single '=': (1 = 1)"],
  [':local x 5\n:put ($x > 3 ? "a" : "b")', 'syntax error 2:14', "there is no '? :': write :if (CONDITION) do={...} else={...}"],
  [':put (1 + 2', 'syntax error 1:12', "a ')' is missing in this line"],
  [':if (true) do={ :put (1 + 2 }', 'syntax error 1:29', "a ')' is missing before this '}'"],
  [':local x [ :len "abc" }', 'expected command name 1:23', "a ']' is missing before this '}'"],
  [':if (1=1)) do={:put 1}', 'expected end of command 1:10', "nothing in this line opens this ')'"],
]

const blocks: readonly Row[] = [
  [
    ':if (1=1) do={:put 1} else if (2=2) do={:put 2}',
    'expected end of command 1:31',
    "there is no 'else if': else={ :if (CONDITION) do={...} }",
  ],
  [
    ':if (1=1) do={:put 1} elseif (2=2) do={:put 2}',
    'bad parameter elseif (line 1 column 29) 1:23',
    "there is no 'else if': else={ :if (CONDITION) do={...} }",
  ],
  [
    ':if (1=1) do={\n:put 1\n}\n:else={:put 2}',
    'syntax error 4:6',
    "else= belongs to the :if before it: write it on that line, behind the '}' or ')' (a '\\' at its end joins the next line)",
  ],
  [
    ':if (1=1) do={\n:put 1\n}\nelse {:put 2}',
    'syntax error 4:6',
    "else= belongs to the :if before it: write it on that line, behind the '}' or ')' (a '\\' at its end joins the next line)",
  ],
  [
    ':else',
    'bad command name else (line 1 column 2) 1:2',
    "else= belongs to the :if before it: write it on that line, behind the '}' or ')' (a '\\' at its end joins the next line)",
  ],
  [
    ':if (1=1)\ndo={:put 1}',
    'expected end of command 2:3',
    "do= belongs to the command before it: write it on that line, behind the '}' or ')' (a '\\' at its end joins the next line)",
  ],
  [':if (1=1) then {:put 1}', 'bad parameter then (line 1 column 15) 1:11', ':if has do= and else=, no then='],
  [':if (1=1) do=:put 1', 'bad parameter 1 (line 1 column 20) 1:19', 'code is given in braces: do={ ... }'],
  [':for i=1 to=5 do={:put $i}', 'expected end of command 1:7', ':for takes its bounds by name: :for i from=1 to=10 do={...}'],
  ['for (i=0; i<5; i++) {:put $i}', 'syntax error 1:5', 'the form is :for i from=1 to=10 do={...}'],
  ['foreach (i in list) {:put $i}', 'syntax error 1:9', 'the form is :foreach i in=$list do={...}'],
  [':for i in=1..5 do={:put $i}', 'bad parameter in (line 1 column 10) 1:8', 'the form is :for i from=1 to=10 do={...}'],
]

const calls: readonly Row[] = [
  [':local a 1 :local b 2', 'expected end of command 1:12', "two commands on one line need a ';' between them"],
  [':put 1 , :put 2', 'expected end of command 1:8', "two commands on one line need a ';' between them"],
  [':put :len "abc"', 'expected end of command 1:11', 'a command that gives a value stands in brackets: [:len "abc"]'],
  [':put len "abc"', 'expected end of command 1:10', 'a command that gives a value stands in brackets: [:len "abc"]'],
  [
    ':local x /interface get ether1 name',
    'expected end of command 1:32',
    'a command that gives a value stands in brackets: [/interface get ether1 name]',
  ],
  [':global foo do={:put 1}\nfoo', 'bad command name foo (line 2 column 1) 2:1', "a function in a variable is called with '$': $foo"],
  [':global foo do={:put 1}\n$foo()', 'syntax error 2:5', 'a function takes its arguments without parentheses: $foo'],
  [':global foo do={:put $1}\nfoo(1, 2)', 'syntax error 2:4', 'a function takes its arguments without parentheses: $foo 1 2'],
  [':global addUp do={:return 1}\n:put [addUp 1 2]', 'syntax error 2:10', "a function in a variable is called with '$': $addUp"],
  [
    ':global addUp do={:return 1}\n:put $addUp 1 2',
    'bad parameter 1 (line 2 column 14) 2:13',
    'a function with arguments is called in brackets: [$addUp 1 2]',
  ],
  // (oracle) `[find where name =$varName]`
  [
    ':local v [find where name=$v]',
    'expected end of command 1:26',
    ':find searches texts and arrays: for rows write the menu before it, [/interface find where ...]',
  ],
]

const foreign: readonly Row[] = [
  // (oracle) `ROSVER=`, `Usage:` and others: capitals are refused so
  [':LOCAL x 1', 'expected command name 1:2', 'names of commands have small letters: local'],
  ['If (1=1) do={:put 1}', 'expected command name 1:1', 'names of commands have small letters: if'],
  // (oracle) `//`
  ['// a comment', 'syntax error 1:2', "a comment starts with '#', at the start of a line or behind ';'"],
  ['/* a comment */', 'expected command name 1:2', "a comment starts with '#', at the start of a line or behind ';'"],
  [':put 1 // a comment', 'bad parameter // (line 1 column 10) 1:8', "a comment starts with '#', at the start of a line or behind ';'"],
  ['-- a comment', 'bad command name -- (line 1 column 1) 1:1', "a comment starts with '#', at the start of a line or behind ';'"],
  // (oracle) prompts
  ['[admin@MikroTik] > :put 1', 'syntax error 1:7', 'leave out the prompt: [admin@MikroTik] >'],
  ['> :put 1', 'expected command name 1:1', "leave out the '>' of the prompt"],
  // (oracle) `status: finished`
  ['      status: finished', 'syntax error 1:13', 'this is no command: it looks like what a command printed'],
  ['function foo {:put 1}', 'syntax error 1:14', "there is no 'function': the language has :global NAME do={...}, called as $NAME"],
  // (oracle) `var activeUsers = {}`
  ['var x = 5', 'syntax error 1:7', "there is no 'var': the language has :local NAME VALUE"],
  // (oracle) `echo "..."`
  ['echo "a"', 'bad command name echo (line 1 column 1) 1:1', "there is no 'echo': the language has :put TEXT"],
  [':try {:put 1}', 'syntax error 1:6', "there is no 'try': the language has :do {...} on-error={...}"],
  [':log "text"', 'expected command name 1:6', ':log needs a topic: :log info "text" (or debug, warning, error)'],
  ['/ip address show', 'bad command name show (line 1 column 13) 1:13', "did you mean 'print'?"],
  ['/interface print | grep ether', 'expected end of command 1:18', 'there are no pipes: select rows with print where name~"text"'],
]

const texts: readonly Row[] = [
  [':put "say "hi""', 'expected end of command 1:12', 'a \'"\' inside a string is written \\"'],
  ['/system script add name=a source="\n:put "hi"\n"', 'expected end of command 2:7', 'a \'"\' inside a string is written \\"'],
  [':put "c:\\users"', 'expected message value 1:10', "a '\\' inside a string is written \\\\"],
  [':put "cost $ 5"', 'syntax error 1:13', "a '$' must precede a name, '(' or '[': for a literal one write \\$ in a text"],
  [':local name "x"\n:put "hello ${name}"', 'syntax error 2:14', 'in a text a variable is $name, an expression $(...), a command $[...]'],
  [":put 'abc'", 'syntax error 1:6', 'single quotes do not quote: use double quotes'],
  ['/system script add name=a source={ :log info "x }', 'syntax error 1:34', 'the " of line 1 is not closed'],
]

const values: readonly Row[] = [
  [
    '/tool fetch url=http://a.example/x?y=1',
    'expected end of command 1:37',
    'quote a value that has a \'=\': url="http://a.example/x?y=1"',
  ],
  ['/ppp secret add name=a password=b$c', 'expected end of command 1:34', 'quote a value that has a \'$\': password="b\\$c"'],
  [
    '/ip dns set servers=1.1.1.1;8.8.8.8',
    'bad command name 8.8.8.8 (line 1 column 29) 1:29',
    "';' ends the command: a list is written with ',': servers=1.1.1.1,8.8.8.8",
  ],
  [
    '/ppp secret add name=a password=b;c',
    'bad command name c (line 1 column 35) 1:35',
    '\';\' ends the command: quote a value that has one: password="b;c"',
  ],
  [':local x 1;2', 'bad command name 2 (line 1 column 12) 1:12', "';' ends the command: an array is in braces, {1;2}"],
  [
    '/ip firewall filter add chain=input protocol=tcp dst-port=80, 443',
    'bad parameter 443 (line 1 column 66) 1:63',
    "no blank behind ',': dst-port=80,443",
  ],
  [':delay 5 s', 'bad parameter s (line 1 column 11) 1:10', 'a time is one word: 5s'],
  [
    '/interface set ether1 name=my bridge',
    'bad parameter bridge (line 1 column 37) 1:31',
    'a text with blanks needs quotes: name="my bridge"',
  ],
  [':log info some text', 'bad parameter text (line 1 column 20) 1:16', 'a text with blanks needs quotes: "some text"'],
  [
    '/ip address add 192.0.2.1/24 interface=ether1',
    'bad parameter 192.0.2.1/24 (line 1 column 29) 1:17',
    "a value needs the name of its argument: 'address=192.0.2.1/24'",
  ],
  ['/ip address add --address=192.0.2.1/24', 'expected end of command 1:26', 'an argument is written as address=...'],
  ['/ip address add address: 192.0.2.1/24', 'expected end of command 1:24', 'an argument is written as address=...'],
  [
    '/tool/fetch url="http://a" http-data={"a":1}',
    'syntax error 1:38',
    'quote a text that has braces: http-data="{...}", with \\" for each \'"\' in it',
  ],
  ['/interface disable ether1 ether2', 'bad parameter ether2 (line 1 column 33) 1:27', 'several items are a list: ether1,ether2'],
  ['/interface print name=ether1', 'bad parameter name (line 1 column 22) 1:18', 'rows are selected behind where: print where name=ether1'],
  [
    '/ip address remove where interface=ether1',
    'bad parameter interface (line 1 column 35) 1:26',
    'rows are selected in brackets: [find where interface=ether1]',
  ],
]

const colon = "a ':' does not separate a key from its value: it is part of the name of a variable"

/** Scripts that a device accepts, with findings of offbox. */
const accepted: readonly Row[] = [
  [':put ("say "hi"")', "'hi' without quotes is a variable here, and nothing declares it 1:13", 'a \'"\' inside a string is written \\"'],
  [
    ':put (:len "abc")',
    '\':len "abc"\' is no command here: its words are variables, and nothing declares them 1:7',
    'a command is called in brackets: [:len "abc"]',
  ],
  [
    ':if ([:find "a" "b"] = nil) do={}',
    "'nil' is not a keyword: it is an undeclared variable, which is nothing 1:24",
    'what is meant is [:typeof [...]] = "nil"',
  ],
  [
    ':if (:typeof[:nothing] = "nil") do={}',
    '\':typeof[:nothing] = "nil"\' is no command here: its words are variables, and nothing declares them 1:6',
    'a command is called in brackets: [:typeof[:nothing] = "nil"]',
  ],
  [
    ':global foo { :put 1 }',
    "':put 1' is no command here: its words are variables, and nothing declares them 1:15",
    'a command is called in brackets: [:put 1]; the code of a function is given with do={...}',
  ],
  [':put {"a":1}', `${colon} 1:7`, 'the key of an element has a \'=\': {"a"=1}'],
  [':put {a:1}', `${colon} 1:7`, "the key of an element has a '=': {a=1}"],
  [':put {a:1;b:"c";"d":2}\n:put {a:1}', `${colon} 1:7`, "the key of an element has a '=': {a=1}"],
  [
    ':put (/ip address find)\n:put (/ip address find)',
    "'/ip address find' is no command here: its words are variables, and nothing declares them 1:7",
    'a command is called in brackets: [/ip address find]',
  ],
  [':put (1 != 2 && 1 <> 3 || !true)', "'<>' is no operator: it is a '<' and a '>' that defers what follows 1:19", "not equal is '!='"],
  [
    ':local x "a"\n:put ($x like "a")',
    "'like' without quotes is a variable here, and nothing declares it 2:10",
    'the language has ~ (a regular expression); write "like" for the text',
  ],
  ['/system identity set name=“gateway”', 'curly quotes do not quote: they are part of the value 1:27', 'use straight ones, "..."'],
  [
    '/ip pool\nadd name=“a” ranges=10.0.0.2-10.0.0.9',
    'curly quotes do not quote: they are part of the value 2:10',
    'use straight ones, "..."',
  ],
  [':put "cost $5"', "'$5' is an argument of a function, and this is none: it is empty 1:12", 'for the sign itself write \\$5'],
]

const kinds = { assignments, expressions, blocks, calls, foreign, texts, values, accepted }

describe.each(Object.entries(kinds))('%s', (_, rows) => {
  it.each(rows)('%j', (script, error, help) => {
    const [found] = check(script)
    expect(`${found?.message} ${found?.line}:${found?.column}`).toBe(error)
    expect(found?.help).toBe(help)
    // Also checked in chunks, as in an editor.
    expect(following()(new Source(script))).toEqual(whole(new Source(script)))
  })
})

describe('correct code has no help', () => {
  it.each([
    ':local i 1; :set i ($i + 1)',
    ':if (1=1) do={:put 1} else={:if (2=2) do={:put 2}}',
    ':if (1=1) do={:put 1} else {:put 2}',
    ':for i from 1 to 5 do={:put $i}',
    ':foreach i in {1;2} do={:put $i}',
    '{\r\n\t:local x 1\r\n\t:put $x\r\n}\r\n',
    ':put (1 != 2 && 1 > 3 || !true)',
    '/ip dns set servers=1.1.1.1,8.8.8.8',
    ':local a 1;:local b 2; :put "$a$b"',
    ':global f do={:put "cost $1"}; $f 5',
    ':put "cost \\$5"',
  ])('%j', (script) => {
    expect(check(script)).toEqual([])
  })
})

describe('names behind a refused word', () => {
  it('have no help of their own', () => {
    expect(check(':log info some text of mine').map(({ help }) => help !== undefined)).toEqual([true, false, false])
  })
})
