// Owns the tests of `offbox/fuzz`: scripts parse and contain every production, values have their types, rows and certificates are accepted.
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { certificateChain, certificateState, certificateTemplate, deviceState, file, grammar, item, values } from '../../src/fuzz/index.ts'
import { createDevice, memoryHost, parse } from '../../src/index.ts'
import { thrownBy } from '../harness/expected.ts'

const { script, nearlyScript, expression } = grammar()
const refused = (text: string): readonly string[] =>
  parse(text)
    .diagnostics.filter(({ severity }) => severity === 'error')
    .map(({ message }) => message)

/** Collects the kinds of nodes, operators and slots in some trees. */
function kindsOf(tree: unknown, into: Set<string>): void {
  if (Array.isArray(tree)) for (const part of tree) kindsOf(part, into)
  else if (typeof tree === 'object' && tree !== null) {
    if ('kind' in tree && 'from' in tree) into.add(`${String(tree.kind)}${'operator' in tree ? ` ${String(tree.operator)}` : ''}`)
    for (const [name, part] of Object.entries(tree)) if (!['menu', 'command', 'argument', 'variable'].includes(name)) kindsOf(part, into)
  }
}

describe('scripts', () => {
  it('all parse', () => {
    fc.assert(
      fc.property(script, (text) => void expect(refused(text), text).toEqual([])),
      { numRuns: 500 },
    )
  })

  it('contain every kind of node and every operator', () => {
    const kinds = new Set<string>()
    for (const text of fc.sample(script, 3000)) kindsOf(parse(text).script?.body, kinds)
    const nodes = [
      'array',
      'block',
      'bracket',
      'call',
      'condition',
      'group',
      'invocation',
      'literal',
      'names',
      'path',
      'quoted',
      'raw',
      'reference',
      'scope',
      'unknown',
    ]
    const signs = '! - ~ any > + * / % . , & | ^ << >> = != < <= >= in and or -> <%%'.split(' ')
    expect([...nodes, ...signs.map((sign) => `operation ${sign}`), 'operation  '].filter((kind) => !kinds.has(kind))).toEqual([])
  })

  it('with typing errors are mostly refused', () => {
    const texts = fc.sample(nearlyScript, 500)
    const bad = texts.filter((text) => refused(text).length > 0).length
    expect(bad).toBeGreaterThan(100)
    expect(bad).toBeLessThan(450)
  })

  it('shrink to one short statement', () => {
    for (const wanted of ['/ip', ':foreach', ' . ']) {
      const { counterexample } = fc.check(
        fc.property(script, (text) => !text.includes(wanted)),
        // How short a command can be depends on the menu that is drawn: some require five arguments.
        { numRuns: 2000, seed: 1 },
      )
      expect(counterexample?.[0].trim().split('\n').length, counterexample?.[0]).toBeLessThanOrEqual(4)
      expect(counterexample?.[0].length, counterexample?.[0]).toBeLessThan(120)
    }
  })

  it('include expressions', () => {
    fc.assert(
      fc.property(
        expression,
        (text) => void expect(refused(`:local a; :local b; :local c; :local m; :local f; :put (${text})`), text).toEqual([]),
      ),
    )
  })
})

describe('values', () => {
  const device = createDevice({ host: memoryHost() })
  it.each(Object.entries(values))('of type %s have that type', (type, value) => {
    fc.assert(fc.property(value, (text) => void expect(device.run(`:put [:typeof ${text}]`).output, text).toBe(`${type}\n`)))
  })
})

describe('states of devices', () => {
  it('have rows that a device accepts', () => {
    fc.assert(
      fc.property(
        item('/ip/firewall/filter'),
        (words) => void expect(createDevice({ host: memoryHost() }).run(`/ip/firewall/filter/add ${words}`).failure, words).toBeUndefined(),
      ),
      { numRuns: 50 },
    )
    expect(thrownBy(() => item('/ip/adress'))).toBe('TypeError: there is no menu /ip/adress: paths look like /ip/address')
  })

  it('are commands, one per line', () => {
    const state = deviceState(['/ip/address', '/system/identity', '/interface/bridge'])
    fc.assert(
      fc.property(state, (text) => void expect(refused(text), text).toEqual([])),
      { numRuns: 50 },
    )
  })

  it('have files with any contents', () => {
    fc.assert(
      fc.property(file, ([name, contents]) => {
        const { output } = createDevice({ host: memoryHost(), files: { [name]: contents } }).run(
          `:put [/file/get [find name="${name}"] size]`,
        )
        expect(output).toBe(`${contents.length}\n`)
      }),
      { numRuns: 50 },
    )
  })

  it('have certificates that sign each other', () => {
    fc.assert(
      fc.property(certificateChain, (commands) => {
        const device = createDevice({ host: memoryHost() })
        expect(device.run(commands).failure, commands).toBeUndefined()
        expect(device.run(':put [/certificate/get leaf issuer]').output, commands).not.toBe('')
      }),
      { numRuns: 10 },
    )
    fc.assert(
      fc.property(
        certificateTemplate(),
        (words) => void expect(createDevice({ host: memoryHost() }).run(`/certificate/add ${words}`).failure, words).toBeUndefined(),
      ),
      { numRuns: 50 },
    )
  })

  it('have certificates in typical states, which a device creates', () => {
    const device = (): ReturnType<typeof createDevice> => createDevice({ host: memoryHost() })
    const seen = new Set<string>()
    fc.assert(
      fc.property(certificateState({ names: ['www', 'vpn'], files: ['in.p12'] }), (commands) => {
        const own = device()
        for (const command of commands) expect(own.run(command).failure, `${command} of ${commands.join('; ')}`).toBeUndefined()
        const { output } = own.run(
          ':foreach c in=[/certificate/find] do={ :put "$[:typeof [/certificate/get $c revoked]] $[/certificate/get $c private-key]' +
            ' $[/certificate/get $c expired] $[/certificate/get $c ca]" }; :put [:len [/file/find name=in.p12]]',
        )
        output.split('\n').forEach((line) => seen.add(line))
      }),
      { numRuns: 60, seed: 1 },
    )
    expect(seen.size).toBeGreaterThan(5)
  })
})
