// Owns measuring work in tests by the processor: unlike a clock, it does not count what other processes take meanwhile.

/** Milliseconds of processor that this process has used; the difference of two tells what lay between. */
export function processorTime(): number {
  const { user, system } = process.cpuUsage()
  return (user + system) / 1000
}

/** Milliseconds of processor that some work takes. */
export function effortOf(work: () => unknown): number {
  const before = processorTime()
  work()
  return processorTime() - before
}
