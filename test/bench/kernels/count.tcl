# Thirty million additions in a counting loop.
proc main {} {
  set sum 0
  for {set i 1} {$i <= 30000000} {incr i} {
    set sum [expr {$sum + $i}]
  }
  puts $sum
}
main
