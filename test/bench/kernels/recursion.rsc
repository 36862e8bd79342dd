# The 30th Fibonacci number by recursion through a global function.
:global fib do={
  :global fib
  :if ($1 < 2) do={ :return $1 }
  :return ([$fib ($1 - 1)] + [$fib ($1 - 2)])
}
:put [$fib (30)]
