:local body ""
:local errors 0
:for i from=1 to=10 do={
  :local line "$i: $text"
  :if ($i > $last) do={
    :set errors ($errors + 1)
    {
      :local inner {x,y}
      :put $outer
    }
  }
  :set body ("$body\r\n" . {key=$line})
}
/system/scheduler
add name=report interval=1d on-event="/system/script/run reprt"
/system/script
add name=report source={
  :local who "admin"
  :if ($who = admin) do={
    /tool/e-mail/send to=$address subjekt="report"
  }
  :put $number
}
:put $errors
:put $later
/certificate
add name=ca common-name=ca key-usage=key-cert-sign,crl-sign days-valid=0
