// Owns patterns for the names of counters that several files of notes share.

/** Counters of an interface: bytes, packets, errors. */
export const interfaceCounters = /^(driver-|fp-|tx-|rx-|fc-fec-|rs-fec-|current-learned$|custom-drop|not-learned|policy-drop)/

/** Counters of a rule. */
export const ruleCounters = /^(bytes|packets)$/

/** Counters by words of their names: `rx-bytes`, `hits`, `ph2-count`. That all of them begin at 0 is *inferred*. */
export const anyCounter =
  /(^|-)(bytes?|packets?|hits|count|errors?|drops?|dropped|retransmits|ops|merges|transitions|changes|bpdu|tc|entries)(-|$)/
