# Reads a JSON document of 2,000 records a few times, walks through it by a recursive function and writes it back.
:global walk do={
  :global walk
  :if ([:typeof $1] != "array") do={ :return 1 }
  :local leaves 0
  :foreach name,inner in=$1 do={ :set leaves ($leaves + [$walk $inner]) }
  :return $leaves
}
:local text "["
:for i from=1 to=2000 do={
  :if ($i > 1) do={ :set text ($text . ",") }
  :set text ($text . "{\"name\":\"r" . $i . "\",\"up\":true,\"load\":" . ($i % 97) . ",\"tags\":[\"a\",\"b\",{\"deep\":" . $i . "}]}")
}
:set text ($text . "]")
:local leaves 0
:for round from=1 to=10 do={
  :local document [:deserialize $text from=json]
  :set leaves ($leaves + [$walk $document])
  :set ($document->7->"load") $round
  :local written [:serialize $document to=json]
  :set leaves ($leaves + [:len $written])
}
:put $leaves
