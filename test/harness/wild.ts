// Owns random texts of the language that need not make sense: every word with every kind of value.
import fc, { type Arbitrary } from 'fast-check'

const atoms: Arbitrary<string> = fc.constantFrom(
  '0', '1', '-1', '7', '63', '64', '9223372036854775807', '-9223372036854775807', '0x1F', 'true', 'no', '""', '"abc"', '"12"',
  '"a b;c=1"', '"1.2.3.4"',
  '1.2.3.4', '10.0.0.0/8', '2001:db8::1', '::/0', '1d2h', '00:00:01.5', '-5s', '{1;2;3}', '{a=1;b={2;3}}', '({})', '[:nothing]', '$a',
  '$b', '$c', '$m', '$nope',
  '$1', '$f', '[:parse ":put 1"]', '[:parse ":put ("]', '(>($a . $1))', '(>[:put x])', '[$f $a]', '[$f (1) x=2]', '($m->"k")', '($m->0)',
  '($m->"k"->1)',
  '"x$a$[:len $b]"', '"[a-z]+(b|c)*"', '"2024-02-30"', '"{\\"a\\":[1,null,\\"2\\"]}"', '[:find $a $b]', '*1F', '"\\E2\\82\\AC"',
)
const binary = fc.constantFrom(
  '+', '-', '*', '/', '%', '.', ',', '&', '|', '^', '<<', '>>', '=', '!=', '<', '<=', '>', '>=', '~', 'in', '&&', '||', '->', '<%%',
)
const prefix = fc.constantFrom('!', '-', '~', 'any ', '>')

/** Words with their arguments; `@` is any value, `#` a block. */
const templates = fc.constantFrom(
  ':len @', ':typeof @', ':tostr @', ':tonum @', ':toarray @', ':toarray @ delimiter=@', ':tobool @', ':toip @', ':toip6 @', ':toid @',
  ':totime @', ':tonsec @',
  ':tocrlf @', ':tolf @', ':find @ @', ':find @ @ @', ':pick @ @', ':pick @ @ @', ':range @ @', ':serialize @ to=json',
  ':serialize @ to=json options=json.pretty',
  ':serialize @ to=dsv delimiter=@ options=dsv.remap',
  ':serialize @ to=dsv delimiter="," options=dsv.ignore-size,dsv.wrap-strings order=@', ':deserialize @ from=json',
  ':deserialize @ from=dsv delimiter=@ options=dsv.array', ':deserialize @ from=dsv delimiter=";" options=dsv.plain',
  ':convert @ to=base64', ':convert @ from=hex to=num',
  ':convert @ from=num to=bit-array-msb', ':convert @ transform=md5 to=hex', ':convert @ from=byte-array to=url',
  ':convert @ from=bit-array-lsb to=raw', ':rndnum from=@ to=@',
  ':rndstr from=@ length=5', ':rndstr from="ab" length=@', ':parse @', ':execute @ as-string', ':execute @', ':grep script=@ pattern=@',
  ':jobname', ':timestamp', ':time #',
  ':put @', ':local a @', ':set a @', ':set b @', ':set ($m->@) @', ':set ($m->@->@) @', ':set ($m->@)', ':global g @', ':set c',
  ':if (@) do=#', ':if (@ = @) do=# else=#',
  ':for i from=@ to=@ do=#', ':for i from=@ to=@ step=@ do=#', ':foreach k,v in=@ do=#', ':foreach v in=@ do=#', ':while (@) do=#',
  ':do # while=(@)', ':do # on-error=#',
  ':onerror e in=# do=#', ':retry # delay=@ max=@ on-error=#', ':error @', ':return @', ':break', ':continue', ':exit', ':log info @',
  ':delay @', '$f @ @', '$f x=@', '[$f @]',
  '/nonsense thing', ':environment print', '/system script environment print', ':local f do=#', ':resolve @',
  '/file add name=@ contents=@', ':import @', ':import @ verbose=yes',
  '/system script add name=@ source=@', '/system script run @', ':put [:typeof [:put @]]',
)

// fast-check wants an alias here: an interface is no record.
type Wild = {
  readonly value: string
  readonly command: string
  readonly block: string
}

const filled = (template: string, values: readonly string[], blocks: readonly string[]): string => {
  let value = 0
  let block = 0
  return template.replace(/[@#]/g, (sign) => (sign === '@' ? values[value++ % values.length]! : blocks[block++ % blocks.length]!))
}

const tree = fc.letrec<Wild>((tie) => ({
  value: fc.oneof(
    { maxDepth: 3, withCrossShrink: true },
    atoms,
    fc.tuple(tie('value'), binary, tie('value')).map(([a, sign, b]) => `(${a} ${sign} ${b})`),
    fc.tuple(prefix, tie('value')).map(([sign, a]) => `(${sign}${a})`),
    tie('command').map((command) => `[${command}]`),
  ),
  command: fc
    .tuple(templates, fc.array(tie('value'), { minLength: 3, maxLength: 3 }), fc.array(tie('block'), { minLength: 2, maxLength: 2 }))
    .map(([template, values, blocks]) => filled(template, values, blocks)),
  block: fc.oneof(
    { maxDepth: 3 },
    fc.constantFrom('{}', '{:put $a}'),
    fc.array(tie('command'), { minLength: 1, maxLength: 2 }).map((parts) => `{${parts.join('; ')}}`),
  ),
}))

const names = [':local a 1', ':local b "bc"', ':local c {1;2}', ':local m {k={1;2};0}', ':local f do={:return ($1 . $x)}', ':local e']

/** A script: some names are declared, then anything. */
export const script: Arbitrary<string> = fc
  .array(
    fc.tuple(tree.command, fc.boolean()).map(([command, caught]) => (caught ? `:do {${command}} on-error={:put no}` : command)),
    { minLength: 1, maxLength: 6 },
  )
  .map((commands) => [...names, ...commands].join('\n'))
