-- The primes below two million with the sieve of Eratosthenes.
local limit = 2000000
local prime = {}
for i = 0, limit do prime[i] = true end
local count = 0
for i = 2, limit do
  if prime[i] then
    count = count + 1
    local j = i * i
    while j <= limit do
      prime[j] = false
      j = j + i
    end
  end
end
print(count)
