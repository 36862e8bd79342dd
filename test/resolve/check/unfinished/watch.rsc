:global lastState
:local hosts {
  "198.51.100.1";
  "198.51.100.2"
}
:local check do={
  :local result [/ping $1 count=3]
  :if ($result = 0) do={
    :foreach mail in=$receivers do={
      /tool/e-mail/send to=$mail subject="$1 is down" bodi="see log"
    }
    :return false
  }
  :while ($result < $threshold) do={
    :set result ($result + 1)
    :put ($result . stuff)
  }
  :return true
}
:foreach host in=$hosts do={
  :local ok [$check $host]
  :if ($ok != $lastState) do={
    :log info "$host: $ok"
    :put $nobody
    /log/print where topic=x
  }
}
:if ($lastState = "down") do={
  /interface/set [find name=wan] disabledd=yes
  :put 1.5
}
:local mode "a"
:global mode "b"
:put $mode
:put ($unknown . "text")
