# Counts 300,000 words of a text made of 1,000 different ones, in a dictionary.
proc main {} {
  set text ""
  for {set i 0} {$i < 300000} {incr i} {
    append text "w" [expr {($i * 7919) % 1000}] " "
  }
  set counts [dict create]
  set at 0
  set end [string first " " $text]
  while {$end >= 0} {
    dict incr counts [string range $text $at [expr {$end - 1}]]
    set at [expr {$end + 1}]
    set end [string first " " $text $at]
  }
  set sum 0
  dict for {word count} $counts { incr sum $count }
  puts "[dict size $counts] $sum"
}
main
