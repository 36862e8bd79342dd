-- Counts 300,000 words of a text made of 1,000 different ones, in a table.
local parts = {}
for i = 0, 299999 do
  parts[#parts + 1] = "w" .. ((i * 7919) % 1000) .. " "
end
local text = table.concat(parts)
local counts = {}
local at = 1
local stop = text:find(" ", 1, true)
while stop do
  local word = text:sub(at, stop - 1)
  counts[word] = (counts[word] or 0) + 1
  at = stop + 1
  stop = text:find(" ", at, true)
end
local different, sum = 0, 0
for _, count in pairs(counts) do
  different = different + 1
  sum = sum + count
end
print(different .. " " .. sum)
