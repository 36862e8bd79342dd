// Owns access to the elements of the page.

/** The element with an id; throws if the page has none of that type. */
export function elementById<T extends HTMLElement>(id: string, kind: new () => T): T {
  const found = document.getElementById(id)
  if (!(found instanceof kind)) throw new Error(`the page has no #${id}`)
  return found
}

/** Makes an option of a list. */
export function option(text: string, value = text): HTMLOptionElement {
  const made = document.createElement('option')
  made.textContent = text
  made.value = value
  return made
}
