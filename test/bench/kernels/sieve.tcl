# The primes below two million with the sieve of Eratosthenes.
proc main {} {
  set limit 2000000
  set prime [lrepeat [expr {$limit + 1}] 1]
  set count 0
  for {set i 2} {$i <= $limit} {incr i} {
    if {[lindex $prime $i]} {
      incr count
      set j [expr {$i * $i}]
      while {$j <= $limit} {
        lset prime $j 0
        incr j $i
      }
    }
  }
  puts $count
}
main
