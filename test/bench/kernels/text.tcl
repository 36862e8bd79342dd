# Builds a text of a million characters, then picks each and matches it with a pattern.
proc main {} {
  set letters "abcdefghij"
  set text ""
  for {set i 0} {$i < 1000000} {incr i} {
    append text [string index $letters [expr {$i % 10}]]
  }
  set count 0
  set length [string length $text]
  for {set i 0} {$i < $length} {incr i} {
    if {[regexp {[aeiou]} [string index $text $i]]} { incr count }
  }
  puts "$length $count"
}
main
