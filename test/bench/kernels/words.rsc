# Counts 300,000 words of a text made of 1,000 different ones, in a keyed array.
:local text ""
:for i from=0 to=299999 do={
  :set text ($text . "w" . (($i * 7919) % 1000) . " ")
}
:local counts [:toarray ""]
:local at 0
:local end [:find $text " "]
:while ([:typeof $end] = "num") do={
  :local word [:pick $text $at $end]
  :set ($counts->$word) (($counts->$word) + 1)
  :set at ($end + 1)
  :set end [:find $text " " $end]
}
:local sum 0
:foreach word,count in=$counts do={ :set sum ($sum + $count) }
:put "$[:len $counts] $sum"
