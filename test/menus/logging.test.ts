// Owns the tests of which log lines the rules of /system/logging keep in memory.
import { expect, it } from 'vitest'
import { bench } from '../device/console.ts'

const messages = ':foreach l in=[/log/find] do={:put [/log/get $l message]}'

it('keeps lines by the topics of the rules: not debug, until a rule names it', () => {
  const { run } = bench({ release: '7.24' })
  run(':log debug a; :log info b; /log/debug message=c; :log warning d; :log error e')
  expect(run(messages)).toBe('b\nd\ne\n')
  run('/system/logging/add topics=script,debug; :log debug f')
  expect(run(messages)).toBe('b\nd\ne\nf\n')
})

it('minds negated topics, disabled rules and actions that are not memory', () => {
  const { run } = bench({ release: '7.24' })
  run('/system/logging/set [find topics=info] topics=info,!script; :log info a')
  run('/system/logging/set [find topics=warning] disabled=yes; :log warning b')
  run('/system/logging/set [find topics=error] action=remote; :log error c')
  run('/system/logging/action/add name=own target=memory; /system/logging/add topics=debug action=own; :log debug d')
  expect(run(messages)).toBe('d\n')
})

it('keeps a line once, however many rules take it', () => {
  const { run } = bench({ release: '7.24' })
  run('/system/logging/add topics=script; :log info a')
  expect(run(messages)).toBe('a\n')
})

it('refuses a topic that the release does not have', () => {
  const { run } = bench({ release: '7.24' })
  expect(run('/system/logging/add topics=foo')).toContain('input does not match any value of topics')
  expect(run('/system/logging/add topics=lte,!raw,!packet; /system/logging/add topics=ovpn,sstp,!debug')).toBe('')
  expect(run('/system/logging/export terse')).toContain('topics=lte,!raw,!packet')
})
