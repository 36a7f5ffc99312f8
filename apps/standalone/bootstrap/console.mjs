import fs from 'node:fs';
import path from 'node:path';
import { runChild } from './child.mjs';
import { nodeProgram } from './node.mjs';
import { modules, root } from './places.mjs';

const folder = path.join(root, 'apps', 'console');
const built = path.join(folder, 'dist', 'index.html');

/** Builds the page that the gateway serves, when its sources are newer than it. Resolves to the builder's lines on failure. */
export async function buildConsole() {
  if (!isStale()) return [];
  const lines = [];
  const ended = await runChild(nodeProgram(), [path.join(modules, '.bin', 'vite'), 'build', folder], {
    cwd: root,
    onLine: (line) => lines.push(line),
  });
  return ended.code === 0 ? [] : lines;
}

function isStale() {
  if (!fs.existsSync(built)) return true;
  const builtAt = fs.statSync(built).mtimeMs;
  const sources = ['index.html', 'vite.config.mjs', 'package.json', ...listed('src')];
  return sources.some((file) => fs.statSync(path.join(folder, file)).mtimeMs > builtAt);
}

const listed = (name) =>
  fs
    .readdirSync(path.join(folder, name), { recursive: true })
    .map((file) => path.join(name, String(file)))
    .filter((file) => fs.statSync(path.join(folder, file)).isFile());
