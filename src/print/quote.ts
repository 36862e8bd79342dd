// Owns quoting in exports: which values need quotes, and how bytes are escaped inside them.
import { pay } from '../value/limits.ts'
import { escapedByte } from '../value/show.ts'
import type { PrintStyle } from './style.ts'

/**
 * Letters, digits and these signs need no quotes in exports. An empty value, blanks and all other bytes do (scan of 40 exports of devices).
 */
const bare = /^[A-Za-z0-9\-./,:_~!@<>*#+%]+$/

/** Whether a value is exported without quotes. Names that start with a digit are bare too (`name=5Ghz`, 7.17.2). */
const isExportedBare = (text: string): boolean => bare.test(text)

/** The number of bytes written per call of `pay`. */
const bytesPerPayment = 1 << 12

/** The cost of writing one byte, in units of `pay`. */
const workPerByte = 32

/** Calls `take` with each byte of `text` as it is written inside quotes, escaped where needed. An export never breaks a line inside one. */
export function eachUnit(text: string, style: PrintStyle, take: (unit: string) => void): void {
  for (let from = 0; from < text.length; from += bytesPerPayment) {
    const to = Math.min(text.length, from + bytesPerPayment)
    pay((to - from) * workPerByte)
    for (let at = from; at < to; at++) take(exportUnit(text.charAt(at), style))
  }
}

function exportUnit(byte: string, style: PrintStyle): string {
  if (byte === '?' && style.export.escapesQuestionMark) return '\\?'
  return /["\\$]|[^ -~]/.test(byte) ? escapedByte(byte) : byte
}

/** A value as exports write it, without line breaks. */
export const exportValue = (text: string, style: PrintStyle): string => (isExportedBare(text) ? text : exportQuoted(text, style))

/** A quoted text as exports write it, without line breaks. */
export function exportQuoted(text: string, style: PrintStyle): string {
  let quoted = '"'
  eachUnit(text, style, (unit) => {
    quoted += unit
  })
  return `${quoted}"`
}

/** A quoted value of `detail`: escaped as in exports, except that non-ASCII bytes are unchanged. */
export function detailQuoted(text: string): string {
  return `"${text.replace(/["\\$\x00-\x1f\x7f]/g, escapedByte)}"`
}
