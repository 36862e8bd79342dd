# Builds a text of a million characters and counts one of them, character by character.
proc main {} {
  set letters "abcdefghij"
  set text ""
  for {set i 0} {$i < 1000000} {incr i} {
    append text [string index $letters [expr {$i % 10}]]
  }
  set count 0
  set length [string length $text]
  for {set i 0} {$i < $length} {incr i} {
    if {[string index $text $i] eq "e"} { incr count }
  }
  puts "$length $count"
}
main
