// Owns shell completion for bash, zsh and fish, generated from the table of verbs.
import { colourOption } from './paint.ts'
import { optionFlag, type Verb, type VerbOption } from './verb.ts'

/** The shells with completion. */
export const shells = ['bash', 'zsh', 'fish'] as const
/** A shell for which a completion script can be printed. */
export type ShellName = (typeof shells)[number]

/** The script for a shell: `offbox completion bash`. */
export const completionFor = (shell: ShellName, verbs: readonly Verb[]): string => scripts[shell](verbs)

interface Known {
  readonly name: string
  readonly about: string
  readonly letter: string | undefined
  /** Undefined for a switch. */
  readonly value: string | undefined
  readonly words: readonly string[]
}

const known = ([key, { about, letter, value, choices = [] }]: readonly [string, VerbOption]): Known => ({
  name: optionFlag(key),
  about,
  letter,
  value: value?.replaceAll(/[<>[\]]/g, ''),
  words: choices,
})

const common: readonly Known[] = [
  { name: '--help', about: 'display help', letter: 'h', value: undefined, words: [] },
  known(['color', colourOption]),
]

/** The options of a verb, and those of its subverbs. */
const optionsOf = ({ options, verbs }: Verb): readonly Known[] => [
  ...Object.entries(options).map(known),
  ...verbs.flatMap((one) => Object.entries(one.options).map(known)),
]

/** Words offered besides files: subverbs, and choices of arguments. */
const wordsOf = ({ verbs, arguments: taken }: Verb): readonly string[] => [
  ...verbs.map(({ name }) => name),
  ...taken.flatMap(({ choices = [] }) => choices),
]

const quoted = (text: string): string => `'${text.replaceAll("'", `'\\''`)}'`

function bash(verbs: readonly Verb[]): string {
  const values = verbs.flatMap((verb) =>
    [...optionsOf(verb), ...common]
      .filter(({ words }) => words.length > 0)
      .map(
        ({ name, words }) =>
          `    ${quoted(`${verb.name} ${name}`)}) COMPREPLY=($(compgen -W ${quoted(words.join(' '))} -- "$cur")); return ;;`,
      ),
  )
  const options = verbs.map((verb) => {
    const names = [...optionsOf(verb), ...common].map(({ name }) => name)
    return `    ${verb.name}) words=${quoted([...names].join(' '))} ;;`
  })
  const words = verbs
    .filter((verb) => wordsOf(verb).length > 0)
    .map((verb) => `    ${verb.name}) words=${quoted(wordsOf(verb).join(' '))} ;;`)
  return `# bash completion of offbox: source this file, or put it where bash-completion looks.
_offbox() {
  local cur=\${COMP_WORDS[COMP_CWORD]} prev=\${COMP_WORDS[COMP_CWORD-1]} verb= words= word
  COMPREPLY=()
  if [[ $cur == = ]]; then cur=; elif [[ $prev == = ]]; then prev=\${COMP_WORDS[COMP_CWORD-2]}; fi
  for word in "\${COMP_WORDS[@]:1:COMP_CWORD-1}"; do
    case $word in -*) ;; *) verb=$word; break ;; esac
  done
  if [[ -z $verb ]]; then
    COMPREPLY=($(compgen -W ${quoted(verbs.map(({ name }) => name).join(' '))} -- "$cur"))
    return
  fi
  case "$verb $prev" in
${values.join('\n')}
  esac
  if [[ $cur == -* ]]; then
    case $verb in
${options.join('\n')}
    esac
    COMPREPLY=($(compgen -W "$words" -- "$cur"))
    return
  fi
  case $verb in
${words.join('\n')}
  esac
  COMPREPLY=($(compgen -W "$words" -- "$cur") $(compgen -f -- "$cur"))
}
complete -o filenames -F _offbox offbox
`
}

function zsh(verbs: readonly Verb[]): string {
  const clean = (text: string): string => text.replaceAll(/[[\]:]/g, (sign) => `\\${sign}`)
  const spec = ({ name, about, letter, value, words }: Known): readonly string[] => {
    const action = words.length > 0 ? `(${words.join(' ')})` : value === 'file' ? '_files' : value === 'folder' ? '_files -/' : ' '
    const tail = `[${clean(about)}]${value === undefined ? '' : `:${value}:${action}`}`
    return [name, ...(letter === undefined ? [] : [`-${letter}`])].map((sign) =>
      quoted(`*${sign}${value === undefined || sign.length === 2 ? '' : '='}${tail}`),
    )
  }
  const cases = verbs.map((verb) => {
    const words = wordsOf(verb)
    const rest = words.length > 0 ? `*:word:(${words.join(' ')})` : '*:file:_files'
    return `    ${verb.name}) _arguments ${[...optionsOf(verb), ...common].flatMap(spec).join(' ')} ${quoted(rest)} ;;`
  })
  return `#compdef offbox
# zsh completion of offbox: put it as _offbox into a folder of $fpath.
_offbox() {
  local -a verbs
  verbs=(${verbs.map(({ name, about }) => quoted(`${name}:${about.replaceAll(':', '\\:')}`)).join(' ')})
  if (( CURRENT == 2 )); then
    _describe verb verbs
    return
  fi
  local verb=$words[2]
  shift words
  (( CURRENT-- ))
  case $verb in
${cases.join('\n')}
  esac
}
if [[ $funcstack[1] == _offbox ]]; then _offbox "$@"; else compdef _offbox offbox; fi
`
}

function fish(verbs: readonly Verb[]): string {
  const lines = verbs.flatMap((verb) => [
    `complete -c offbox -n __fish_use_subcommand -f -a ${verb.name} -d ${quoted(verb.about)}`,
    ...wordsOf(verb).map((word) => `complete -c offbox -n '__fish_seen_subcommand_from ${verb.name}' -a ${word}`),
    ...[...optionsOf(verb), ...common].map(({ name, about, letter, value, words }) =>
      [
        `complete -c offbox -n '__fish_seen_subcommand_from ${verb.name}' -l ${name.slice(2)}`,
        letter === undefined ? '' : ` -s ${letter}`,
        value === undefined ? '' : words.length === 0 ? ' -r' : ` -x -a ${quoted(words.join(' '))}`,
        ` -d ${quoted(about)}`,
      ].join(''),
    ),
  ])
  return `# fish completion of offbox: put it as offbox.fish into ~/.config/fish/completions.\n${lines.join('\n')}\n`
}

const scripts: Readonly<Record<ShellName, (verbs: readonly Verb[]) => string>> = { bash, zsh, fish }
