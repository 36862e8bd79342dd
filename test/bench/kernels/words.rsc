# Counts words of 1,000 kinds in a keyed array, over two million steps.
:local counts [:toarray ""]
:for i from=1 to=2000000 do={
  :local word ("w" . (($i * 7919) % 1000))
  :set ($counts->$word) (($counts->$word) + 1)
}
:local sum 0
:foreach word,count in=$counts do={ :set sum ($sum + $count) }
:put "$[:len $counts] $sum"
