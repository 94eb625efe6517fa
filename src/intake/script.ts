import { Refusal } from '../domain/refusal.ts';
import { beginsAsCmdlet } from './cmdletNames.ts';
import { DASHES } from './cmdletQuotes.ts';

/** The most lines of one script. */
export const MOST_LINES = 20;

/** Cmdlets one below the other, each a request of its own. */
export interface Script {
  lines: string[];
  /** `$ErrorActionPreference = 'Stop'`: a line that is not done is the last. */
  stops: boolean;
}

const PREFERENCE =
  /^\$ErrorActionPreference\s*=\s*['"\u2018\u2019\u201C\u201D]?(\w+)['"\u2018\u2019\u201C\u201D]?\s*;?$/i;
const GOES_ON_BEFORE = new RegExp(`^[${DASHES},;|)]`);
const GOES_ON_AFTER = /[`,(|]\s*$/;

/**
 * Reads a message of several lines as a script: comments and blank lines are left out, continued lines put together.
 * Undefined when it has no two cmdlets; a single one among comments is given as a script of one line.
 * Throws `script-too-long`.
 */
export function readScript(text: string): Script | undefined {
  const written = text.replace(/\r\n?|\u2028/g, '\n');
  if (!written.includes('\n')) return undefined;
  const all = commandsOf(written);
  const preference = PREFERENCE.exec(all[0] ?? '')?.[1];
  const lines = preference === undefined ? all : all.slice(1);
  const cmdlets = lines.filter(beginsAsCmdlet);
  const first = lines[0];
  if (first === undefined || cmdlets[0] !== first) return undefined;
  if (cmdlets.length < 2 && (lines.length > 1 || first === written.trim())) return undefined;
  if (lines.length > MOST_LINES)
    throw new Refusal('script-too-long', { count: lines.length, max: MOST_LINES });
  return { lines, stops: preference?.toLowerCase() === 'stop' };
}

/** The commands of a text, each with the lines that continue it. */
function commandsOf(text: string): string[] {
  const commands: string[] = [];
  for (const line of text.split('\n')) {
    const trimmed = line.trim();
    if (trimmed === '' || trimmed.startsWith('#') || /^```\w*$/.test(trimmed)) continue;
    const last = commands.at(-1);
    if (last !== undefined && (GOES_ON_AFTER.test(last) || GOES_ON_BEFORE.test(trimmed)))
      commands[commands.length - 1] = `${last}\n${trimmed}`;
    else commands.push(trimmed);
  }
  return commands;
}
