# Builds a text of a million characters, then picks each and matches it with a pattern.
:local letters "abcdefghij"
:local text ""
:for i from=0 to=999999 do={
  :set text ($text . [:pick $letters ($i % 10)])
}
:local count 0
:for i from=0 to=([:len $text] - 1) do={
  :if ([:pick $text $i] ~ "[aeiou]") do={ :set count ($count + 1) }
}
:put "$[:len $text] $count"
