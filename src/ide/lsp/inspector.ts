// Owns the interface for checking texts, which a separate thread can implement.
import type { Diagnostic } from '../../diagnostic/diagnostic.ts'
import type { NamesQuery } from '../../host/catalog-cache.ts'
import { checkerFor } from '../../host/node/catalog-cache.ts'
import type { Checker } from '../../resolve/check/checker.ts'
import { worksOn } from '../../resolve/check/works-on.ts'
import { Source } from '../../text/source.ts'

/** Checks successive versions of texts. `name` identifies a text; texts are bytes. */
export interface Inspector {
  /** Sets the release and packages of the text of this name. */
  configure(name: string, names: NamesQuery): void
  check(name: string, text: string): Promise<readonly Diagnostic[]>
  /** The releases on which a text works: `7.12..7.16, 7.20`. */
  worksOn(name: string, text: string): Promise<string>
  forget(name: string): void
}

/** An inspector that works synchronously. */
export function inspectorHere(names: NamesQuery): Inspector {
  const defaultChecker = checkerFor(names)
  const checkers = new Map<string, Checker>()
  const checkerOf = (name: string): Checker => checkers.get(name) ?? defaultChecker
  const texts = new Map<string, (source: Source) => readonly Diagnostic[]>()
  return {
    configure(name, given) {
      checkers.set(name, checkerFor(given))
      texts.delete(name)
    },
    check(name, text) {
      const known = texts.get(name) ?? checkerOf(name).following()
      texts.set(name, known)
      return Promise.resolve(known(new Source(text, name)))
    },
    worksOn: (name, text) => Promise.resolve(worksOn(checkerOf(name), new Source(text))),
    forget(name) {
      texts.delete(name)
      checkers.delete(name)
    },
  }
}
