// Owns the tests of printed forms. Cases with an id are conformance rows; the others follow rules derived from the forms of whole scripts.
import { describe, expect, it } from 'vitest'
import { parseText } from '../../grammar/parse.ts'
import { Refusal } from '../../grammar/refusal.ts'
import { createDevice } from '../../src/index.ts'
import { formOf, formOfBody, formOfNode } from '../../src/resolve/form.ts'
import type { Node, Script } from '../../src/syntax/tree.ts'
import { Source } from '../../src/text/source.ts'
import { catalogOf } from '../harness/catalog.ts'
import { existing } from '../harness/existing.ts'

const parsed = (source: Source, release: string): Script => {
  const got = parseText(source, { root: catalogOf(release).root })
  if (got instanceof Refusal) throw new Error(`${got.message} at ${got.offset}`)
  return got.script
}
const form = (text: string, release = '7.22.1'): string => {
  const source = new Source(text)
  return formOf(parsed(source, release), source)
}
/** Returns the value of an argument of the first statement. */
const argument = (source: Source, name: string): Node => {
  const [first] = parsed(source, '7.22.1').body.statements
  if (first?.kind !== 'invocation') throw new Error('no command')
  return existing(first.given.find((given) => given.argument.name === name)?.value, name)
}

describe('scripts', () => {
  it.each([
    ['', ''],
    ['# nothing', '/'],
    [':put 1', '(evl /putmessage=1)'],
    [':put 1; :put 2\n:put 3', '(evl /putmessage=1);(evl /putmessage=2);(evl /putmessage=3)'],
    ['\n:put 1', '/;(evl /putmessage=1)'],
    ['/ip arp\nprint', '/ip/arp/;(evl /ip/arp/print)'],
    ['/ip arp\n;print', '/ip/arp/;/ip/arp/;(evl /ip/arp/print)'],
    ['/ip arp { print }', '(evl (evl /ip/arp/print))'],
    ['/ip arp {\nprint }', '(evl /ip/arp/ (evl /ip/arp/print))'],
    ['{ :put 1; :put 2 }', '(evl (evl /putmessage=1) (evl /putmessage=2))'],
    ['{ :put 1; }', '(evl (evl /putmessage=1) /)'],
    [':put a } never read', '(evl /putmessage=a)'],
  ])('%j', (text, want) => {
    expect(form(text)).toBe(want)
  })
})

describe('commands', () => {
  it.each([
    ['/ip addr print', '(evl /ip/address/print)'],
    [':onerror e,more in={} do={}', '(evl /onerrordo=;(evl /);error=$e;$more;in=;(evl /))'],
    [':put na\\\n\n  me', '(evl /putmessage=name)'],
    ['/ip/address/print\\\n  as-value', '(evl /ip/address/printas-value=true)'],
    ['/ip/address/print proplist=address\\\n  as-value', '(evl /ip/address/printas-value=address;proplist=address)'],
    ['/ip/address/add address=$a\\\n  interface=b', '(evl /ip/address/addaddress=$a;interface=b)'],
    [
      ':local na\\\nme 5; /ip/add\\\nress/print; :put $na\\\nme',
      '(evl /localname=$name;value=5);(evl /ip/address/print);(evl /putmessage=$name)',
    ],
    [':put mess\\\nage={ab\\\nc\\\nd=1\\\n2}', '(evl /putmessage=abcd=12)'],
    [
      '/ip/firewall/filter/add chain=inp\\\nut\\\naction=drop\\\n  comment=$a\\\nlog=yes',
      '(evl /ip/firewall/filter/addaction=drop;chain=input;comment=$a;log=true)',
    ],
    ['$f a=b\\\nc=d', '(<%% $f (> $f);a=b;c=d)'],
    [':pick abc 1 2', '(evl /pickbegin=1;counter=abc;end=2)'],
    [':if (1=1) do={:put 1} else={}', '(evl /ifcondition=(= 1 1);do=;(evl (evl /putmessage=1));else=;(evl /))'],
    [':global f do={:put $1}; $f a b=c', '(evl /globaldo=;(evl (evl /putmessage=$1));name=$f);(<%% $f (> $f);a;b=c)'],
    ['$f b=2 a=1 c', '(<%% $f (> $f);c;a=1;b=2)'],
    [':foreach k,v in={1} do={}', '(evl /foreachcounter=$k;$v;do=;(evl /);in=1)'],
    ['/tool fetch url=x as-value output=user', '(evl /tool/fetchas-value=x;output=user;url=x)'],
    ['/ip address print detail as-value', '(evl /ip/address/printas-value=true;detail=true)'],
    ['/tool fetch src-address=', '(evl /tool/fetch)'],
    ['/system script add name=x source={:put {1}}', '(evl /system/script/addname=x;source=:put {1})'],
    [':put -1', '(evl /putmessage=-1)'],
  ])('%s', (text, want) => {
    expect(form(text)).toBe(want)
  })

  it('that are unknown have their message and words: F028', () => {
    expect(form('/zzz qqq print a=1')).toBe('(<%% bad command name zzz (line 1 column 2) zzz;qqq;print;a=1)')
  })

  it('with an unknown parameter have no arguments: F023', () => {
    const want = '(evl bad parameter bogus-attr (line 1 column 36) /ip/address/print)'
    expect(form('/ip address print detail bogus-attr=1', '7.23')).toBe(want)
  })
})

describe('brackets and parentheses as statements', () => {
  it.each([
    ['(1)', '(<%% 1 )'],
    ['(>[])', '(<%% (> (evl /)) )'],
    ['[:put 1]', '(<%% (evl /putmessage=1) )'],
    ['\n:put 1\n[:put 2]; :put 3', '(<%% (evl /;(evl /putmessage=1);(evl /putmessage=2)) );(evl /putmessage=3)'],
    [':return [[:parse $x]]', '(evl /returnvalue=(evl (<%% (evl /parsevalue=$x) )))'],
  ])('%j', (text, want) => {
    expect(form(text)).toBe(want)
  })
})

describe('expressions', () => {
  it.each([
    ['1 + (2 + 3)', '(+ 1 2 3)'],
    ['1 - (2 - 3)', '(- 1 (- 2 3))'],
    ['"a" . "b\\nc" . ("d" . $x)', '(. a b \n c d $x)'],
    ['"a\\$b" ~ "x"', '(~ (. a $ b) x)'],
    ['$v * -1', '(* $v (- 1))'],
    ['1 not 2', '(  1 $not 2)'],
    ['[:len 1] = 1', '(= (evl (evl /lenvalue=1)) 1)'],
    ['{1;$a=1,2}', '1;(, (= $a 1) 2)'],
    ['{b=1;a=2;c;{d}}', '$c;$d;a=2;b=1'],
    ['{a={b=1};2}', '2;a=b=1'],
    ['{-1=}', '-1'],
  ])('(%s)', (text, want) => {
    expect(form(`:put (${text})`)).toBe(`(evl /putmessage=${want})`)
  })

  it.each([
    ['"$a"', '$a'],
    ['"$a b$($c . 1)"', '(. $a  b $c 1)'],
    ['"a\\\n   b"', '(. a b)'],
    ['"$[:len $a]"', '(evl (evl /lenvalue=$a))'],
    ['""', ''],
  ])('%j', (text, want) => {
    expect(form(`:put ${text}`)).toBe(`(evl /putmessage=${want})`)
  })
})

describe('conditions', () => {
  const arp = '$address;$mac-address;$interface;$published;$status;$vrf;$invalid;$dhcp;$dynamic;$published;$complete;$disabled;$comment'
  const all = `${arp};$.id;$.nextid;$.dead;$.about`

  it('list the properties of the menu: S052', () => {
    expect(form('/ip/arp/find address=1.1.1.1')).toBe(`(evl /ip/arp/findwhere=${all};(= $address 1.1.1.1);5)`)
    const block = '(evl (evl /ip/arp/ (evl /putmessage=$address)))'
    expect(form('/ip/arp/find [{\n:put $address}]')).toBe(`(evl /ip/arp/findwhere=${all};${block};5)`)
  })

  it('without properties end with 0, and words that only start with a property name are not properties', () => {
    expect(form('/ip/arp/find where $x')).toBe(`(evl /ip/arp/findwhere=${all};$x;0)`)
    expect(form('/ip/arp/find where status-name=1')).toBe(`(evl /ip/arp/findwhere=${all};(= (- $status $name) 1);0)`)
  })
})

describe('code values', () => {
  it('of a function contain its body: J048', () => {
    const source = new Source(':global fn do={:put "$1 $2"}')
    const block = argument(source, 'do')
    if (block.kind !== 'block') throw new Error('no block')
    expect(formOfBody(block.body, source)).toBe('(evl (evl /putmessage=(. $1   $2)))')
    expect(formOfNode(block, source)).toBe('(evl (evl /putmessage=(. $1   $2)))')
  })

  it('of a deferred expression contain it: J057', () => {
    const source = new Source(':put (>[:do {:put "$1"}])')
    const group = argument(source, 'message')
    if (group.kind !== 'group' || group.inner.kind !== 'operation') throw new Error('no operation')
    expect(formOfNode(existing(group.inner.operands[0], 'operand'), source)).toBe('(evl (evl /docommand=;(evl (evl /putmessage=$1))))')
  })
})

describe('lists and parts of arguments', () => {
  const printed = (text: string): string => createDevice({ release: '7.22.1' }).run(`:put [:parse "${text}"]`).output.trim()

  it.each([
    // A comma makes a list only in an argument that takes a list.
    [
      '/interface vlan add interface=ether1,ether2 name=a,b vlan-id=5',
      '(evl /interface/vlan/addinterface=ether1,ether2;name=a,b;vlan-id=5)',
    ],
    [
      '/ip firewall filter add chain=forward in-interface=a,b src-address=1.1.1.1,2.2.2.2',
      '(evl /ip/firewall/filter/addchain=forward;in-interface=;a,b;src-address=;1.1.1.1,2.2.2.2)',
    ],
    [
      '/ip firewall filter add chain=forward dst-port=1,2-3 connection-state=!new,related',
      '(evl /ip/firewall/filter/addchain=forward;connection-state=true;new;related;dst-port=;1;2-3)',
    ],
    ['/console inspect path=ip,route request=self', '(evl /console/inspectpath=ip;route;request=self)'],
    // Each element may be negated.
    [
      '/ip firewall filter add chain=forward hotspot=auth,!http tcp-flags=syn,!ack',
      '(evl /ip/firewall/filter/addchain=forward;hotspot=;auth;true;http;tcp-flags=;syn;true;ack)',
    ],
    // A value of several parts; omitted parts are empty.
    [
      '/ip firewall filter add chain=forward limit=10,5:packet nth=3,1',
      '(evl /ip/firewall/filter/addchain=forward;limit=;10;;5;packet;nth=;3;1)',
    ],
    ['/ip address add address=10.9 interface=ether1', '(evl /ip/address/addaddress=10.0.0.9;;interface=ether1)'],
    // Brackets in a message are resolved in the surrounding menu.
    [
      '/system script { :log warning [:len [find]] }',
      '(evl (evl /log/warningmessage=(evl (evl /lenvalue=(evl (evl /system/script/find))))))',
    ],
  ])('%s', (text, form) => {
    expect(printed(text)).toBe(form)
  })
})
