// Owns escaping text for XML and HTML.

// Characters that XML 1.0 does not have at all, escaped or not.
const unfit = /[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]|[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/g
const signs: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&apos;',
  '\n': '&#10;',
  '\t': '&#9;',
}

/** Text for elements and attributes: characters that XML does not allow become `?`, terminal control characters become references. */
export const escapedXml = (text: string): string =>
  text.replace(unfit, '?').replace(/[&<>"'\n\t\x7f-\x9f\u202a-\u202e\u2066-\u2069]/g, (sign) => signs[sign] ?? `&#${sign.charCodeAt(0)};`)
