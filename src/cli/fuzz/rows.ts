// Owns the arbitrary of a device's state before a trial: rows of the menus that the script uses, made of its words and of values that its
// conditions were seen to compare with.
import fc, { type Arbitrary } from 'fast-check'
import { certificateState } from '../../fuzz/certificates.ts'
import { draw } from '../../fuzz/draw.ts'
import { referenceNames } from '../../fuzz/item.ts'
import type { KnownMenu } from '../../schema/known-menu.ts'
import { runtimeProperty } from '../../device/plain/runtime.ts'
import { fromBytes } from '../../text/bytes.ts'
import { textSlotOf, comparedTexts, type LearnedTexts } from './learned-texts.ts'
import { presupposedRows } from './presupposed.ts'
import { numberedCopy, withValue } from './step.ts'
import type { MenuUse, FuzzSubject } from './subject.ts'
import type { PropertyText, SetupStep } from './trial.ts'
import { arbitraryText } from './arbitrary-text.ts'

/** The maximum number of rows per menu, unless the script counts further. */
const maxRowsPerMenu = 3
/** The maximum number of rows with different searched texts of one property. */
const maxSearchedRows = 12

/** Arguments that are not properties. */
const placing = new Set([
  'numbers',
  'copy-from',
  'place-before',
  'value-name',
  'about',
  'source',
  'once',
  'count',
  'password',
  'passphrase',
])

/** The steps that prepare a device, in the order of the script's menus. */
export function stepsOf(subject: FuzzSubject, known: LearnedTexts): Arbitrary<readonly SetupStep[]> {
  const there = presupposedRows(subject, known)
  return fc.tuple(...subject.menus.map((use) => new MenuRows(use, subject, known).steps())).map((parts) => [...there, ...parts.flat()])
}

/** Menus that describe the device itself; scripts do not depend on differences in them. */
const fixed = /^\/(interface\/monitor-traffic|system\/(resource|script\/(job|environment)|package|license|routerboard))(\/|$)/

/** Properties of /system/clock that are not generated: a trial has its own time, and releases write dates in different forms. */
const clockProperties: ReadonlySet<string> = new Set(['date', 'time'])

/** A property of generated rows: its origin and values. */
interface Column {
  readonly name: string
  readonly isSimulated: boolean
  readonly isRequired: boolean
  /** Whether it is a text that may be empty. */
  readonly isText: boolean
  /** Values that the script searches for; undefined if none are known. */
  readonly meant: Arbitrary<string> | undefined
  readonly any: Arbitrary<string>
}

class MenuRows {
  readonly #menu: KnownMenu
  readonly #properties: MenuUse['properties']
  readonly #subject: FuzzSubject
  readonly #known: LearnedTexts

  constructor({ menu, properties }: MenuUse, subject: FuzzSubject, known: LearnedTexts) {
    this.#menu = menu
    this.#properties = properties
    this.#subject = subject
    this.#known = known
  }

  steps(): Arbitrary<readonly SetupStep[]> {
    const { path, shape } = this.#menu
    if (path === '/certificate') return this.#certificates()
    if (path === '/interface') return this.#interfaces()
    if (fixed.test(path)) return fc.constant([])
    const add = this.#menu.command('add')
    const columns = this.#columns().filter(({ name }) => path !== '/system/clock' || !clockProperties.has(name))
    if (shape === 'settings') return this.#settings(columns)
    if (add === undefined && path !== '/log' && this.#hasOwnRows()) return this.#ownRows(columns)
    const isOwn = add === undefined
    // A menu of commands has no rows.
    if (isOwn && columns.length === 0) return fc.constant([])
    const plain = columns.filter((column) => !column.isSimulated)
    const asAdded = (asMeant: boolean): Arbitrary<SetupStep> =>
      rowOf(plain, asMeant).map((values): SetupStep => ({ kind: 'add', menu: path, values }))
    const asSimulated = (asMeant: boolean): Arbitrary<SetupStep> =>
      rowOf(columns.map(whole), asMeant).map((values): SetupStep => ({ kind: 'simulate', menu: path, values }))
    const ways = isOwn ? [asSimulated] : plain.length < columns.length ? [asSimulated, asSimulated, asAdded] : [asAdded]
    const fewRows = fc.array(fc.oneof(...ways.flatMap((way) => [way(true), way(true), way(false)])), { maxLength: maxRowsPerMenu })
    const { counts } = this.#subject
    const likely = fc.oneof(...ways.map((way) => way(true)))
    // One more than the script counts to, all equal except for unique properties.
    const manyRows = fc
      .tuple(likely, fc.constantFrom(...(counts.length === 0 ? [0] : counts.flatMap((count) => [count, count + 1]))))
      .map(([step, count]) => Array.from({ length: count }, (_, at): SetupStep => numberedCopy(step, at)))
    // One row for each text that is searched for in one property.
    const sets = columns
      .map(({ name }) => [name, this.#texts(name)] as const)
      .filter(([, texts]) => texts.length > 1 && texts.length <= maxSearchedRows)
    const each = fc
      .tuple(likely, fc.constantFrom(...sets, undefined))
      .map(([step, set]) => (set === undefined ? [] : set[1].map((text, at) => withValue(numberedCopy(step, at), set[0], text))))
    return fc.oneof(
      { weight: 10, arbitrary: fewRows },
      ...(counts.length === 0 ? [] : [{ weight: 2, arbitrary: manyRows }]),
      ...(sets.length === 0 ? [] : [{ weight: 1, arbitrary: each }]),
    )
  }

  /** The texts that the script searches for in a property. */
  #texts(name: string): readonly string[] {
    return comparedTexts(this.#menu.path, name, this.#properties.get(name) ?? [], this.#known)
  }

  /** Whether the device has default rows here, of which some can be changed. */
  #hasOwnRows(): boolean {
    return this.#menu.command('set') !== undefined && this.#menu.command('set')?.exact('numbers') !== undefined
  }

  /** The properties that the script uses or a row requires; of those that only the device sets, the ones that the script uses. */
  #columns(): readonly Column[] {
    const menu = this.#menu
    const setter = menu.command(menu.shape === 'settings' ? 'set' : 'add') ?? menu.command('set')
    const names = new Set([
      ...menu.required,
      ...(setter?.exact('name') === undefined || menu.shape === 'settings' ? [] : ['name']),
      ...(setter?.exact('disabled') === undefined || menu.shape === 'settings' ? [] : ['disabled']),
      ...[...this.#properties.keys()].filter((name) => !placing.has(name) && !name.startsWith('.')),
    ])
    return [...names].flatMap((name): readonly Column[] => {
      const argument = setter?.exact(name)
      if (argument?.flag === true) return []
      const isSimulated = argument === undefined
      if (isSimulated && !menu.hasProperty(name)) return []
      const isRequired = menu.required.includes(name) || (name === 'name' && !isSimulated)
      const isText = this.#isText(name) && !(isSimulated && runtimeProperty(menu, name)?.unmodelled === true)
      return [{ name, isSimulated, isRequired, isText, meant: this.#meant(name, isSimulated), any: this.#any(name, isSimulated) }]
    })
  }

  /** The texts that the script compares a property with: unchanged, and within a longer text. */
  #meant(name: string, isSimulated: boolean): Arbitrary<string> | undefined {
    const all = this.#texts(name)
    const readable = isSimulated ? this.#menu.readable(name)?.kind : undefined
    const { name: kind } = readable ?? this.#menu.validatingKindOf(name)
    const texts = kind === 'ip' ? all.flatMap(addressOf) : all
    if (texts.length === 0) return undefined
    const exact = fc.constantFrom(...texts)
    if (isSimulated || !this.#isText(name)) return exact
    const near = fc
      .tuple(
        exact,
        fc.constantFrom<(text: string) => string>(
          (text) => `${text}0`,
          (text) => `x${text}`,
          (text) => `${text}-2`,
        ),
      )
      .map(([text, change]) => change(text))
    return fc.oneof({ weight: 6, arbitrary: exact }, { weight: 1, arbitrary: near })
  }

  #isText(name: string): boolean {
    const { name: kind, words } = this.#menu.validatingKindOf(name)
    return kind === 'string' || (kind === 'any' && words.length === 0)
  }

  #any(name: string, isSimulated: boolean): Arbitrary<string> {
    const menu = this.#menu
    const words = this.#subject.words
    if (name === 'disabled') return fc.constantFrom('no', 'no', 'no', 'yes')
    if (name === 'name' && menu.path !== '/file') return names(words)
    const referred = referenceNames(menu, name, [])
    if (referred !== undefined) return referred
    const readable = isSimulated ? menu.readable(name) : undefined
    const kind = readable === undefined ? menu.validatingKindOf(name) : readable.kind
    const compared = isSimulated && kind.name === 'any' ? this.#texts(name) : []
    // A property set by the device has the type of the compared value.
    const typed = compared.filter((text) => /^[\d:.]+[wdhms]?/.test(text))
    if (typed.length > 0) return fc.constantFrom(...typed)
    if (readable?.flag === true || kind.name === 'bool') return fc.constantFrom('yes', 'no')
    if (kind.name === 'string' || (kind.name === 'any' && kind.words.length === 0))
      return fc.oneof(
        arbitraryText(words).filter((text) => text !== '' && !/[\n\0]/.test(text)),
        names(words),
        // Unmodelled properties are set to empty.
        ...(isSimulated && runtimeProperty(menu, name)?.unmodelled === true ? [fc.constant('')] : []),
      )
    return kind.arbitrary(draw, name).filter((text) => text !== '')
  }

  #settings(columns: readonly Column[]): Arbitrary<readonly SetupStep[]> {
    const { path } = this.#menu
    const simulated = columns.filter(({ isSimulated }) => isSimulated)
    const set = columns.filter(({ isSimulated }) => !isSimulated)
    const step = (kind: 'set' | 'simulate', all: readonly Column[]): Arbitrary<readonly SetupStep[]> =>
      fc
        .oneof(rowOf(all, true), rowOf(all, false))
        .map((values): readonly SetupStep[] => (values.length === 0 ? [] : [{ kind, menu: path, values }]))
    return fc.tuple(step('set', set), step('simulate', simulated)).map((parts) => parts.flat())
  }

  /** Default rows: sets the properties that can be set, and simulates values of the others. */
  #ownRows(columns: readonly Column[]): Arbitrary<readonly SetupStep[]> {
    const { path } = this.#menu
    const one = fc.tuple(fc.oneof(rowOf(columns, true), rowOf(columns, false)), fc.integer({ min: 0, max: 3 }))
    return fc.array(one, { maxLength: 2 }).map((all) =>
      all.flatMap(([values, row]): readonly SetupStep[] => {
        const simulated = new Set(columns.flatMap(({ name, isSimulated }) => (isSimulated ? [name] : [])))
        const parts = [
          values.filter(([name]) => !simulated.has(name) && name !== 'name'),
          values.filter(([name]) => simulated.has(name)),
        ] as const
        return [
          ...(parts[0].length === 0 ? [] : [{ kind: 'set', menu: path, values: parts[0], row } as const]),
          ...(parts[1].length === 0 ? [] : [{ kind: 'simulate', menu: path, values: parts[1], row } as const]),
        ]
      }),
    )
  }

  /** A device's ports always exist; bridges are added and removed. */
  #interfaces(): Arbitrary<readonly SetupStep[]> {
    const known = [...(this.#properties.get('name') ?? [])].map(fromBytes).filter((name) => !/^ether\d+$/.test(name))
    const name = known.length === 0 ? names([]) : fc.oneof(fc.constantFrom(...known), names([]))
    const bridges = fc
      .uniqueArray(name, { maxLength: 2 })
      .map((all) => all.map((one): SetupStep => ({ kind: 'add', menu: '/interface/bridge', values: [['name', one]] })))
    const columns = this.#columns().filter(({ name: of }) => of !== 'name' && of !== 'type')
    return fc.tuple(bridges, this.#ownRows(columns)).map((parts) => parts.flat())
  }

  /** Templates, certificates, authorities (see `certificateState`). */
  #certificates(): Arbitrary<readonly SetupStep[]> {
    const texts = ['name', 'common-name', 'ca'].flatMap((name) => [
      ...[...(this.#properties.get(name) ?? [])].map(fromBytes),
      ...this.#known.at(textSlotOf('/certificate', name)),
    ])
    const files = [...(this.#properties.get('file-name') ?? [])].map(fromBytes).filter((text) => /\.p(12|fx)$/.test(text))
    const passphrases = [...(this.#properties.get('passphrase') ?? [])].map(fromBytes).filter((text) => /^[\w .:@-]+$/.test(text))
    return certificateState({ names: [...new Set(texts)].filter((text) => !/[\n\0]/.test(text)), files, passphrases }).map((lines) =>
      lines.map((text): SetupStep => ({ kind: 'command', text })),
    )
  }
}

/** A column of a row made by the device: it always has a value, unless the text may be empty. */
const whole = (column: Column): Column => ({ ...column, isRequired: column.isRequired || !column.isText })

/** A row: `asMeant` with the values that the script searches for, else with random ones. */
function rowOf(columns: readonly Column[], asMeant: boolean): Arbitrary<readonly PropertyText[]> {
  const drawn = columns.map(({ name, meant, any, isRequired }) => {
    const value = meant === undefined ? any : fc.oneof({ weight: asMeant ? 8 : 2, arbitrary: meant }, { weight: 1, arbitrary: any })
    const always = isRequired || (asMeant && meant !== undefined)
    const maybe = always ? value.map((text): string | undefined => text) : fc.option(value, { nil: undefined, freq: 3 })
    return maybe.map((text): readonly PropertyText[] => (text === undefined ? [] : [[name, text]]))
  })
  return fc.tuple(...drawn).map((all) => all.flat())
}

/** An address with a text as its prefix: `10.20.` is 10.20.0.7; includes a port that follows it. */
function addressOf(text: string): readonly string[] {
  const [, begin, port = ''] = /^(\d{1,3}(?:\.\d{1,3}){0,3})\.?(:\d+)?$/.exec(text) ?? []
  if (begin === undefined) return []
  const bytes = begin.split('.')
  const whole = [...bytes, ...['0', '0', '7'].slice(bytes.length - 1)].slice(0, 4)
  return [`${whole.join('.')}${port}`, ...(port === '' ? [`${whole.join('.')}:443`] : [])]
}

/** Names made of the script's words, of separators, and plain ones. */
function names(words: readonly string[]): Arbitrary<string> {
  const plain = fc.constantFrom('one', 'two', 'three')
  const own = words.map(fromBytes).filter((word) => /^[\w .:-]{1,20}$/.test(word) && /\w/.test(word))
  if (own.length === 0) return plain
  const word = fc.constantFrom(...own)
  return fc.oneof(
    { weight: 3, arbitrary: plain },
    { weight: 1, arbitrary: word },
    { weight: 1, arbitrary: fc.tuple(word, fc.constantFrom('-', '.', '_', '', '7'), plain).map((parts) => parts.join('')) },
    {
      weight: 1,
      arbitrary: fc
        .tuple(plain, fc.constantFrom(...own.filter((one) => one.length < 4), '-'), fc.constantFrom('7', 'a', '12'))
        .map((parts) => parts.join('')),
    },
  )
}
