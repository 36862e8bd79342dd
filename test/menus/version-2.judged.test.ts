// Owns the test of openssl reading a request of a 2.8 device.
import { execFileSync } from 'node:child_process'
import { expect, it } from 'vitest'
import { consoleOf, requestAnswers } from '../harness/asking-console.ts'
import { describeWith } from '../harness/judge.ts'

describeWith('openssl', 'the request of 2.8', () => {
  it('is read by openssl with its address and email', () => {
    const { type, host } = consoleOf('2.8')
    type('/certificate create-certificate-request', ...requestAnswers)
    const said = execFileSync('openssl', ['req', '-noout', '-subject', '-text', '-verify'], {
      input: host.files.read('certificate-request.pem'),
      stdio: ['pipe', 'pipe', 'ignore'],
    }).toString()
    expect(said).toContain('emailAddress = a@b.lv')
    expect(said).toMatch(/unstructuredAddress\s*:\s*street 1/)
  })
})
