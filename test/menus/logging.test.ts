// Owns the tests of which log lines the rules of /system/logging keep in memory.
import { expect, it } from 'vitest'
import { testConsole } from '../device/console.ts'

const messages = ':foreach l in=[/log/find] do={:put [/log/get $l message]}'

it('memory keeps lines by the topics of the rules: no debug lines, until a rule names the topic', () => {
  const { run } = testConsole({ release: '7.24' })
  run(':log debug a; :log info b; /log/debug message=c; :log warning d; :log error e')
  expect(run(messages)).toBe('b\nd\ne\n')
  run('/system/logging/add topics=script,debug; :log debug f')
  expect(run(messages)).toBe('b\nd\ne\nf\n')
})

it('memory follows negated topics, disabled rules and actions other than memory', () => {
  const { run } = testConsole({ release: '7.24' })
  run('/system/logging/set [find topics=info] topics=info,!script; :log info a')
  run('/system/logging/set [find topics=warning] disabled=yes; :log warning b')
  run('/system/logging/set [find topics=error] action=remote; :log error c')
  run('/system/logging/action/add name=own target=memory; /system/logging/add topics=debug action=own; :log debug d')
  expect(run(messages)).toBe('d\n')
})

it('memory keeps a line once, even if several rules match', () => {
  const { run } = testConsole({ release: '7.24' })
  run('/system/logging/add topics=script; :log info a')
  expect(run(messages)).toBe('a\n')
})

it('a rule with a topic that the release does not have is refused', () => {
  const { run } = testConsole({ release: '7.24' })
  expect(run('/system/logging/add topics=foo')).toBe('! input does not match any value of topics\n')
  expect(run('/system/logging/add topics=lte,!raw,!packet; /system/logging/add topics=ovpn,sstp,!debug')).toBe('')
  expect(run('/system/logging/export terse')).toMatchInlineSnapshot(`
    "# 2024-01-01 00:00:00 by RouterOS 7.24
    # system id = 
    #
    /system logging add topics=lte,!raw,!packet
    /system logging add topics=ovpn,sstp,!debug
    "
  `)
})

const older = ':delay 324d12h; :log info a; :delay 1d; :log info b; :delay 10m; :log info c'

it.each([
  ['6.49', 'nov/20 12:00:00', '12:00:00', 'nov/20/2024 12:00:00'],
  ['7.9', 'nov/20 12:00:00', '12:00:00', 'nov/20/2024 12:00:00'],
  ['7.18', '11-20 12:00:00', '12:00:00', '2024-11-20 12:00:00'],
  ['7.19', '2024-11-20 12:00:00', '2024-11-21 12:00:00', '2024-11-20 12:00:00'],
])('the time of lines of this year, of today and of other years is shown as in %s', (release, thisYear, today, before) => {
  const { run } = testConsole({ release })
  run(older)
  expect(run(':put [/log get 0 time]; :put [/log get 1 time]')).toBe(`${thisYear}\n${today}\n`)
  run(':delay 365d')
  expect(run('/log print where message=a')).toBe(` ${before} script,info a\n`)
})

it.each(['6.49', '7.18', '7.24'])('the time of lines is compared with dates, and with times of today: %s', (release) => {
  const { run } = testConsole({ release })
  run(older)
  const found = (condition: string): string => run(`:foreach l in=[/log find where ${condition}] do={ :put [/log get $l message] }`)
  expect(found('time>5m')).toBe('b\nc\n')
  expect(found('time>([/system clock get time] - 5m)')).toBe('c\n')
  expect(found('time<"12:05:00"')).toBe('a\nb\n')
  const [start, end] = release === '6.49' ? ['nov/20/2024', 'nov/21/2024'] : ['2024-11-20', '2024-11-21']
  expect(found(`time>"${start} 12:00:00" and time<="${end} 12:00:00"`)).toBe('b\n')
  expect(found(`"${end}">time`)).toBe('a\n')
  expect(found('time>"soon"')).toBe('! cannot compare if string is more than string\n')
  expect(run(`:put ("${end}" > "${start}")`)).toBe('! cannot compare if string is more than string\n')
})
