# A counting loop: thirty million additions.
proc main {} {
  set count 0
  for {set i 1} {$i <= 30000000} {incr i} {
    set count [expr {$count + 1}]
  }
  puts $count
}
main
