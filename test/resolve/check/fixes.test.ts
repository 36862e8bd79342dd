// Owns the tests of preferred fixes: the text after `check --fix`, and mistakes without a preferred fix.
import { describe, expect, it } from 'vitest'
import { loadFacts } from '../../../src/host/node/facts.ts'
import { createChecker } from '../../../src/resolve/check/checker.ts'
import { Source } from '../../../src/text/source.ts'

const checker = createChecker({ packages: 'all' }, loadFacts)
const exported = '# 2024-05-01 10:00:00 by RouterOS 7.22\n'

/** Applies the preferred fixes of the findings, the last first. */
function fixed(text: string): string {
  const edits = checker
    .check(new Source(text))
    .flatMap(({ fixes = [] }) => fixes.filter(({ preferred }) => preferred).flatMap((fix) => fix.edits))
    .toSorted((a, b) => b.from - a.from)
  return edits.reduce((now, edit) => `${now.slice(0, edit.from)}${edit.text}${now.slice(edit.to)}`, text)
}

describe('a preferred fix', () => {
  it.each([
    [
      'keeps the ! of a list',
      `${exported}/interface list\nadd name=WAN\n/ip firewall filter\nadd action=drop chain=input in-interface=!WAN\n`,
      'in-interface=!WAN',
      'in-interface-list=!WAN',
    ],
    [
      'writes the new name of a row',
      '/interface bridge add name=br1\n/interface bridge set br1 name=lan\n/ip address add address=192.0.2.1/24 interface=br1\n',
      'interface=br1',
      'interface=lan',
    ],
    [
      'replaces one element of a list',
      '/interface ethernet set [find default-name=ether1] name=wan\n/queue simple add target=ether10,ether1\n',
      'ether10,ether1',
      'ether10,wan',
    ],
    [
      'mends two swapped letters of a name',
      `${exported}/ip pool\nadd name=lan ranges=192.0.2.10-192.0.2.20\n/ip dhcp-server\nadd address-pool=lna interface=ether1 name=d\n`,
      'address-pool=lna',
      'address-pool=lan',
    ],
    [
      'calls a command in brackets',
      ':put (/ip address find where interface=ether1)',
      '(/ip address find where interface=ether1)',
      '[/ip address find where interface=ether1]',
    ],
    ['does so in a text', ':put "it is $(/system identity get name)"', '$(/system identity get name)', '$[/system identity get name]'],
    ['writes = behind a key in quotes', ':put {"x":1;y=2}', '"x":1', '"x"=1'],
    ['writes = behind a key', ':put {x: "a";y=2}', 'x: "a"', 'x="a"'],
    ['writes = behind keys of arrays in arrays', ':put {x={y:1}}', 'y:1', 'y=1'],
    ['writes !=', ':put ("a" <> "b")', '<>', '!='],
    ['mends a letter that is left out', '/ip firewall filter add chain=input action="acept"', '"acept"', '"accept"'],
  ])('%s', (_, text, wrong, right) => {
    expect(fixed(text)).toBe(text.replace(wrong, right))
  })

  it.each([
    ['a value of which another is similar', '/system clock set time-zone-name=Europe/Munich'],
    [
      'a name without its number',
      `${exported}/interface bridge\nadd name=bridge1\n/ip address\nadd address=192.0.2.1/24 interface=bridge\n`,
    ],
    ['a name with a number', `${exported}/interface bridge\nadd name=bridge\n/ip address\nadd address=192.0.2.1/24 interface=bridge1\n`],
    [
      'a name that may be the plural of another',
      `${exported}/ip pool\nadd name=guests ranges=192.0.2.2\n/ip pool\nadd name=a next-pool=guest\n`,
    ],
    ['a command that is compared', ':put (/ip address find = "")'],
    ['a command behind an operator', ':put ("a" . /ip address find)'],
    ['elements with keys and commas', ':put {"x":1,"y":2}'],
    ['a value of several words', ':put (ether1 name)'],
    ['a reference that is similar to the own name', '/queue simple add name=q1 target=bridge parent=q0'],
  ])('is not offered for %s', (_, text) => {
    expect(checker.check(new Source(text))).not.toEqual([])
    expect(fixed(text)).toBe(text)
  })
})

describe('a suggestion', () => {
  it.each([
    [':put (/ip address find)', 'a command is called in brackets: [/ip address find]'],
    [':global f { :put 1 }', 'a command is called in brackets: [:put 1]; the code of a function is given with do={...}'],
  ])('%s', (text, help) => {
    expect(checker.check(new Source(text)).map((found) => found.help)).toEqual([help])
  })

  it('is never the name of the row itself', () => {
    const [found] = checker.check(new Source('/queue simple add name=q1 target=bridge parent=q0'))
    expect([found?.help, found?.fixes]).toEqual([undefined, undefined])
  })
})
