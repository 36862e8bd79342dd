-- Thirty million additions in a counting loop.
local sum = 0
for i = 1, 30000000 do
  sum = sum + i
end
print(sum)
