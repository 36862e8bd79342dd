# A counting loop: thirty million additions.
def main():
    count = 0
    for i in range(1, 30000001):
        count = count + 1
    print(count)


main()
