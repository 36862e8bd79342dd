# Thirty million additions in a counting loop.
:local sum 0
:for i from=1 to=30000000 do={
  :set sum ($sum + $i)
}
:put $sum
