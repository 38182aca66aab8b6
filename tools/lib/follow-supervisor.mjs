// Loaded before a child's own code (node --import): when the supervisor is gone, even by kill -9, the child's input
// ends and the child ends too. Polite first, then at once.
const graceMs = 5_000;

process.stdin.on('error', end);
process.stdin.on('end', end);
process.stdin.resume();
process.stdin.unref?.();

function end() {
  setTimeout(() => process.exit(1), graceMs).unref();
  if (process.listenerCount('SIGTERM') > 0) process.kill(process.pid, 'SIGTERM');
  else process.exit(1);
}
