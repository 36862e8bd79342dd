// Owns what openssl reads in a request that a 2.8 device makes after its questions.
import { execFileSync } from 'node:child_process'
import { expect, it } from 'vitest'
import { consoleOf } from '../harness/asking-console.ts'
import { describeWith } from '../harness/judge.ts'

describeWith('openssl', 'the request of 2.8', () => {
  const answers = [
    '',
    'my.key',
    'secret12',
    'secret12',
    '1024',
    'LV',
    '.',
    'Riga',
    'MikroTik',
    '',
    'www.example.com',
    'a@b.lv',
    'pw',
    'street 1',
  ]

  it('is read by openssl with its address and its email', () => {
    const { type, host } = consoleOf('2.8')
    type('/certificate create-certificate-request', ...answers)
    const said = execFileSync('openssl', ['req', '-noout', '-subject', '-text', '-verify'], {
      input: host.files.read('certificate-request.pem'),
      stdio: ['pipe', 'pipe', 'ignore'],
    }).toString()
    expect(said).toContain('emailAddress = a@b.lv')
    expect(said).toMatch(/unstructuredAddress\s*:\s*street 1/)
  })
})
