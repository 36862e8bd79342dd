# Runs a command N times at once over SSH, 50 channels per connection; prints how many returned the expected output, and the seconds.
import asyncio, sys, time
import asyncssh

async def main(port, times, line):
    many = [await asyncssh.connect('127.0.0.1', port, username='admin', password='', known_hosts=None, config=None) for _ in range(-(-times // 50))]
    start = time.monotonic()
    told = await asyncio.gather(*(many[at // 50].run(line.replace('@', str(at))) for at in range(times)))
    print(sum(one.stdout.strip() == f'no {at}' for at, one in enumerate(told)), round(time.monotonic() - start, 1))
    for one in many: one.close()

asyncio.run(main(int(sys.argv[1]), int(sys.argv[2]), sys.argv[3]))
