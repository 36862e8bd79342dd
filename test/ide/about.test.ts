// Owns the tests of descriptions: each is declared once, and completion, hover, console help, agents and the table of menus use it.
import { describe, expect, it } from 'vitest'
import { builtins } from '../../src/builtins/list.ts'
import { Router } from '../../src/device/router.ts'
import { memoryHost } from '../../src/host/memory.ts'
import { checkerFor } from '../../src/host/node/catalog-cache.ts'
import { aboutArgument, aboutEntry } from '../../src/ide/about.ts'
import { completionsAt } from '../../src/ide/complete.ts'
import { Document } from '../../src/ide/document.ts'
import { hoverAt } from '../../src/ide/hover.ts'
import { lookedUp } from '../../src/ide/mcp/lookup.ts'
import { extensions, menus } from '../../src/menus/list.ts'
import { modelledMenus } from '../harness/modelled-menus.ts'
import { KnownCommand } from '../../src/schema/known-command.ts'
import { KnownMenu } from '../../src/schema/known-menu.ts'
import { hintAt, offersAt } from '../../src/shell/assistant.ts'
import { Source } from '../../src/text/source.ts'
import { catalogOf } from '../harness/catalog.ts'

const checker = checkerFor({})
const catalog = catalogOf('7.24', 'all')
const { root } = catalog
const device = new Router({ host: memoryHost(), menus, extensions, release: '7.24', root })

/** Returns the description that each reader shows at the cursor behind a word. */
function descriptionsOf(text: string): Readonly<Record<string, string>> {
  const at = text.indexOf('|')
  const whole = text.replace('|', '')
  const document = new Document(new Source(whole, 'a'), checker)
  const word = /[\w-]*$/.exec(whole.slice(0, at))?.[0] ?? ''
  const place = { menu: root, device, checker }
  return {
    completion: completionsAt(document, at).find(({ label, kind }) => label === word && kind !== 'snippet')?.about ?? '',
    hover: hoverAt(document, at - 1)?.text ?? '',
    tab: offersAt(whole.slice(0, at), at, place).offers.find(({ label }) => label === word)?.detail ?? '',
    help: hintAt(whole, at, place) ?? '',
  }
}

describe('descriptions', () => {
  it.each([
    [':put| 1', 'prints a value and a line end; returns the value'],
    [':foreach| i in={1} do={ }', 'runs a body for each element'],
    ['/log info| message=a', 'under the topics script and info'],
    ['/certificate|', 'certificate templates, certificates and their keys'],
    ['/certificate add| name=a', 'adds a row and returns its id'],
    ['/certificate sign| a', 'signs a template with its own key'],
    ['/certificate sign a ca|=b', 'the authority of this device that signs'],
    ['/certificate add name=a days-valid|=1', 'the number of days for which it is valid once it is signed'],
    ['/certificate scep-server add path|=/scep/a', 'the path under which it answers'],
    ['/interface bridge add comment|=1', 'a note for people'],
  ])('%j', (text, sentence) => {
    // The console also offers a complete word; its help omits the signs of code.
    for (const [reader, said] of Object.entries(descriptionsOf(text))) expect(`${reader}: ${said}`).toContain(sentence.replaceAll('`', ''))
  })

  it('are in the table of menus, and in the results of the lookup tool', () => {
    const sentence = aboutEntry(catalog.menu('/certificate/scep-server') ?? root) ?? 'none'
    const rows = modelledMenus(menus, '7.24').split('\n')
    expect(rows.filter((line) => line.includes('`/certificate/scep-server`'))).toEqual([`| \`/certificate/scep-server\` | ${sentence} |`])
    const knowledge = checker.knowledgeOf(new Source(''))
    expect(lookedUp('/certificate/scep-server', root, knowledge)).toMatchInlineSnapshot(`
      "menu /certificate/scep-server (list): SCEP servers of authorities: answer under their paths on www and www-ssl
      menus: otp ra requests
      commands: add disable edit enable export find get print remove reset set
      add requires: ca-cert path
      properties: ca-cert next-ca-cert path days-valid request-lifetime disabled"
    `)
    expect(lookedUp(':put', root, knowledge)).toBe('command /put: prints a value and a line end; returns the value\nmessage')
    expect(lookedUp('/certificate/sign ca', root, knowledge)).toBe(
      'ca: the authority of this device that signs; its own key where none is given',
    )
  })
})

it('every word of the language has a description', () => {
  expect([...builtins].filter(([, { about }]) => about.length < 5).map(([path]) => path)).toEqual([])
})

const below = (menu: KnownMenu): readonly (KnownMenu | KnownCommand)[] =>
  [...menu.entries.values()].flatMap((entry) =>
    entry instanceof KnownMenu ? [entry, ...below(entry)] : entry instanceof KnownCommand ? [entry] : [],
  )

it.each(['7.9.2', '7.16.2', '7.24'])('everything in the certificate menus of %s has a description', (release) => {
  const certificate = catalogOf(release, 'all').menu('/certificate')
  const entries = certificate === undefined ? [] : [certificate, ...below(certificate)]
  expect(entries.length).toBeGreaterThan(50)
  expect(entries.filter((entry) => aboutEntry(entry) === undefined).map(({ path }) => path)).toEqual([])
  const silent = entries.flatMap((entry) =>
    entry instanceof KnownCommand && /^(?:add|set|sign|import|export-certificate|generate|add-scep|add-acme)$/.test(entry.name)
      ? [...entry.arguments.keys()].filter((name) => aboutArgument(name, entry) === undefined).map((name) => `${entry.path} ${name}`)
      : [],
  )
  // The arguments of every command that prints repeatedly.
  const running = /(?: append| do| duration| file| interval| once| freeze-frame-interval| follow)$/
  expect(silent.filter((one) => !running.test(one))).toEqual([])
})
