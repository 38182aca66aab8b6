import { chmodSync, closeSync, existsSync, fsyncSync, mkdirSync, openSync, readFileSync, renameSync, rmSync, writeSync } from 'node:fs';
import path from 'node:path';

/** The tests of the first start stand in for a full disk with this switch, because not every machine can mount a small one. */
function refuseWhenTestedForFullDisk(file) {
  if (process.env.HOSHU_TEST_ENOSPC === '1') throw Object.assign(new Error('no space left on device'), { code: 'ENOSPC', path: file });
}

/** Makes a folder with the given mode (octal number), whatever the umask says. An existing folder is left as it is. */
export function makeDirectory(directory, mode = 0o711) {
  if (existsSync(directory)) return;
  refuseWhenTestedForFullDisk(directory);
  mkdirSync(directory, { recursive: true, mode });
  chmodSync(directory, mode);
}

/** Writes a whole file or nothing: a crash half way leaves the old one. `mode`: octal number. */
export function writeWhole(file, text, mode = 0o600) {
  refuseWhenTestedForFullDisk(file);
  const half = `${file}.${process.pid}.half`;
  try {
    const descriptor = openSync(half, 'w', mode);
    try {
      writeSync(descriptor, text);
      fsyncSync(descriptor);
    } finally {
      closeSync(descriptor);
    }
    chmodSync(half, mode);
    renameSync(half, file);
  } catch (error) {
    rmSync(half, { force: true });
    throw error;
  }
}

/** A JSON file's value, or null where there is none or it cannot be read as JSON. */
export function readJson(file) {
  try {
    return JSON.parse(readFileSync(file, 'utf8'));
  } catch (error) {
    if (error.code === 'ENOENT' || error instanceof SyntaxError) return null;
    throw error;
  }
}

/** The last lines of a log file, '' where there is none. */
export function lastLines(file, count = 30) {
  try {
    return readFileSync(file, 'utf8').trimEnd().split('\n').slice(-count).join('\n');
  } catch {
    return '';
  }
}

export const logFile = (data, name) => path.join(data, 'logs', `${name}.log`);
