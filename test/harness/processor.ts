// Owns measuring processor time in tests, which other processes do not affect.

/** Returns the processor time of this process so far, in milliseconds. */
export function processorTime(): number {
  const { user, system } = process.cpuUsage()
  return (user + system) / 1000
}

/** Returns the processor time of some work, in milliseconds. */
export function effortOf(work: () => unknown): number {
  const before = processorTime()
  work()
  return processorTime() - before
}
