// Owns waiting in tests.

/** Waits until `holds` returns true. Throws an Error with the text of `told` after `seconds`; by default the limit of the test applies. */
export async function until(
  holds: () => Promise<boolean> | boolean,
  {
    pauseMs = 20,
    seconds = Infinity,
    told = () => '',
  }: { readonly pauseMs?: number; readonly seconds?: number; readonly told?: () => string } = {},
): Promise<void> {
  const most = (seconds * 1_000) / pauseMs
  for (let turn = 0; !(await holds()); turn++) {
    if (turn >= most) throw new Error(`waited in vain: ${told()}`)
    await new Promise((resolve) => setTimeout(resolve, pauseMs))
  }
}
