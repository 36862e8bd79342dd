# The 30th Fibonacci number by recursion through a global function.
proc fib {n} {
  if {$n < 2} { return $n }
  return [expr {[fib [expr {$n - 1}]] + [fib [expr {$n - 2}]]}]
}
puts [fib 30]
