# The primes below two million with the sieve of Eratosthenes.
def main():
    limit = 2000000
    prime = [True] * (limit + 1)
    count = 0
    for i in range(2, limit + 1):
        if prime[i]:
            count += 1
            j = i * i
            while j <= limit:
                prime[j] = False
                j += i
    print(count)


main()
