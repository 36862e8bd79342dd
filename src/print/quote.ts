// Owns quoting: when an exported value needs it, and how a byte is written between quotes.
import type { PrintStyle } from './style.ts'

/** Letters, digits and these stand in exports without quotes; nothing, blanks and all else need them (scan of 40 exports of devices). */
const bare = /^[A-Za-z0-9\-./,:_~!@<>*#+%]+$/

/** Whether a value is exported without quotes. Names that start with a digit are too (`name=5Ghz`, 7.17.2). */
export const isBare = (text: string): boolean => bare.test(text)

const named = new Map([
  ['"', '\\"'],
  ['\\', '\\\\'],
  ['$', '\\$'],
  ['\r', '\\r'],
  ['\n', '\\n'],
  ['\t', '\\t'],
])

/** What stands between the quotes of an export, one element a byte of `text`: a line is never broken inside one. */
export function exportUnits(text: string, style: PrintStyle): string[] {
  return [...text].map((byte) => exportUnit(byte, style))
}

function exportUnit(byte: string, style: PrintStyle): string {
  if (byte === '?' && style.export.escapesQuestionMark) return '\\?'
  return named.get(byte) ?? (/[\x20-\x7e]/.test(byte) ? byte : hex(byte))
}

/** A value as exports write it, unbroken. */
export const exportValue = (text: string, style: PrintStyle): string => (isBare(text) ? text : `"${exportUnits(text, style).join('')}"`)

/** A quoted value of `detail`: escaped as in exports, but what is not ASCII stands as it is, as in comments. */
export function detailQuoted(text: string): string {
  return `"${text.replace(/["\\$\x00-\x1f\x7f]/g, (byte) => named.get(byte) ?? hex(byte))}"`
}

const hex = (byte: string): string => `\\${byte.charCodeAt(0).toString(16).toUpperCase().padStart(2, '0')}`
