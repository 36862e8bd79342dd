// Owns HTML and SVG templates, which escape inserted values unless these are themselves templates.

/** A piece of HTML that needs no escaping. */
export class Html {
  readonly text: string

  constructor(text: string) {
    this.text = text
  }
}

/** What a template takes: texts are escaped, templates are not, `undefined` inserts nothing. */
export type TemplateValue = string | number | Html | readonly Html[] | undefined

const signs: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' }

/** Text escaped for HTML and XML; control characters, which neither allows, are shown as a box. */
export const escapedHtml = (text: string): string =>
  text.replace(/[&<>"']/g, (sign) => signs[sign] ?? sign).replace(/[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ufffe\uffff]/g, '\u25a1')

/** A template: `html\`<b>${text}</b>\``. */
export function html(pieces: TemplateStringsArray, ...values: readonly TemplateValue[]): Html {
  return new Html(pieces.reduce((text, piece, at) => text + markup(values[at - 1]) + piece))
}

function markup(value: TemplateValue): string {
  if (value === undefined) return ''
  if (value instanceof Html) return value.text
  return typeof value === 'string' || typeof value === 'number' ? escapedHtml(String(value)) : value.map(({ text }) => text).join('')
}
