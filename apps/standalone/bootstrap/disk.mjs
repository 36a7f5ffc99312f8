import fs from 'node:fs';
import { Sentence } from './sentence.mjs';

export const INSTALL_BYTES = 1.5e9;
/** What must be left when the packages are there; nothing means that some of them may be cut off. */
export const LEFT_BYTES = 50e6;
export const START_BYTES = 300e6;

/**
 * Refuses early and in words: a disk that fills up halfway leaves half an installation behind.
 * @param {string} directory an existing folder on the disk in question
 * @param {number} neededBytes
 * @param {string} purpose finishes "… needs 1.5 GB"
 */
export function requireFreeDisk(directory, neededBytes, purpose) {
  const free = freeBytes(directory);
  if (free >= neededBytes) return;
  throw new Sentence(
    `${purpose} needs ${size(neededBytes)} of free disk space in ${directory}; there is ${size(free)}. Free some space and run the command again.`,
  );
}

/** What an ordinary user may still write on the disk that holds the folder. */
export function freeBytes(directory) {
  const { bavail, bsize } = fs.statfsSync(directory);
  return bavail * bsize;
}

const size = (bytes) => (bytes >= 1e9 ? `${(bytes / 1e9).toFixed(1)} GB` : `${Math.floor(bytes / 1e6)} MB`);
