-- Builds a text of a million characters, then picks each and matches it with a pattern.
local letters = "abcdefghij"
local parts = {}
for i = 0, 999999 do
  local at = i % 10 + 1
  parts[#parts + 1] = letters:sub(at, at)
end
local text = table.concat(parts)
local count = 0
for i = 1, #text do
  if text:sub(i, i):find("[aeiou]") then count = count + 1 end
end
print(#text .. " " .. count)
