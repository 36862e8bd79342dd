# Counts words of 1,000 kinds in a dictionary, over two million steps.
proc main {} {
  set counts [dict create]
  for {set i 1} {$i <= 2000000} {incr i} {
    dict incr counts "w[expr {($i * 7919) % 1000}]"
  }
  set sum 0
  dict for {word count} $counts { incr sum $count }
  puts "[dict size $counts] $sum"
}
main
