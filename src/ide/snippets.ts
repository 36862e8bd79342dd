// Owns snippets: frequent language forms with placeholders (LSP 3.18, "Snippet Syntax").

/** A form with its name; `words` are its search terms. */
export interface Snippet {
  readonly label: string
  readonly about: string
  readonly text: string
}

/** Forms that are valid where a command is; each begins with its sign. */
export const snippets: readonly Snippet[] = [
  { label: 'if ... do', about: 'a condition', text: ':if (${1:condition}) do={\n\t$0\n}' },
  { label: 'if ... else', about: 'a condition and its opposite', text: ':if (${1:condition}) do={\n\t$2\n} else={\n\t$0\n}' },
  { label: 'for ... from to', about: 'a loop over numbers', text: ':for ${1:i} from=${2:1} to=${3:10} do={\n\t$0\n}' },
  { label: 'foreach ... in', about: 'a loop over members or items', text: ':foreach ${1:item} in=${2:[find]} do={\n\t$0\n}' },
  {
    label: 'foreach key, value',
    about: 'a loop over keys and values',
    text: ':foreach ${1:key},${2:value} in=\\$${3:array} do={\n\t$0\n}',
  },
  { label: 'while ... do', about: 'a loop while a condition is true', text: ':while (${1:condition}) do={\n\t$0\n}' },
  { label: 'do ... while', about: 'a loop that runs at least once', text: ':do {\n\t$0\n} while=(${1:condition})' },
  { label: 'do ... on-error', about: 'commands, and what is done where one fails', text: ':do {\n\t$1\n} on-error={\n\t$0\n}' },
  { label: 'local function', about: 'a function of this script', text: ':local ${1:name} do={\n\t$2\n\t:return $0\n}' },
  { label: 'global function', about: 'a function of the device', text: ':global ${1:name} do={\n\t$2\n\t:return $0\n}' },
]
