# Keeps a dated backup, and throws old ones away.
:local keep 5
:local prefix "nightly"

:global stampOf do={
  :local date $1
  :local year [:pick $date 0 4]
  :if ($withTime = true) do={
    :return "$year-$2"
  }
  :return ("$year" . $missing)
}

/system/backup/save name="$prefix-$stamp"
:delay 2s
:foreach file in=[/file/find where name~"^$prefix"] do={
  :local age [/file/get $file last-modifed]
  :if ($age > $limit) do={
    /file/remove $file
  } else={
    :log info "kept $[/file/get $file name]"
    :put ("age: " . {a=1})
  }
  :set keep ($keep - 1)
}

:if ("always") do={
  :put "done"
}
:put $undeclared
:put [:len {1,2}]
