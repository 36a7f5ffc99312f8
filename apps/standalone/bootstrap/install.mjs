import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import fs from 'node:fs';
import path from 'node:path';
import { freeBytes, INSTALL_BYTES, LEFT_BYTES, requireFreeDisk } from './disk.mjs';
import { pinnedNode } from './node.mjs';
import { npmCi } from './npm.mjs';
import { lockFile, modules, root } from './places.mjs';
import { currentRun } from './run-lock.mjs';
import { Sentence } from './sentence.mjs';

const stamp = path.join(modules, '.pinglu-install');
/** npm's own lockfile: written when, and only when, it has finished. */
const npmMark = path.join(modules, '.package-lock.json');

/** False when the packages are absent, half installed, or those of another lockfile. */
export function isInstalled() {
  return isInstalledByUs() || isInstalledByHand();
}

function isInstalledByUs() {
  try {
    return fs.readFileSync(stamp, 'utf8') === lockfileHash();
  } catch {
    return false;
  }
}

/**
 * Somebody ran `npm ci` themselves. The compiler stands for the development packages, which `--omit=dev` leaves out.
 */
function isInstalledByHand() {
  try {
    const finishedAt = fs.statSync(npmMark).mtimeMs;
    return (
      finishedAt >= fs.statSync(path.join(root, 'package-lock.json')).mtimeMs &&
      fs.existsSync(path.join(modules, '@typescript', 'native'))
    );
  } catch {
    return false;
  }
}

/** The stamp also names the platform: a folder shared with a virtual machine holds the other one's programs. */
function lockfileHash() {
  const lockfile = fs.readFileSync(path.join(root, 'package-lock.json'));
  return `${createHash('sha256').update(lockfile).digest('hex')} ${process.platform}-${process.arch}\n`;
}

/**
 * Step "Installing packages": exactly what package-lock.json says, or nothing when that is what is there.
 * @param {import('./say.mjs').Progress} progress
 */
export async function ensureInstalled(progress) {
  if (isInstalled()) return;
  const run = currentRun(lockFile);
  if (run !== undefined) {
    throw new Sentence(
      `The packages must be installed anew, but Pinglu runs from them (process ${run.pid}). Stop it with Ctrl-C first.`,
    );
  }
  requireFreeDisk(root, INSTALL_BYTES, 'Installing the packages');
  await progress.step('Installing packages', install);
}

/** Nothing half-made may pass for an installation, neither here nor, by npm's own mark, the next time. */
async function install() {
  fs.rmSync(stamp, { force: true });
  try {
    await npmCi();
    requireWhole();
    fs.writeFileSync(stamp, lockfileHash());
  } catch (error) {
    fs.rmSync(stamp, { force: true });
    fs.rmSync(npmMark, { force: true });
    // npm runs scripts with the first node on its PATH: a damaged one would keep this very file from running again.
    fs.rmSync(path.join(modules, '.bin', 'node'), { force: true });
    throw error;
  }
}

/**
 * npm takes a package for one platform that it could not write for "optional" and reports success: a full disk leaves a
 * Node cut in the middle.
 */
function requireWhole() {
  if (freeBytes(root) < LEFT_BYTES) {
    throw new Sentence(
      'The disk became full while the packages were installed, so they are not whole. Free 1.5 GB and run the command again.',
    );
  }
  const pinned = pinnedNode();
  if (!fs.existsSync(pinned) || spawnSync(pinned, ['--version']).status === 0) return;
  throw new Sentence(`The downloaded Node does not run (${pinned}). Free some disk space and run the command again.`);
}
