# Adds 20,000 rows; then ten times reads a property of each and writes it anew.
:for i from=1 to=20000 do={ /ip/firewall/address-list/add list=("l" . ($i % 10)) address=(10.0.0.0 + $i) comment=("c" . $i) }
:local length 0
:for round from=1 to=10 do={
  :foreach row in=[/ip/firewall/address-list/find] do={
    :local comment [/ip/firewall/address-list/get $row comment]
    :set length ($length + [:len $comment])
    /ip/firewall/address-list/set $row comment=($comment . "y")
  }
}
:put "$length $[:len [/ip/firewall/address-list/find where comment="c777yyyyyyyyyy"]]"
