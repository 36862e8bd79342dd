// Owns checking the arguments of an editor's debug requests: arguments of another shape are refused with a message before they are used.

/**
 * The shape of a value: a text, a whole number, true or false; a list of one shape; named members, of which those with `?` may be absent.
 */
type Shape = 'text' | 'number' | 'flag' | readonly [Shape] | { readonly [member: string]: Shape }

const conditions = { 'condition?': 'text', 'hitCondition?': 'text' } as const
const framed = { 'frameId?': 'number' } as const
const source = { 'path?': 'text', 'sourceReference?': 'number' } as const

/** The shapes of arguments by request; the arguments of other requests are not used. */
const shapes: Readonly<Record<string, Shape>> = {
  launch: {
    program: 'text',
    'export?': 'text',
    'device?': 'text',
    'release?': 'text',
    'packages?': 'text',
    'facts?': 'text',
    'board?': 'text',
    'policy?': 'text',
    'limit?': ['text'],
    'allowNet?': 'text',
    'files?': ['text'],
    'stopOnEntry?': 'flag',
    'until?': 'text',
  },
  setBreakpoints: { source, 'breakpoints?': [{ line: 'number', 'column?': 'number', ...conditions, 'logMessage?': 'text' }] },
  setFunctionBreakpoints: { breakpoints: [{ name: 'text', ...conditions }] },
  setExceptionBreakpoints: { filters: ['text'] },
  dataBreakpointInfo: { name: 'text', 'variablesReference?': 'number' },
  setDataBreakpoints: { breakpoints: [{ dataId: 'text', ...conditions }] },
  breakpointLocations: { source, line: 'number', 'endLine?': 'number' },
  stackTrace: { 'startFrame?': 'number', 'levels?': 'number' },
  scopes: { frameId: 'number' },
  variables: { variablesReference: 'number', 'start?': 'number', 'count?': 'number' },
  setVariable: { variablesReference: 'number', name: 'text', value: 'text' },
  setExpression: { expression: 'text', value: 'text', ...framed },
  evaluate: { expression: 'text', ...framed, 'context?': 'text' },
  completions: { text: 'text', column: 'number', 'line?': 'number', ...framed },
  source: { 'source?': source, 'sourceReference?': 'number' },
}

const shapeNames = { text: 'a text', number: 'a whole number', flag: 'true or false' } as const

/** Returns what is wrong with the arguments of a request; undefined where nothing is. */
export function shapeError(command: string, given: unknown): string | undefined {
  const shape = Object.hasOwn(shapes, command) ? shapes[command] : undefined
  return shape === undefined ? undefined : wrong(given ?? {}, shape, command)
}

function wrong(given: unknown, shape: Shape, name: string): string | undefined {
  if (typeof shape === 'string') return isPlain(given, shape) ? undefined : `${name} needs ${shapeNames[shape]}`
  if (isList(shape)) {
    if (!Array.isArray(given)) return `${name} needs a list`
    return first(given.entries(), ([at, one]) => wrong(one, shape[0], `${name}[${at}]`))
  }
  if (typeof given !== 'object' || given === null || Array.isArray(given)) return `${name} needs named members`
  const members = new Map<string, unknown>(Object.entries(given))
  return first(Object.entries(shape), ([key, inside]) => {
    const member = key.replace('?', '')
    const value = members.get(member)
    return value === undefined && key.endsWith('?') ? undefined : wrong(value, inside, `${name}.${member}`)
  })
}

const isList = (shape: Exclude<Shape, string>): shape is readonly [Shape] => Array.isArray(shape)

const isPlain = (given: unknown, shape: keyof typeof shapeNames): boolean =>
  shape === 'text' ? typeof given === 'string' : shape === 'number' ? Number.isInteger(given) : typeof given === 'boolean'

/** Returns the first problem that `check` finds. */
function first<T>(all: Iterable<T>, check: (one: T) => string | undefined): string | undefined {
  for (const one of all) {
    const problem = check(one)
    if (problem !== undefined) return problem
  }
  return undefined
}
