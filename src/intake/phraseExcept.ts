import type { Item, Named } from './phraseItems.ts';

/** What is asked for, and who is left out of it. */
export interface Exception {
  asked: Item[];
  except: string[];
}

/**
 * "… for everybody except amos and ada": undefined where nobody is left out, and where anything but names stands behind: of an
 * exception that is only half understood the people would be taken who are to be left out.
 */
export function exceptionOf(items: readonly Item[]): Exception | undefined {
  const at = items.findIndex(
    (item) => item.kind === 'concept' && item.role === 'guard' && item.name === 'except',
  );
  const [first, ...rest] = items.slice(at + 1);
  if (at < 0 || !isPerson(first) || !rest.every(belongsToList)) return undefined;
  const others = rest.filter((item) => item.kind === 'named');
  if (others.some((one) => !one.joined)) return undefined;
  // What ends the sentence ends the request as well: "can you …?"
  const end = rest.filter((item) => item.kind === 'question');
  return { asked: [...items.slice(0, at), ...end], except: [first, ...others].map((one) => one.text) };
}

function belongsToList(item: Item): boolean {
  return (
    isPerson(item) ||
    item.kind === 'and' ||
    item.kind === 'comma' ||
    item.kind === 'stop' ||
    item.kind === 'question'
  );
}

function isPerson(item: Item | undefined): item is Named {
  return item?.kind === 'named' && item.form !== 'my' && ['', 'for', 'of'].includes(item.link);
}
