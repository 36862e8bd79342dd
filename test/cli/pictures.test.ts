// Owns the tests of the pictures in README.md: the files equal what the program draws.
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { certificatesOf, nowOf } from '../../src/drawn/device.ts'
import { certificateTree } from '../../src/drawn/tree.ts'
import { createDevice, memoryHost } from '../../src/index.ts'
import { offbox } from '../harness/command-line.ts'
import { top } from '../harness/sources.ts'

describe('the pictures of README.md', () => {
  const readme = join(top, 'fixtures', 'readme')

  it('show what check reports', async () => {
    const { out } = offbox(top, ['check', '--format', 'svg', 'fixtures/readme/guest.rsc'])
    await expect(out).toMatchFileSnapshot(join(readme, 'guest.svg'))
  })

  it('show the issuers of certificates', async () => {
    const device = createDevice({ host: memoryHost() })
    device.run(readFileSync(join(top, 'fixtures', 'page', 'pki.rsc'), 'latin1'))
    const drawing = certificateTree({ certificates: certificatesOf(device), now: nowOf(device) }, true)
    await expect(`${drawing.text}\n`).toMatchFileSnapshot(join(readme, 'certificates.svg'))
  })
})
