// Owns what replaces the parts of an output that differ from run to run, so that the whole of it can be compared.

/** What differs, and the name that stands for it. The order is that of the replacements. */
const varying: readonly (readonly [RegExp, string])[] = [
  [/\b\d{4}-\d\d-\d\d[ T]\d\d:\d\d:\d\d(?:\.\d+)?Z?/g, 'TIME'],
  [/\b\d{4}-\d\d-\d\d\b/g, 'DATE'],
  // openssl's dates, key identifiers and serial numbers.
  [/\b(?:[A-Z][a-z]{2} )?[A-Z][a-z]{2} [ \d]\d \d\d:\d\d:\d\d \d{4}(?: GMT)?/g, 'TIME'],
  // Those of HTTP.
  [/\b[A-Z][a-z]{2}, \d\d [A-Z][a-z]{2} \d{4} \d\d:\d\d:\d\d GMT/g, 'TIME'],
  [/\b(?:[0-9A-F]{2}:){19}[0-9A-F]{2}\b/g, 'KEY-ID'],
  [/(?<=Serial Number: )[0-9A-F]+\b/g, 'SERIAL'],
  [/(?<=127\.0\.0\.1:|localhost:|\[::1\]:)\d{1,5}\b/g, 'PORT'],
  [/\b[0-9a-f]{64}\b/g, 'FINGERPRINT'],
  [/\b[0-9a-f]{40}\b/gi, 'KEY-ID'],
  [/(?<=serial-number[=:] ?"?)[0-9a-fA-F]{2,40}\b/g, 'SERIAL'],
  [/\b\d+(?:\.\d+)? ?m?s(?=[,;)\n]|$)/g, 'SECONDS'],
  [/(?<=\bprocess )\d+\b/g, 'PID'],
  // How often a function ran in a fuzzing.
  [/(?<=(?:ran: |, )\$\w+ )\d+\b/g, 'TIMES'],
]

/**
 * Replaces times, dates, ports of this machine, digests of random keys, durations and process numbers in an output by names in capitals
 * (`TIME`, `PORT`). `named` has texts that only the test knows (a folder, a port, a host) with their names; they are replaced first.
 */
export function steady(text: string, named: Readonly<Record<string, string>> = {}): string {
  const known = Object.entries(named).filter(([part]) => part !== '')
  const own = known.reduce((left, [part, name]) => left.replaceAll(part, name), text)
  return varying.reduce((left, [pattern, name]) => left.replace(pattern, name), own)
}
