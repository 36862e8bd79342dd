// Owns the traps in assignments: the language assigns by commands, without a '=' between a name and its value.
import { maskedText, restOf, type TrapPlace, type Trap } from './place.ts'

const asStatement = /^[:$]?("[^"]+"|[A-Za-z][\w-]*)\s*([-+*/.:%|&^]?)$/
const asCommand = /^:?(local|global|set)\s+\$?("[^"]+"|[A-Za-z][\w-]*)\s*([-+*/.:%|&^]?)$/

/** `$i = 5`, `i += 1`, `i++` in place of a command. */
const assigned: Trap = (place) => {
  const { refusal, command } = place
  const [, name, sign] = asStatement.exec(command) ?? []
  if (name === undefined || sign === undefined || refusal.expected === undefined || !('end' in refusal.expected)) return undefined
  // A line of arguments whose command is missing, or ends on the line above.
  if (place.at.startsWith('=') && sign === '' && (name.includes('-') || /^=[^\s;]+\s+[\w.-]+=/.test(place.at)))
    return `an argument without its command: end the line above with '\\'`
  const value = valueOf(place, name, sign)
  const word = refusal.isDeclared?.(name.replaceAll('"', '')) === false ? ':local' : ':set'
  return value === undefined ? undefined : `a variable gets its value by a command: ${word} ${asName(name)} ${value}`
}

/** `:local x = 5`, `:set x=5`, `:set x += 1`. */
const equals: Trap = (place) => {
  const [, word, name, sign] = asCommand.exec(place.command) ?? []
  if (word === undefined || name === undefined || sign === undefined) return undefined
  const value = valueOf(place, name, sign)
  return value === undefined ? undefined : `the value follows the name without '=': :${word} ${asName(name)} ${value}`
}

/** The value of an assignment in another language, converted to this language; undefined if it is none. `sign` is before the place. */
function valueOf({ at }: TrapPlace, name: string, sign: string): string | undefined {
  const [signs = ''] = /^(?:\+\+|--|[-+*/.%|&^]?=(?![=~]))/.exec(at) ?? []
  const whole = `${sign}${signs}`
  const old = `$${asName(name)}`
  if (whole === '++' || whole === '--') return `(${old} ${whole[0]} 1)`
  const value = restOf(at.slice(signs.length))
  if (whole === '=' || whole === ':=') return value === undefined || value === '' ? 'VALUE' : asValue(value)
  return /^[-+*/.%|&^]=$/.test(whole) ? `(${old} ${whole[0]} ${value === undefined || value === '' ? 'VALUE' : value})` : undefined
}

function asValue(value: string): string {
  const [, list] =
    /^\[([\d"][^[\]{}()]*)\]$/.exec(value) ??
    /^\{([^[\]{}();]*,[^[\]{}();]*)\}$/.exec(value) ??
    /^\{([^[\]{}();]*:[^[\]{}();]*)\}$/.exec(value) ??
    []
  if (list !== undefined)
    return `{${list
      .split(/\s*,\s*/)
      .map((one) => one.trim().replace(/^("[^"]*"|\w+)\s*:\s*(?=\S)/, '$1='))
      .join(';')}}`
  if (isExpression(value)) return `(${value})`
  return /^[\w.-]+\s/.test(value) && !value.includes('"') ? `"${value}"` : value
}

/** Quotes a name that has other characters than letters and digits. */
const asName = (name: string): string => (/[_-]/.test(name) && !name.startsWith('"') ? `"${name}"` : name)

const isExpression = (value: string): boolean =>
  /\S\s+(?:[-+*/%.<>&|^=,~]|->|<=|>=|!=)+\s/.test(maskedText(value)) || /^\$\w+\s*(?:->|[-+*/%])/.test(value)

/** The traps of assignments. */
export const assignmentTraps: readonly Trap[] = [assigned, equals]
