// Owns the tests that each function of the library throws a TypeError with a message for an argument of a wrong type.
import { describe, expect, it } from 'vitest'
import { check, createDevice, format, parse } from '../src/index.ts'

/** Calls a function with arguments of wrong types, as programs without a type checker may. */
const wrongly = (act: (...given: never[]) => unknown, ...given: readonly unknown[]): string => {
  try {
    Reflect.apply(act, undefined, given)
  } catch (error) {
    return error instanceof TypeError ? error.message : `no TypeError: ${String(error)}`
  }
  return 'nothing'
}

describe('an argument of a wrong type', () => {
  const device = createDevice()
  const options: readonly unknown[] = [null, 5, 'x', true, [], () => undefined]

  it.each([
    ['createDevice', createDevice, [{ release: null }], 'release of createDevice is to be a string, not null'],
    ['createDevice', createDevice, [{ packages: [1] }], "packages of createDevice is to be 'all' or an array of strings, not an array"],
    ['createDevice', createDevice, [{ width: '80' }], 'width of createDevice is to be a number, not a string'],
    ['createDevice', createDevice, [{ host: 1 }], 'host of createDevice is to be an object, not 1'],
    [
      'createDevice',
      createDevice,
      [{ files: { a: 1 } }],
      'files of createDevice is to be an object of strings or Uint8Arrays by name, not an object',
    ],
    ['createDevice', createDevice, [{ policy: 7 }], 'policy of createDevice is to be a string or an array of strings, not 7'],
    ['createDevice', createDevice, [{ interrupted: true }], 'interrupted of createDevice is to be a function, not true'],
    ['check', check, [':put 1', { menu: 5 }], 'menu of check is to be a string, not 5'],
    ['check', check, [null], 'a text is to be a string or a Uint8Array, not null'],
    ['check', check, [':put 1', { name: {} }], 'name of check is to be a string, not an object'],
    ['format', format, [':put 1', { style: null }], 'style of format is to be an object, not null'],
    ['parse', parse, [7], 'a text is to be a string or a Uint8Array, not 7'],
    ['run', device.run, [null], 'a text is to be a string or a Uint8Array, not null'],
    ['run', device.run, [':put 1', { door: 'x' }], "door of run is to be 'script', 'console' or 'import', not a string"],
    ['invoke', device.invoke, [5], 'the path of invoke is to be a string, not 5'],
    ['invoke', device.invoke, ['/ip/address/add', { unset: 'x' }], 'unset of invoke is to be an array of strings, not a string'],
  ] as const)('of %s is reported', (_, act, given, message) => {
    expect(wrongly(act, ...given)).toBe(message)
  })

  it.each(options)('%s as options is reported', (wrong) => {
    const [first = '', ...more] = [wrongly(createDevice, wrong), wrongly(check, '', wrong), wrongly(device.run, '', wrong)]
    const kind = /(?<=^what createDevice is told is to be an object, not )(?:null|5|true|an? (?:string|array|function))$/.exec(first)?.[0]
    expect(kind).toBeDefined()
    expect(more).toEqual(['check', 'run'].map((name) => `what ${name} is told is to be an object, not ${kind}`))
  })
})
