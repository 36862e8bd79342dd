// Owns the tests of policies of programs, and that unknown policies are reported.
import { describe, expect, it } from 'vitest'
import { createDevice, memoryHost } from '../../src/index.ts'
import { thrownBy } from '../harness/expected.ts'

const run = (text: string, policy?: string | readonly string[]): string | undefined =>
  createDevice({ host: memoryHost(), ...(policy === undefined ? {} : { policy }) }).run(text).failure?.message

describe('policies', () => {
  it('are all by default', () => {
    expect(run('/user/add name=a group=full password=a; /export file=x')).toBeUndefined()
    expect(run('/export file=x', 'all')).toBeUndefined()
  })

  it('are named one by one or separated by commas', () => {
    expect(run('/system/identity/set name=x', 'read')).toBe('not enough permissions (9) (/system/identity/set; line 1)')
    expect(run('/system/identity/set name=x', ['read', 'write'])).toBeUndefined()
  })

  it('are refused if they do not exist', () =>
    expect(thrownBy(() => createDevice({ policy: 'read,wirte' }))).toBe(
      "TypeError: 'wirte' is not a policy: policies are named as in /user/group: read, write, test ...",
    ))

  it('are checked before the missing model of a command is reported', () =>
    expect(run('/system/reboot', 'read,write')).toBe('not enough permissions (9) (/system/reboot; line 1)'))

  it('can be missing in a script that catches the failure', () =>
    expect(run(':do { /system/identity/set name=x } on-error={ :error "no $message" }', 'read')).toBe('no  (:error; line 1)'))

  it('end with the script that had them', () =>
    expect(
      run(
        '/system/script/add name=a policy=read source=":error out"; :do { /system/script/run a use-script-permissions } ' +
          'on-error={}; /system/identity/set name=x',
      ),
    ).toBeUndefined())

  it('apply to code that was created elsewhere', () => {
    const made =
      '/system/script/add name=a policy=read,policy,test source=":global f; \\$f"; :global f do={ /system/identity/set name=x }; '
    expect(run(`${made}/system/script/run a use-script-permissions`)).toBe('not enough permissions (9) (/system/identity/set; line 1)')
    expect(run(`${made}/system/script/run a`)).toBeUndefined()
  })
})
