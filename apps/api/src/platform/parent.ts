/** Ends this process when the supervisor that started it is gone (kill -9 leaves no signal behind). */
export function endWithParent(): void {
  const supervisor = Number(process.env['HOSHU_SUPERVISOR_PID'] ?? 0);
  if (!supervisor) return;
  setInterval(() => {
    try {
      process.kill(supervisor, 0);
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code === 'ESRCH') process.exit(0);
    }
  }, 1_000).unref();
}
