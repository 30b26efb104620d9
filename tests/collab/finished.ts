const tasks: (() => Promise<void> | void)[] = []

/** Does something when the running test is over, the last asked first. */
export function onTestFinished(task: () => Promise<void> | void): void {
  tasks.push(task)
}

/** Does it now. For tests that open many worlds. */
export async function runFinished(): Promise<void> {
  for (let task = tasks.pop(); task; task = tasks.pop()) await task()
}

afterEach(runFinished)
