-- A counting loop: thirty million additions.
local count = 0
for i = 1, 30000000 do
  count = count + 1
end
print(count)
