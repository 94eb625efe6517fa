import { fileURLToPath } from 'node:url';
import { CORES, startChild } from './children.ts';

/** What a measure gives: figures by name. */
export type Figures = Record<string, number>;

/** How large the organisation is, and the database that holds it; without one it is the embedded store. */
export interface Organization {
  people: number;
  url?: string | undefined;
}

/** Runs one measure in a process of its own, so that none inherits the memory of another. */
export async function measure(name: string, options: Organization): Promise<Figures> {
  const file = fileURLToPath(new URL('storeMeasures.ts', import.meta.url));
  const child = await startChild([file], { core: CORES.measured, options: ['--import', 'tsx'] });
  try {
    return (await child.ask({ measure: name, ...options })) as Figures;
  } finally {
    await child.stop();
  }
}
