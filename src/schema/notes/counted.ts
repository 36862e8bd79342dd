// Owns which properties count what happened, where several files of notes say so.

/** What an interface counts: bytes, packets and what became of them. */
export const interfaceCounters = /^(driver-|fp-|tx-|rx-|fc-fec-|rs-fec-|current-learned$|custom-drop|not-learned|policy-drop)/

/** What a rule counts of what it met. */
export const ruleCounters = /^(bytes|packets)$/

/** Numbers that count what happened, by words of their names: `rx-bytes`, `hits`, `ph2-count`. That all of them begin at 0 is inferred. */
export const anyCounter =
  /(^|-)(bytes?|packets?|hits|count|errors?|drops?|dropped|retransmits|ops|merges|transitions|changes|bpdu|tc|entries)(-|$)/
