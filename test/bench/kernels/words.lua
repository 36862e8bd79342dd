-- Counts words of 1,000 kinds in a table, over two million steps.
local counts = {}
for i = 1, 2000000 do
  local word = "w" .. ((i * 7919) % 1000)
  counts[word] = (counts[word] or 0) + 1
end
local different, sum = 0, 0
for _, count in pairs(counts) do
  different = different + 1
  sum = sum + count
end
print(different .. " " .. sum)
