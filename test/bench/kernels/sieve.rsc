# The primes below two million with the sieve of Eratosthenes.
:local limit 2000000
:local prime [:toarray ""]
:for i from=0 to=$limit do={ :set ($prime->$i) true }
:local count 0
:for i from=2 to=$limit do={
  :if ($prime->$i) do={
    :set count ($count + 1)
    :local j ($i * $i)
    :while ($j <= $limit) do={
      :set ($prime->$j) false
      :set j ($j + $i)
    }
  }
}
:put $count
