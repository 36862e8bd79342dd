# A counting loop: thirty million additions.
:local count 0
:for i from=1 to=30000000 do={
  :set count ($count + 1)
}
:put $count
