// Owns tests of the ACME commands with malicious servers: their data is bounded, reported, and never stored in part.
import { describe, expect, it } from 'vitest'
import { readProblem } from '../../src/host/node/network/acme/resources.ts'
import { memoryNetwork } from '../../src/host/memory-network.ts'
import { testConsole } from '../device/console.ts'
import type { AcmeEvents, AcmeOrder } from '../../src/host/acme.ts'
import { acmeAuthority, type AuthorityOptions } from '../harness/acme-authority.ts'
import { fixtureKeys } from '../harness/keys.ts'
import { add, lab, start } from '../harness/acme-lab.ts'

describe('a hostile server', () => {
  const outcome = (refuse: NonNullable<AuthorityOptions['refuse']>): { readonly status: string; readonly rows: string } => {
    const { run } = lab({ refuse })
    run(add)
    return { status: run(':put [/certificate/get router.test acme-status]'), rows: run('/certificate/print count-only') }
  }

  it('cannot provide a certificate for another key or other names, or an invalid one', () => {
    const honest = acmeAuthority({ now: () => start })
    const chain = (order: AcmeOrder, events: AcmeEvents): readonly Uint8Array[] => {
      const given = honest.issue(order, events)
      return 'chain' in given ? given.chain : []
    }
    const account = 'https://acme.test/account/1'
    const first = lab()
    first.run(add)
    const [other] = first.authority.orders
    if (other === undefined) throw new Error('nothing was ordered')
    const sent = (make: (order: AcmeOrder, events: AcmeEvents) => readonly Uint8Array[]): ReturnType<typeof outcome> => {
      const network = memoryNetwork({
        acme: { issue: (order, events) => ({ chain: make(order, events), account }), revoke: () => undefined },
      })
      const { run } = testConsole({ now: start, keys: { '2048': (fixtureKeys()['2048'] ?? []).toReversed() }, network })
      run(add)
      return { status: run(':put [/certificate/get router.test acme-status]'), rows: run('/certificate/print count-only') }
    }
    const noKey = { status: 'failed: ACME server sent no certificate for the key of the request\n', rows: '1\n' }
    expect(sent((_order, events) => chain(other, events))).toEqual(noKey)
    expect(sent(() => [])).toEqual(noKey)
    expect(sent(() => [Buffer.from('3000', 'hex')])).toEqual(noKey)
    // A root that did not sign the certificate does not become trusted.
    const strange = sent((order, events) => [chain(order, events)[0] ?? Buffer.alloc(0), ...chain(other, events)])
    expect(strange).toEqual({ status: 'idle\n', rows: '1\n' })
  })

  it('cannot fill the row or the log', () => {
    const { status } = outcome(() => ({ problem: { type: 'x', detail: 'y'.repeat(1 << 20), subproblems: [] } }))
    expect(status.length).toBeLessThan(1_100)
  })

  it('cannot print control characters, or exhaust the stack with nested problems', () => {
    const nested: unknown = JSON.parse('{"subproblems":['.repeat(20_000) + ']}'.repeat(20_000))
    const problem = readProblem({ type: 'a\u001b[2J', detail: 'b\nc', identifier: { value: 'd\r' }, subproblems: [nested] })
    const status = (refuse: NonNullable<AuthorityOptions['refuse']>): string => {
      const { run } = lab({ refuse })
      run(add)
      return run(':put [/certificate/get router.test acme-status]')
    }
    expect(status(() => ({ problem }))).toBe(
      'failed: ACME server refuses: d : a [2J: b c (about:blank:  (about:blank:  (about:blank:  (about:blank: ))))\n',
    )
    expect(status(() => ({ fault: 'closed', detail: 'odd\u001b[2J\u{1f600}' }))).toBe('failed: odd [2J\xf0\x9f\x98\x80\n')
  })
})
